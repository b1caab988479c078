import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { useBrazeWorld } from '../../support/brazeWorld';
import { track } from '../../support/trackParameters';

const world = useBrazeWorld({ isReset: false });

const VALUE = fc.oneof(
	fc.constantFrom(null, 0, 1, 'x', 'y', true),
	fc.array(fc.constantFrom('a', 'b'), { maxLength: 3 }),
	fc.constantFrom({ inc: 1 }, { inc: -2 }, { add: ['c'] }, { remove: ['a'] }),
	fc.dictionary(fc.constantFrom('p', 'q'), fc.constantFrom<unknown>(null, 1, { r: 2 }, { s: 3 }), {
		minKeys: 1,
	}),
);

/** Names as a user maps them: whole attributes, and dotted ones that make nested objects. */
const NAME = fc.constantFrom('k1', 'o', 'o.p', 'o.q', 'o.q.r', 'w');

const ITEM = fc.record({
	email: fc.constantFrom('a@example.com', 'b@example.com'),
	fields: fc.uniqueArray(fc.record({ name: NAME, value: VALUE }), {
		minLength: 1,
		maxLength: 4,
		selector: ({ name }) => name,
	}),
	merge: fc.constantFrom('dotted', 'always', 'never'),
	only: fc.boolean(),
});

async function finalState(items: IDataObject[], options: IDataObject, oneByOne: boolean) {
	await world.reset();
	const parameters = track(
		{},
		{
			attributes: '={{ { assignments: $json.fields } }}',
			options: { emptyValues: 'send', ...options },
		},
	);
	if (oneByOne) for (const item of items) await world.run(parameters, [item]);
	else await world.run(parameters, items);
	return (await world.profiles())
		.map(({ user_aliases, custom_attributes }) => ({ user_aliases, custom_attributes }))
		.sort((a, b) => JSON.stringify(a.user_aliases).localeCompare(JSON.stringify(b.user_aliases)));
}

describe('items of the same user', () => {
	it.each([
		['merging objects of dotted names', {}],
		['replacing objects', { mergeNestedObjects: 'never' }],
		['merging objects', { mergeNestedObjects: 'always' }],
		['kept apart', { combineItems: false }],
		[
			'each in its own way',
			{ mergeNestedObjects: '={{ $json.merge }}', updateExistingOnly: '={{ $json.only }}' },
		],
	])('leave the state that sending one by one would leave, %s', async (_name, options) => {
		await fc.assert(
			fc.asyncProperty(fc.array(ITEM, { minLength: 1, maxLength: 6 }), async (items) => {
				const given = items as unknown as IDataObject[];
				const together = await finalState(given, options, false);
				expect(together).toEqual(await finalState(given, options, true));
			}),
			{ numRuns: 30, seed: 2026 },
		);
	});

	it('are sent apart where together they would be larger than a request', async () => {
		await world.reset();
		// Each list is within Braze's limits, and so is each item.
		const list = Array.from({ length: 400 }, (_, n) => `${n} `.padEnd(200, 'x'));
		const lists = (prefix: string) =>
			Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`${prefix}${n}`, list]));
		const parameters = track({}, { attributesMode: 'json', attributesJson: '={{ $json.set }}' });
		const outputs = await world.run(parameters, [
			{ email: 'a@example.com', set: lists('a') },
			{ email: 'a@example.com', set: lists('b') },
		]);
		expect(outputs.map(({ json }) => json.status)).toEqual(['accepted', 'accepted']);
		expect(await world.sent('/users/track')).toHaveLength(2);
		const [{ custom_attributes }] = await world.profiles();
		expect(Object.keys(custom_attributes as object)).toHaveLength(60);
	});
});
