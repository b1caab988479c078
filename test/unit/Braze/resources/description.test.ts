import {
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	NodeHelpers,
} from 'n8n-workflow';

import { Braze } from '../../../../nodes/Braze/Braze.node';
import { listSearch } from '../../../../nodes/Braze/editor/listSearch';
import { resources } from '../../../../nodes/Braze/resources';
import { describeResources, subtitleOf } from '../../../../nodes/Braze/runtime/operation';
import { evaluateCode } from '../../../support/javascript.mts';

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

const choices = fields.filter(([, { type }]) => type === 'options' || type === 'multiOptions');

const optionsOf = ({ options }: INodeProperties) => options as INodePropertyOptions[];

/** Says more than the label, so that a person or a model knows what to fill in or choose. */
const saysNothing = (label: string, description = '') =>
	description.length <= 10 || description.toLowerCase() === label.toLowerCase();

describe('the description', () => {
	it('names every resource, operation, field and choice once', () => {
		const lists = [
			resources.map(({ value }) => value),
			operations.map(([name]) => name),
			...operations.map(([, { properties }]) => properties.map(({ name }) => name)),
			...choices.map(([, field]) => optionsOf(field).map(({ value }) => value)),
		];
		for (const list of lists) expect(list).toEqual([...new Set(list)]);
	});

	it('tells what to fill in, everywhere', () => {
		const mute = fields
			.filter(([, { type }]) => type !== 'notice')
			.filter(([, { displayName, description }]) => saysNothing(displayName, description));
		expect(mute.map(([name]) => name)).toEqual([]);
	});

	it('has a rule under each display option: the oldest n8n publishes nothing otherwise', () => {
		const incomplete = fields.filter(([, { displayOptions = {} }]) =>
			Object.values(displayOptions).includes(undefined),
		);
		expect(incomplete.map(([name]) => name)).toEqual([]);
	});

	it('tells what each operation does', () => {
		const mute = operations.filter(
			([, { action, description }]) =>
				!/^[A-Z]/.test(action) || description.length <= 20 || saysNothing(action, description),
		);
		expect(mute.map(([name]) => name)).toEqual([]);
	});

	it('names the permission that each operation needs, in the list of operations', () => {
		const listed = describeResources(resources, 'user')
			.filter(({ name }) => name === 'operation')
			.flatMap((field) => optionsOf(field).map(({ description = '' }) => description));
		expect(listed).toHaveLength(operations.length);
		for (const [index, [, { permission }]] of operations.entries()) {
			expect(permission).toMatch(/^[a-z_]+(\.[a-z_]+)+$/);
			expect(listed[index]).toMatch(/[^.]\. Needs the permission [a-z_.]+\.$/);
			expect(listed[index]).toContain(` ${permission}.`);
		}
	});

	it('begins with what most people come for', () => {
		const [resource] = resources;
		expect([resource.value, resource.operations[0].value]).toEqual(['user', 'track']);
	});

	it('has the other resources and operations, and long choices, in alphabetical order', () => {
		const [[, ...otherOperations], ...more] = resources.map(({ operations: all }) => all);
		const lists = [
			resources.slice(1).map(({ name }) => name),
			...[otherOperations, ...more].map((all) => all.map(({ name }) => name)),
			...choices.map(([, field]) => optionsOf(field).map(({ name }) => name)),
		];
		for (const list of lists.filter(({ length }) => length >= 5)) {
			expect(list).toEqual([...list].sort((a, b) => a.localeCompare(b)));
		}
	});

	it('starts with an operation and with choices that there are', () => {
		for (const { operations: known, defaultOperation } of resources) {
			expect(known.map(({ value }) => value)).toContain(defaultOperation);
		}
		for (const [name, field] of choices) {
			const values = optionsOf(field).map(({ value }) => value);
			const defaults = [field.default].flat() as string[];
			expect([name, defaults.filter((one) => !values.includes(one))]).toEqual([name, []]);
		}
	});

	it('identifies by the alias email wherever an alias is taken, else by email; nothing is filled in where one click would do harm to everybody', () => {
		const startsEmpty = (way: string) =>
			/^(user\.(delete|merge)|email\.(addToBlocklist|removeHardBounce|removeFromSpamList)) /.test(
				way,
			);
		const ways = fields.filter(([, { name }]) => /identifyBy$/i.test(name));
		expect(ways.length).toBeGreaterThan(8);
		for (const [name, field] of ways) {
			const takesAlias = optionsOf(field).some(({ value }) => value === 'userAlias');
			expect([name, field.default]).toEqual([name, takesAlias ? 'userAlias' : 'email']);
		}
		const defaults = (wanted: string, start: string) =>
			new Set(
				fields
					.filter(([way, { name }]) => name === wanted && startsEmpty(way) === (start === ''))
					.map(([, field]) => field.default),
			);
		expect(defaults('aliasLabel', 'email')).toEqual(new Set(['email']));
		for (const name of ['aliasName', 'email']) {
			expect(defaults(name, '={{ $json.email }}')).toEqual(new Set(['={{ $json.email }}']));
			expect(defaults(name, '')).toEqual(new Set(['']));
		}
		const phones = fields.filter(([way]) => way === 'sms.removeInvalidNumber > Phone');
		expect(phones.map(([, field]) => field.default)).toEqual(['']);
	});

	it('starts JSON as valid JSON, since the editor marks an empty text as an error', () => {
		const json = fields.filter(([, { type }]) => type === 'json');
		expect(json.length).toBeGreaterThan(4);
		for (const [name, field] of json) {
			const start = JSON.parse(field.default as string) as unknown;
			expect([name, start]).toEqual([name, Array.isArray(start) ? [] : {}]);
		}
	});

	it('hints at a list only beside the list', () => {
		const locators = fields.filter(([, { type }]) => type === 'resourceLocator');
		const hinted = locators.filter(([, { modes = [] }]) => modes.some(({ hint }) => hint));
		expect(hinted.map(([name]) => name)).toEqual([
			'campaign.schedule > Campaign',
			'campaign.trigger > Campaign',
			'canvas.schedule > Canvas',
			'canvas.trigger > Canvas',
		]);
		for (const [name, { hint, modes = [] }] of locators) {
			const others = modes.filter((mode) => mode.name !== 'list').map((mode) => mode.hint);
			expect([name, hint, others]).toEqual([name, undefined, [undefined]]);
		}
	});

	it('offers an option about emails or phones only where one is read', () => {
		const shownFor = (option: string) =>
			fields
				.filter(([way, { name }]) => /^(email|sms)\./.test(way) && name === option)
				.map(([way, { displayOptions }]) => [way.split(' ')[0], displayOptions?.show?.['/find']]);
		expect(shownFor('defaultCountry')).toEqual([
			['sms.getManyInvalidNumbers', ['number']],
			['sms.removeInvalidNumber', undefined],
		]);
		expect(shownFor('lowerCaseEmails')).toEqual([
			['email.addToBlocklist', undefined],
			['email.getManyHardBounces', ['address']],
			['email.getManyUnsubscribes', ['address']],
			['email.removeFromSpamList', undefined],
			['email.removeHardBounce', undefined],
			['email.updateStatus', undefined],
		]);
	});

	it('lets no option hold an expression that is read once for all items', () => {
		const PER_ITEM = [
			'apiCampaignId',
			'appId',
			'attachments',
			'bcc',
			'customAttributes',
			'editedAfter',
			'emptyValues',
			'eventsJson',
			'fileName',
			'headerImage',
			'headerVariable',
			'ifExists',
			'ifNotFound',
			'ignoreFrequencyCapping',
			'includeArchived',
			'inlineCss',
			'invalidValues',
			'mediaUrl',
			'mergeNestedObjects',
			'messageVariationId',
			'name',
			'newestBy',
			'outputFormat',
			'preheader',
			'propertiesField',
			'purchasesJson',
			'pushLink',
			'reason',
			'recipientState',
			'replyTo',
			'returnDraft',
			'sendId',
			'shortenLinks',
			'sortDirection',
			'updateExistingOnly',
			'url',
			'useDoubleOptIn',
			'value',
			'webhookHeaders',
		];
		const options = fields.filter(([name]) => / > Options > /.test(name));
		const free = options.filter(([, { noDataExpression }]) => noDataExpression !== true);
		expect([...new Set(free.map(([, { name }]) => name))].sort()).toEqual(PER_ITEM);
	});

	it('offers options by name, and what only a contract asks for at the end', () => {
		const properties = operations.find(([name]) => name === 'user.track')?.[1].properties;
		const options = properties?.find(({ name }) => name === 'options')?.options ?? [];
		const names = (options as INodeProperties[]).map(({ displayName }) => displayName);
		const [usual, last] = [names.slice(0, -2), names.slice(-2)];
		expect(usual).toEqual([...usual].sort((a, b) => a.localeCompare(b)));
		expect(last).toEqual(['Objects per Request', 'Request Limit']);
	});

	it('says in every list what to choose, in the same words', () => {
		const lists = fields.flatMap(([, { modes = [] }]) =>
			modes.filter(({ type }) => type === 'list'),
		);
		expect(lists.length).toBeGreaterThan(5);
		for (const { placeholder } of lists) expect(placeholder).toMatch(/^Choose an? [\w ]+ …$/);
	});

	it('fills lists from searches that there are', () => {
		const modes = fields.flatMap(([, { modes: some = [] }]) => some);
		const searches = modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []);
		expect(searches.length).toBeGreaterThan(0);
		for (const search of searches) expect(Object.keys(listSearch)).toContain(search);
	});

	it('calls an operation below the node’s name as its labels do', () => {
		const subtitle = subtitleOf(resources);
		expect(subtitle).toContain('"user.track":"User: Track"');
		// n8n ends an expression at the first of these.
		expect(subtitle.indexOf('}}')).toBe(subtitle.length - 2);
	});

	it.each([
		['user', 'track', { dryRun: true }, 'User: Track (dry run)'],
		['user', 'track', { dryRun: false }, 'User: Track'],
		['user', 'track', undefined, 'User: Track'],
		['user', 'get', { dryRun: true }, 'User: Get'],
	])('says there what an option makes of %s.%s %j', (resource, operation, options, shown) => {
		const code = subtitleOf(resources).slice('={{'.length, -'}}'.length);
		expect(evaluateCode(code, { $parameter: { resource, operation, options } })).toBe(shown);
	});

	it('shows each field with its operation alone', () => {
		const shown = describeResources(resources, 'user').filter(
			({ name }) => name !== 'resource' && name !== 'operation',
		);
		const forNodes = shown.filter(({ displayOptions }) => !displayOptions?.show?.['@tool']?.[0]);
		expect(forNodes.length).toBe(operations.flatMap(([, { properties }]) => properties).length);
		for (const { displayOptions } of shown) {
			expect(displayOptions?.show?.resource).toHaveLength(1);
			expect(displayOptions?.show?.operation).toHaveLength(1);
		}
	});

	it('starts no field of a tool with an input that a chat does not give', () => {
		const all = describeResources(resources, 'user');
		const readingInput = all.filter((field) => JSON.stringify(field.default).includes('$json'));
		expect(readingInput.length).toBeGreaterThan(10);
		for (const field of readingInput) {
			expect(field.displayOptions?.show?.['@tool']).toEqual([false]);
			const { show } = field.displayOptions ?? {};
			const twin = all.filter(
				({ name, displayOptions }) =>
					name === field.name &&
					JSON.stringify(displayOptions?.show) === JSON.stringify({ ...show, '@tool': [true] }),
			);
			expect(twin.map(({ displayName, required }) => [displayName, required])).toEqual([
				[field.displayName, field.required],
			]);
		}
	});

	it.each([
		['braze', '={{ $json.email }}'],
		['brazeTool', ''],
	])('starts with what the node %s can be given, as n8n reads it', (name, email) => {
		const { description } = new Braze();
		const node = {
			id: '',
			name: '',
			type: '',
			typeVersion: 1,
			position: [0, 0] as [number, number],
		};
		const parameters = NodeHelpers.getNodeParameters(
			description.properties,
			{ resource: 'user', operation: 'get', identifyBy: 'email' },
			true,
			false,
			node,
			{ ...description, name },
		);
		expect(parameters?.email).toBe(email);
	});

	it.each(operations)('%s has options: those of every run stand there', (_, { properties }) => {
		expect(properties.map(({ name }) => name)).toContain('options');
	});

	it('offers nothing of an operation but its description', () => {
		const [, operationField] = describeResources(resources, 'user');
		expect(Object.keys(optionsOf(operationField)[0]).sort()).toEqual([
			'action',
			'description',
			'name',
			'value',
		]);
		for (const [, operation] of operations) {
			const keys = Object.keys(operation).filter((key) => key !== 'mark');
			expect(keys.sort()).toEqual([
				'action',
				'description',
				'execute',
				'name',
				'permission',
				'properties',
				'value',
			]);
		}
	});
});
