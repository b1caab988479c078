import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { startBrazeWorld } from '../../support/brazeWorld';
import { track } from '../../support/trackParameters';

let world: Awaited<ReturnType<typeof startBrazeWorld>>;
beforeAll(async () => {
	world = await startBrazeWorld();
});
afterAll(async () => await world.close());

const VALUE = fc.oneof(
	fc.constantFrom(null, 0, 1, 'x', 'y', true),
	fc.array(fc.constantFrom('a', 'b'), { maxLength: 3 }),
	fc.constantFrom({ inc: 1 }, { inc: -2 }, { add: ['c'] }, { remove: ['a'] }),
	fc.dictionary(fc.constantFrom('p', 'q'), fc.constantFrom<unknown>(null, 1, { r: 2 }, { s: 3 }), {
		minKeys: 1,
	}),
);

const ITEM = fc.record({
	email: fc.constantFrom('a@example.com', 'b@example.com'),
	set: fc.dictionary(fc.constantFrom('k1', 'k2', 'o'), VALUE, { minKeys: 1, maxKeys: 3 }),
});

async function finalState(items: IDataObject[], options: IDataObject, oneByOne: boolean) {
	await world.reset();
	// Where a null inside an object drops the update, combining still loses what came before it.
	await world.workspace({ settings: { nestedNull: 'removes' } });
	const parameters = track(
		{},
		{
			attributesMode: 'json',
			attributesJson: '={{ $json.set }}',
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
		['replacing objects', { mergeNestedObjects: false }],
		['merging objects', { mergeNestedObjects: true }],
		['kept apart', { combineItems: false }],
	])(
		'leave the state that sending one by one would leave, %s',
		async (_name, options) => {
			await fc.assert(
				fc.asyncProperty(fc.array(ITEM, { minLength: 1, maxLength: 6 }), async (items) => {
					const together = await finalState(items as IDataObject[], options, false);
					expect(together).toEqual(await finalState(items as IDataObject[], options, true));
				}),
				{ numRuns: 60 },
			);
		},
		60_000,
	);
});
