import type { Planned } from '../../../../nodes/Braze/batch/plan';
import { planInOrder } from '../../../../nodes/Braze/batch/planInOrder';
import type { Endpoint } from '../../../../nodes/Braze/batch/types';

const endpoint: Endpoint = {
	method: 'POST',
	path: '/users/identify',
	limits: { objects: 50, per: 'request', bytes: 1e6 },
};

const planned = (item: number, more: object = {}): Planned => ({
	item,
	prepared: {
		objects: [{ array: 'aliases_to_identify', content: { item }, idempotent: true }],
		...more,
	},
});

/** For each endpoint, its stages, as the items of their groups. */
async function plan(...items: Planned[]) {
	const { runs } = await planInOrder(items, endpoint);
	return runs.map(({ endpoint: { path, sharedFields }, stages }) => ({
		path,
		sharedFields,
		stages: [...stages].map((stage) =>
			[...stage].map((group) => group.map(({ items: [item], content }) => ({ item, content }))),
		),
	}));
}

const group = (item: number) => [{ item, content: { item } }];

describe('planning', () => {
	it('puts all items into one stage, each as a group of its own', async () => {
		expect(await plan(planned(0), planned(7))).toEqual([
			{ path: '/users/identify', sharedFields: undefined, stages: [[group(0), group(7)]] },
		]);
	});

	it('keeps items that change the same thing in order', async () => {
		const keyed = (item: number, ...orderingKeys: string[]) => planned(item, { orderingKeys });
		const [{ stages }] = await plan(keyed(0, 'a'), keyed(1, 'b'), keyed(2, 'a'), planned(3));
		expect(stages).toEqual([[group(0), group(1), group(3)], [group(2)]]);
	});

	it('sends items apart that have another path or other shared fields', async () => {
		const runs = await plan(
			planned(0, { sharedFields: { campaign_id: 'c' } }),
			planned(1, { path: '/other' }),
			planned(2, { sharedFields: { campaign_id: 'c' } }),
		);
		expect(runs).toEqual([
			{
				path: '/users/identify',
				sharedFields: { campaign_id: 'c' },
				stages: [[group(0), group(2)]],
			},
			{ path: '/other', sharedFields: undefined, stages: [[group(1)]] },
		]);
	});
});
