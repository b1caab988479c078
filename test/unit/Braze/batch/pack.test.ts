import * as fc from 'fast-check';

import { rounds } from '../../../../nodes/Braze/batch/pack';
import type {
	Endpoint,
	Group,
	Limits,
	RequestBatch,
	RequestObject,
} from '../../../../nodes/Braze/batch/types';
import { userByExternalId } from '../../../../nodes/Braze/model/user';

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

function packAll(groups: readonly Group[], to: Endpoint, limits: Limits = to.limits) {
	const tooLarge: RequestObject[] = [];
	const all: RequestBatch[][] = [];
	const refuse = (object: RequestObject) => tooLarge.push(object);
	for (const round of rounds(groups, to, limits, refuse)) all.push([...round]);
	return { batches: all.flat(), rounds: all, tooLarge };
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
		const {
			batches: [batch],
		} = packAll(
			[[object('attributes', 0), object('events', 1)], [object('attributes', 2)]],
			endpoint(75, 'request', 4_000_000),
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

	it('sets shared fields before the arrays', () => {
		const framed = { ...endpoint(50, 'request', 4_000_000), sharedFields: { campaign_id: 'c' } };
		const group = [{ array: 'recipients', content: { a: 1 }, items: [0], idempotent: false }];
		const {
			batches: [batch],
		} = packAll([group], framed);
		expect(batch.body).toBe('{"campaign_id":"c","recipients":[{"a":1}]}');
	});

	const text = (n: number, bytes: number, array = 'attributes'): RequestObject => ({
		array,
		// {"n":1,"t":"…"}
		content: { n, t: 'x'.repeat(bytes - 14) },
		items: [n],
		idempotent: true,
	});

	const numbers = (batches: readonly RequestBatch[]) =>
		batches.map(({ objects }) => objects.map(({ items }) => items[0]));

	it('closes a request where the next group would exceed 4 MB, over all its objects', () => {
		const megabyte = 1024 * 1024;
		const groups = Array.from({ length: 9 }, (_, n): Group => [
			text(n, megabyte / 2),
			text(n, megabyte / 2, 'events'),
		]);
		const { batches, tooLarge } = packAll(groups, endpoint(75, 'request', 4 * megabyte));
		expect(tooLarge).toEqual([]);
		expect(numbers(batches)).toEqual([
			[0, 1, 2, 0, 1, 2],
			[3, 4, 5, 3, 4, 5],
			[6, 7, 8, 6, 7, 8],
		]);
		for (const { body } of batches) expect(Buffer.byteLength(body)).toBeLessThan(4 * megabyte);
	});

	it('counts what stands around the arrays', () => {
		const limits = endpoint(75, 'request', 10_000);
		const shared = { ...limits, sharedFields: { note: 'y'.repeat(5000) } };
		const groups: Group[] = [[text(0, 3000)], [text(1, 3000)]];
		expect(numbers(packAll(groups, limits).batches)).toEqual([[0, 1]]);
		expect(numbers(packAll(groups, shared).batches)).toEqual([[0], [1]]);
		expect(packAll([[text(0, 5000)]], shared).tooLarge).toHaveLength(1);
	});

	it('gives what exceeds a request alone back, and why', () => {
		const reasons: string[] = [];
		const to = endpoint(75, 'request', 1024 * 1024);
		const group = [text(0, 1024 * 1024), text(1, 20)];
		const all = rounds([group], to, to.limits, (object, message) => {
			reasons.push(`${object.items[0]}: ${message}`);
		});
		for (const round of all) expect(numbers([...round])).toEqual([[1]]);
		expect(reasons).toEqual([
			'0: larger than the 1 MB that Braze accepts in one request. Map fewer fields or shorter values.',
		]);
	});

	it('keeps bodies of several objects below a size that a server was seen to refuse', () => {
		const to = endpoint(75, 'request', 100_000);
		const limits = { ...to.limits, bytesOfSeveral: 5000 };
		const groups: Group[] = [[text(0, 1500)], [text(1, 1500)], [text(2, 1500)], [text(3, 9000)]];
		const { batches, tooLarge } = packAll(groups, to, limits);
		expect(numbers(batches)).toEqual([[0, 1], [2], [3]]);
		expect(tooLarge).toEqual([]);
		expect(numbers(packAll(groups, to, { ...to.limits, bytesOfSeveral: 1e9 }).batches)).toEqual([
			[0, 1, 2, 3],
		]);
	});

	it('takes up smaller limits on the way', () => {
		const limits = { ...endpoint(4, 'request', 100_000).limits };
		const groups = Array.from({ length: 8 }, (_, n): Group => [text(n, 20)]);
		const sizes: number[] = [];
		for (const round of rounds(groups, endpoint(4, 'request', 100_000), limits, () => undefined)) {
			for (const { objects } of round) {
				sizes.push(objects.length);
				limits.objects = 1;
			}
		}
		// The second request was begun before the limit was known.
		expect(sizes).toEqual([4, 1, 1, 1, 1]);
	});

	it('keeps a group together where it fits, and splits one that fits nowhere', () => {
		const group = (from: number, count: number) =>
			Array.from({ length: count }, (_, n) => text(from + n, 20));
		const { rounds: all } = packAll(
			[group(0, 2), group(10, 3), group(20, 5)],
			endpoint(4, 'request', 1e6),
		);
		expect(all.map(numbers)).toEqual([
			[
				[0, 1],
				[10, 11, 12],
				[20, 21, 22, 23],
			],
			[[24]],
		]);
	});

	it('fills a request to the last byte', () => {
		// Less what stands around the arrays: 1,024 bytes are reserved, and there are no shared fields.
		const room = 10_000 - 1024 - 2;
		const to = endpoint(75, 'request', 10_000);
		// (Each object is followed by a comma.)
		expect(packAll([[text(0, room - 1)]], to).tooLarge).toEqual([]);
		expect(packAll([[text(0, room)]], to).tooLarge).toHaveLength(1);
		const pair = (bytes: number): Group => [text(0, bytes), text(1, bytes)];
		expect(numbers(packAll([pair(room / 2 - 1)], to).batches)).toEqual([[0, 1]]);
		expect(numbers(packAll([pair(room / 2)], to).batches)).toEqual([[0], [1]]);
		// What fills a request alone follows another in the same round.
		const { rounds: all } = packAll([[text(0, 20)], [text(1, room - 1)]], to);
		expect(all.map(numbers)).toEqual([[[0], [1]]]);
	});

	it('begins a group that needs several requests in a request of its own', () => {
		const to = endpoint(75, 'request', 10_000);
		const { rounds: all } = packAll([[text(0, 20)], [text(1, 5000), text(2, 5000)]], to);
		expect(all.map(numbers)).toEqual([[[0], [1]], [[2]]]);
	});

	it('makes no room for a group that holds what can never be sent', () => {
		const to = endpoint(75, 'request', 10_000);
		const groups: Group[] = [[text(0, 5000)], [text(1, 20_000), text(2, 3000)]];
		expect(numbers(packAll(groups, to).batches)).toEqual([[0, 2]]);
	});

	it('counts each array by itself where Braze does, and keeps a group together', () => {
		const to = endpoint(4, 'array', 1e6);
		const some = (from: number, array: string, count: number) =>
			Array.from({ length: count }, (_, n) => text(from + n, 20, array));
		const both = [...some(0, 'attributes', 3), ...some(10, 'events', 2)];
		// Up to the limit of each array, and beyond it with both.
		const fitting = [...some(20, 'attributes', 1), ...some(30, 'events', 2)];
		expect(packAll([both, fitting], to).rounds.map(numbers)).toEqual([
			[[0, 1, 2, 20, 10, 11, 30, 31]],
		]);
		// One array alone would be too long: the whole group goes into the next request.
		const long = [...some(20, 'attributes', 1), ...some(30, 'events', 3)];
		expect(packAll([both, long], to).rounds.map(numbers)).toEqual([
			[
				[0, 1, 2, 10, 11],
				[20, 30, 31, 32],
			],
		]);
	});

	it('puts a body into a list of its own where the endpoint wants it', () => {
		const to = { ...endpoint(50, 'request', 1e6), enclosingList: 'subscription_groups' };
		const group = [{ array: 'emails', content: 'a@x.com', items: [0], idempotent: true }];
		expect(packAll([group], to).batches[0].body).toBe(
			'{"subscription_groups":[{"emails":["a@x.com"]}]}',
		);
	});

	it('writes the user and the flags into the object', () => {
		const user = userByExternalId('u');
		const object = { array: 'events', user, items: [0], idempotent: false };
		const group = [
			{ ...object, content: { b: 'x' } },
			{ ...object, content: {}, flags: { _update_existing_only: true } },
		];
		const { batches } = packAll([group], endpoint(50, 'request', 1e6));
		expect(batches[0].body).toBe(
			'{"events":[{"external_id":"u","b":"x"},{"external_id":"u","_update_existing_only":true}]}',
		);
	});
});
