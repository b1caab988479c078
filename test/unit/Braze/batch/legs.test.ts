import fc from 'fast-check';

import { legsOf } from '../../../../nodes/Braze/batch/legs';
import { schedule } from '../../../../nodes/Braze/batch/schedule';
import type { Endpoint, Group } from '../../../../nodes/Braze/batch/types';

const endpoint = (path: string): Endpoint => ({
	method: 'POST',
	path,
	limits: { objects: 50, per: 'request', bytes: 1e6 },
});
const [a, b] = [endpoint('/a'), endpoint('/b')];

const group = (item: number): Group => [
	{ array: 'x', content: `${item}`, items: [item], counts: false },
];

/** Lays out items as [endpoint, whom they touch], and gives the legs with the items' numbers. */
function layOut(items: ReadonlyArray<readonly [Endpoint, string]>) {
	const endpoints = new Map<Group, Endpoint>();
	const entries = items.map(([to, user], item) => {
		const one = { group: group(item), touches: [user] };
		endpoints.set(one.group, to);
		return one;
	});
	return legsOf(schedule(entries), endpoints).map((leg) => ({
		path: leg.endpoint.path,
		waves: leg.waves.map((wave) => [...wave].map(([piece]) => piece.items[0])),
	}));
}

describe('legs', () => {
	it('of one endpoint are one, with all its waves', () => {
		expect(
			layOut([
				[a, 'u'],
				[a, 'v'],
				[a, 'u'],
			]),
		).toEqual([{ path: '/a', waves: [[0, 1], [2]] }]);
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
			{ path: '/a', waves: [[0]] },
			{ path: '/b', waves: [[1], [2]] },
			{ path: '/a', waves: [[3]] },
		]);
	});

	it('hold every item once, and a user’s items in their order', () => {
		const item = fc.tuple(fc.constantFrom(a, b), fc.constantFrom('u', 'v', 'w'));
		fc.assert(
			fc.property(fc.array(item, { maxLength: 40 }), (items) => {
				const sent = layOut(items).flatMap(({ waves }) => waves.flat());
				expect([...sent].sort((x, y) => x - y)).toEqual(items.map((_, index) => index));
				for (const user of ['u', 'v', 'w']) {
					const theirs = sent.filter((index) => items[index][1] === user);
					expect(theirs).toEqual([...theirs].sort((x, y) => x - y));
				}
			}),
		);
	});
});
