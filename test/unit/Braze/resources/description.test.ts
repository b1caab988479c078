import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { listSearch } from '../../../../nodes/Braze/methods/listSearch';
import { resources } from '../../../../nodes/Braze/resources';
import { describeResources } from '../../../../nodes/Braze/runtime/operation';

type Property = INodeProperties | INodePropertyCollection | INodePropertyOptions;

/** Every field, those inside collections included, with the way that leads to it. */
function flatten(fields: readonly Property[], way: string): Array<[string, INodeProperties]> {
	return fields.flatMap((field): Array<[string, INodeProperties]> => {
		if ('values' in field) return flatten(field.values, `${way} > ${field.displayName}`);
		if (!('displayName' in field)) return [];
		const name = `${way} > ${field.displayName}`;
		const inner = ['collection', 'fixedCollection'].includes(field.type) ? field.options : [];
		return [[name, field], ...flatten(inner ?? [], name)];
	});
}

const operations = resources.flatMap((resource) =>
	resource.operations.map(
		(operation) => [`${resource.value}.${operation.value}`, operation] as const,
	),
);

const fields = operations.flatMap(([name, { properties }]) => flatten(properties, name));

describe('the description', () => {
	it('offers every operation by its name', () => {
		expect(operations.map(([name]) => name).sort()).toEqual(
			[
				'campaign.getMany',
				'campaign.trigger',
				'canvas.getMany',
				'canvas.trigger',
				'catalogItem.delete',
				'catalogItem.get',
				'catalogItem.getMany',
				'catalogItem.update',
				'catalogItem.upsert',
				'email.updateStatus',
				'segment.getMany',
				'subscriptionGroup.getManyForUser',
				'subscriptionGroup.getStatus',
				'subscriptionGroup.updateStatus',
				'transactionalEmail.send',
				'user.addAlias',
				'user.delete',
				'user.get',
				'user.identify',
				'user.merge',
				'user.removeExternalId',
				'user.renameExternalId',
				'user.track',
				'user.updateAlias',
			].sort(),
		);
	});

	it.each(fields.filter(([, { type }]) => type !== 'notice'))(
		'tells a model what to fill in: %s',
		(_, { description = '', displayName }) => {
			expect(description.length).toBeGreaterThan(10);
			expect(description.toLowerCase()).not.toBe(displayName.toLowerCase());
		},
	);

	it.each(operations)('tells what it does: %s', (_, { action, description }) => {
		expect(action).toMatch(/^[A-Z]/);
		expect(description.length).toBeGreaterThan(20);
		expect(description.toLowerCase()).not.toBe(action.toLowerCase());
	});

	it('has resources, operations and long choices in alphabetical order', () => {
		const choices = fields.filter(([, { type }]) => /ptions$/.test(type));
		const lists = [
			resources.map(({ name }) => name),
			...resources.map((resource) => resource.operations.map(({ name }) => name)),
			...choices.map(([, { options }]) =>
				(options as INodePropertyOptions[]).map(({ name }) => name),
			),
		];
		for (const list of lists.filter(({ length }) => length >= 5)) {
			expect(list).toEqual([...list].sort((a, b) => a.localeCompare(b)));
		}
	});

	it('starts a resource with an operation that it has', () => {
		for (const { operations: known, defaultOperation } of resources) {
			expect(known.map(({ value }) => value)).toContain(defaultOperation);
		}
	});

	it('starts a choice with a value that it has', () => {
		for (const [name, field] of fields.filter(([, { type }]) => type === 'options')) {
			const values = (field.options as INodePropertyOptions[]).map(({ value }) => value);
			expect([name, values.includes(field.default as string)]).toEqual([name, true]);
		}
	});

	it('fills lists from searches that there are', () => {
		const modes = fields.flatMap(([, { modes: some = [] }]) => some);
		const searches = modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []);
		expect(searches.length).toBeGreaterThan(0);
		for (const search of searches) expect(Object.keys(listSearch)).toContain(search);
	});

	it('shows each field with its operation alone', () => {
		const shown = describeResources(resources, 'user').filter(
			({ name }) => name !== 'resource' && name !== 'operation',
		);
		expect(shown.length).toBe(operations.flatMap(([, { properties }]) => properties).length);
		for (const { displayOptions } of shown) {
			expect(displayOptions?.show?.resource).toHaveLength(1);
			expect(displayOptions?.show?.operation).toHaveLength(1);
		}
	});
});
