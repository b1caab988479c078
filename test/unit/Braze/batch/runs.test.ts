import fc from 'fast-check';

import { endpointRuns } from '../../../../nodes/Braze/batch/runs';
import { schedule } from '../../../../nodes/Braze/batch/schedule';
import type { Endpoint, Group } from '../../../../nodes/Braze/batch/types';

const endpoint = (path: string): Endpoint => ({
	method: 'POST',
	path,
	limits: { objects: 50, per: 'request', bytes: 1e6 },
});
const [a, b] = [endpoint('/a'), endpoint('/b')];

const group = (item: number): Group => [
	{ array: 'x', content: `${item}`, items: [item], idempotent: true },
];

/** Lays out items as [endpoint, whom they touch], and gives the runs with the items' numbers. */
function layOut(items: ReadonlyArray<readonly [Endpoint, string]>) {
	const endpoints = new Map<Group, Endpoint>();
	const entries = items.map(([to, user], item) => {
		const one = { group: group(item), orderingKeys: [user] };
		endpoints.set(one.group, to);
		return one;
	});
	return endpointRuns(schedule(entries), endpoints).map((run) => ({
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
