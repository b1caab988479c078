import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { useBrazeWorld } from '../../support/brazeWorld';
import { track } from '../../support/trackParameters';

const world = useBrazeWorld({ isReset: false });

/** An item, and whether Braze refuses it: it does not know that subscription group. */
interface Item {
	who: string;
	set: IDataObject;
	refused: boolean;
}

const VALUE = fc.oneof(
	fc.constantFrom<unknown>(null, 1, 2, 'x', true),
	fc.constantFrom(['a'], ['a', 'b'], ['a', 'a'], { inc: 1 }, { add: ['c'] }),
	fc.dictionary(fc.constantFrom('p', 'q'), fc.constantFrom(1, 2), { minKeys: 1 }),
);

const SET = fc.dictionary(fc.constantFrom('k', 'l'), fc.oneof(VALUE, fc.constantFrom(1, 2)), {
	minKeys: 1,
});

/** Items whose values are drawn from a few, so that many are what Braze holds already. */
const ITEMS = fc.array(SET, { minLength: 1, maxLength: 3 }).chain((sets) => {
	const item = fc.record({
		who: fc.constantFrom('u1', 'u1', 'u2'),
		set: fc.constantFrom(...sets),
		refused: fc.boolean(),
	});
	return fc.record({
		before: fc.array(item, { minLength: 1, maxLength: 3 }),
		items: fc.array(item, { minLength: 1, maxLength: 5 }),
	});
});

const REFUSED = [{ subscription_group_id: 'no such group', subscription_state: 'subscribed' }];

const WHO: Record<string, IDataObject> = {
	externalId: { identifyBy: 'externalId', externalId: '={{ $json.who }}' },
	userAlias: { identifyBy: 'userAlias', aliasLabel: 'id', aliasName: '={{ $json.who }}' },
};

type Run = (items: readonly Item[], options: IDataObject) => Promise<string[]>;

const runAs =
	(by: string): Run =>
	async (items, options) => {
		const parameters = track(
			{},
			{
				...WHO[by],
				attributesMode: 'json',
				attributesJson: '={{ $json.set }}',
				options: { emptyValues: 'send', ...options },
			},
		);
		const outputs = await world.run(
			parameters,
			items.map(({ who, set, refused }) => ({
				who,
				set: { ...set, ...(refused && { subscription_groups: REFUSED }) },
			})),
		);
		return outputs.map(({ json }) => json.status as string);
	};

/** What Braze holds: every user's attributes. */
async function held(): Promise<Record<string, IDataObject>> {
	const profiles = (await world.profiles()).map(
		({ external_id, user_aliases, first_name, home_city, custom_attributes }) => {
			const [alias] = (user_aliases ?? []) as IDataObject[];
			const who = String(external_id ?? alias.alias_name);
			return [who, { first_name, home_city, ...(custom_attributes as IDataObject) }] as const;
		},
	);
	return Object.fromEntries(profiles.sort(([a], [b]) => a.localeCompare(b)));
}

async function after(run: Run, before: Item[], items: Item[], options: IDataObject) {
	await world.reset();
	const good = before.map((item) => ({ ...item, refused: false }));
	if (good.length > 0) await run(good, {});
	const statuses = await run(items, options);
	return { statuses, profiles: await held() };
}

describe('Send Only Changes', () => {
	it.each(['externalId', 'userAlias'])(
		'leaves what sending everything leaves, and calls nothing unchanged that Braze does not hold (%s)',
		async (by) => {
			const run = runAs(by);
			let unchanged = 0;
			await fc.assert(
				fc.asyncProperty(
					ITEMS,
					fc.record({ combineItems: fc.boolean() }),
					async ({ before, items }, options) => {
						const only = { ...options, sendOnlyChanges: true };
						const whole = await after(run, before as Item[], items as Item[], options);
						const changes = await after(run, before as Item[], items as Item[], only);
						expect(changes.profiles).toEqual(whole.profiles);
						for (const [index, { who, set }] of items.entries()) {
							if (changes.statuses[index] !== 'unchanged') continue;
							unchanged++;
							const later = items.slice(index + 1).filter((item) => item.who === who);
							for (const [name, value] of Object.entries(set)) {
								if (later.some((item) => name in item.set)) continue;
								expect([name, changes.profiles[who][name] ?? null]).toEqual([name, stored(value)]);
							}
						}
					},
				),
				{ numRuns: 60, seed: 20 },
			);
			expect(unchanged).toBeGreaterThan(20);
		},
	);
});

/** A list holds each value once. */
function stored(value: unknown): unknown {
	return Array.isArray(value) ? [...new Set(value)] : value;
}
