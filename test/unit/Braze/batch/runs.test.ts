import fc from 'fast-check';

import { endpointRuns } from '../../../../nodes/Braze/batch/runs';
import { schedule } from '../../../../nodes/Braze/batch/schedule';
import type { Endpoint, Group } from '../../../../nodes/Braze/batch/types';

/** A new object each time: requests are shared by what they say. */
const a = (): Endpoint => endpoint('/a');
const b = (): Endpoint => endpoint('/b');

const endpoint = (path: string, more: Partial<Endpoint> = {}): Endpoint => ({
	method: 'POST',
	path,
	limits: { objects: 50, per: 'request', bytes: 1e6 },
	...more,
});

const group = (item: number): Group => [
	{ array: 'x', content: `${item}`, items: [item], idempotent: true },
];

/** Lays out items as [endpoint, what they change], and gives the runs with the items' numbers. */
function layOut(items: ReadonlyArray<readonly [() => Endpoint, string]>) {
	const entries = items.map(([to, user], item) => ({
		group: group(item),
		endpoint: to(),
		orderingKeys: [user],
	}));
	return endpointRuns(schedule(entries)).map((run) => ({
		path: run.endpoint.path,
		stages: run.stages.map((stage) => [...stage].map(([object]) => object.items[0])),
	}));
}

describe('runs', () => {
	it('of one endpoint are one, with all its stages', () => {
		expect(
			layOut([
				[a, 'u'],
				[a, 'v'],
				[a, 'u'],
			]),
		).toEqual([{ path: '/a', stages: [[0, 1], [2]] }]);
	});

	it('of two endpoints follow the order of what they touch', () => {
		expect(
			layOut([
				[a, 'u'],
				[b, 'v'],
				[b, 'u'],
				[a, 'u'],
			]),
		).toEqual([
			{ path: '/a', stages: [[0]] },
			{ path: '/b', stages: [[1], [2]] },
			{ path: '/a', stages: [[3]] },
		]);
	});

	it('are told apart by method, path and shared fields', () => {
		const to = (more: Partial<Endpoint>) => () => endpoint('/a', more);
		const runs = layOut([
			[to({ sharedFields: { id: 1 } }), 'u'],
			[to({ sharedFields: { id: 2 } }), 'v'],
			[to({ sharedFields: { id: 1 } }), 'w'],
			[to({ method: 'PUT' }), 'x'],
			[to({ sharedFields: {} }), 'y'],
		]);
		expect(runs.map(({ stages }) => stages)).toEqual([[[0, 2]], [[1]], [[3]], [[4]]]);
	});

	it('wait for all that they share a key with', () => {
		const entries = [['u'], ['u', 'v'], ['v'], [], ['w', 'u']].map((orderingKeys, item) => ({
			orderingKeys,
			item,
		}));
		const stages = schedule(entries).map((stage) => stage.map(({ item }) => item));
		expect(stages).toEqual([[0, 3], [1], [2, 4]]);
	});

	it('hold every item once, and a user’s items in their order', () => {
		const item = fc.tuple(fc.constantFrom(a, b), fc.constantFrom('u', 'v', 'w'));
		fc.assert(
			fc.property(fc.array(item, { maxLength: 40 }), (items) => {
				const sent = layOut(items).flatMap(({ stages }) => stages.flat());
				expect([...sent].sort((x, y) => x - y)).toEqual(items.map((_, index) => index));
				for (const user of ['u', 'v', 'w']) {
					const theirs = sent.filter((index) => items[index][1] === user);
					expect(theirs).toEqual([...theirs].sort((x, y) => x - y));
				}
			}),
		);
	});
});
