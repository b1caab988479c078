import * as fc from 'fast-check';

import type { Leftovers } from '../../../../nodes/Braze/batch/pack';
import { pack } from '../../../../nodes/Braze/batch/pack';
import type {
	Endpoint,
	Group,
	RequestBatch,
	RequestObject,
} from '../../../../nodes/Braze/batch/types';

const endpoint = (objects: number, per: 'request' | 'array', bytes: number): Endpoint => ({
	method: 'POST',
	path: '/users/track',
	limits: { objects, per, bytes },
});

const groupsArbitrary = fc.array(
	fc.array(
		fc.record({
			array: fc.constantFrom('attributes', 'events', 'purchases'),
			text: fc.string({ maxLength: 400, unit: 'grapheme' }),
		}),
		{ minLength: 1, maxLength: 12 },
	),
	{ maxLength: 40 },
);

function packAll(groups: readonly Group[], to: Endpoint) {
	const rounds: RequestBatch[][] = [];
	const tooLarge: RequestObject[] = [];
	for (let stage = groups; stage.length > 0;) {
		const leftovers: Leftovers = { later: [], tooLarge: [] };
		rounds.push([...pack(stage, to, leftovers)]);
		tooLarge.push(...leftovers.tooLarge);
		stage = leftovers.later;
	}
	return { batches: rounds.flat(), rounds, tooLarge };
}

describe('packing', () => {
	it('puts every object into exactly one request, within both limits, in its group’s order', () => {
		fc.assert(
			fc.property(
				groupsArbitrary,
				fc.integer({ min: 1, max: 10 }),
				fc.constantFrom('request' as const, 'array' as const),
				fc.integer({ min: 1200, max: 6000 }),
				(drafts, objects, per, bytes) => {
					let item = 0;
					const groups: Group[] = drafts.map((group) =>
						group.map(({ array, text }) => ({
							array,
							content: { n: item, text },
							items: [item++],
							idempotent: true,
						})),
					);
					const { batches, rounds, tooLarge } = packAll(groups, endpoint(objects, per, bytes));
					const sent = batches.flatMap(({ body }) =>
						Object.values(JSON.parse(body) as Record<string, Array<{ n: number }>>).flat(),
					);
					const seen = [...sent.map(({ n }) => n), ...tooLarge.map(({ items }) => items[0])];
					expect(seen.sort((a, b) => a - b)).toEqual([...Array(item).keys()]);
					for (const { body } of batches) {
						expect(Buffer.byteLength(body)).toBeLessThanOrEqual(bytes);
						const arrays = Object.values(JSON.parse(body) as Record<string, unknown[]>);
						expect(arrays.every((array) => array.length > 0)).toBe(true);
						const counts = arrays.map((array) => array.length);
						const counted = per === 'array' ? Math.max(...counts) : counts.reduce((a, b) => a + b);
						expect(counted).toBeLessThanOrEqual(objects);
					}
					// A rest of a group is only in a later round, and rounds are sent one after the other.
					const roundOf = new Map<number, number>();
					rounds.forEach((round, index) =>
						round.forEach(({ objects }) =>
							objects.forEach((one) => roundOf.set(one.items[0], index)),
						),
					);
					for (const group of groups) {
						const order = group
							.map(({ items }) => roundOf.get(items[0]))
							.filter((round) => round !== undefined);
						expect(order).toEqual([...order].sort((a, b) => a - b));
					}
				},
			),
		);
	});

	it('names the objects in the order that Braze counts them in', () => {
		const object = (array: string, n: number): RequestObject => ({
			array,
			content: { n },
			items: [n],
			idempotent: true,
		});
		const [batch] = pack(
			[[object('attributes', 0), object('events', 1)], [object('attributes', 2)]],
			endpoint(75, 'request', 4_000_000),
			{ later: [], tooLarge: [] },
		);
		expect(batch.body).toBe('{"attributes":[{"n":0},{"n":2}],"events":[{"n":1}]}');
		expect(batch.objects.map(({ items }) => items[0])).toEqual([0, 2, 1]);
	});

	it('fills requests to the last object', () => {
		const groups = Array.from({ length: 160 }, (_, n): Group => [
			{ array: 'attributes', content: { n }, items: [n], idempotent: true },
		]);
		const { batches } = packAll(groups, endpoint(75, 'request', 4_000_000));
		expect(batches.map(({ objects }) => objects.length)).toEqual([75, 75, 10]);
	});

	it('sets a sharedFields before the arrays', () => {
		const framed = { ...endpoint(50, 'request', 4_000_000), sharedFields: { campaign_id: 'c' } };
		const group = [{ array: 'recipients', content: { a: 1 }, items: [0], idempotent: false }];
		const [batch] = pack([group], framed, { later: [], tooLarge: [] });
		expect(batch.body).toBe('{"campaign_id":"c","recipients":[{"a":1}]}');
	});
});
