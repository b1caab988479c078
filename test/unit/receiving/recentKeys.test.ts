import { assert, array, integer, property, record } from 'fast-check';
import { RecentKeys } from '../../../nodes/receiving/recentKeys';

const MINUTE = 60_000;

it('a key is remembered for exactly its time', () => {
	const keys = new RecentKeys(10);
	keys.add('a', 1_000, MINUTE);
	expect(keys.has('a', 1_000)).toBe(true);
	expect(keys.has('a', 1_000 + MINUTE - 1)).toBe(true);
	expect(keys.has('a', 1_000 + MINUTE)).toBe(false);
	expect(keys.has('b', 1_000)).toBe(false);
});

it('a key that comes again is remembered from then on', () => {
	const keys = new RecentKeys(10);
	keys.add('a', 0, MINUTE);
	keys.add('a', MINUTE + 1, MINUTE);
	expect(keys.has('a', 2 * MINUTE)).toBe(true);
});

it('what has expired is dropped, with no more than twice the time between', () => {
	const keys = new RecentKeys(1_000);
	for (let n = 0; n < 100; n++) keys.add(`first ${n}`, 0, MINUTE);
	keys.add('second', MINUTE, MINUTE);
	expect(keys.size).toBe(101);
	keys.dropExpired(2 * MINUTE - 1, MINUTE);
	expect(keys.size).toBe(101);
	keys.dropExpired(2 * MINUTE, MINUTE);
	expect(keys.size).toBe(1);
	expect(keys.has('second', 2 * MINUTE - 1)).toBe(true);
	keys.dropExpired(4 * MINUTE, MINUTE);
	expect(keys.size).toBe(0);
});

it('after a long silence, everything is dropped at once', () => {
	const keys = new RecentKeys(1_000);
	keys.add('before', 0, MINUTE);
	keys.dropExpired(2 * MINUTE, MINUTE);
	expect(keys.size).toBe(0);
	keys.add('a', 2 * MINUTE, MINUTE);
	keys.dropExpired(4 * MINUTE - 1, MINUTE);
	expect(keys.size).toBe(1);
	keys.add('b', 10 * MINUTE, MINUTE);
	expect(keys.size).toBe(1);
});

it('no more are kept than may be, and of those that come, the last half at least', () => {
	const keys = new RecentKeys(100);
	for (let n = 0; n < 1_000; n++) {
		keys.add(`${n}`, 0, MINUTE);
		expect(keys.size).toBeLessThanOrEqual(100);
		expect(keys.has(`${Math.max(0, n - 49)}`, 0)).toBe(true);
	}
	expect(keys.has('899', 0)).toBe(false);
});

it('remembers what a plain list of keys would, as long as there is room', () => {
	const step = record({ key: integer({ min: 0, max: 9 }), wait: integer({ min: 0, max: 40 }) });
	assert(
		property(array(step, { maxLength: 60 }), (steps) => {
			const keys = new RecentKeys(1_000);
			const until = new Map<string, number>();
			let now = 0;
			for (const { key, wait } of steps) {
				now += wait;
				const name = `${key}`;
				const known = now < (until.get(name) ?? -1);
				expect(keys.has(name, now)).toBe(known);
				if (known) continue;
				keys.add(name, now, 50);
				until.set(name, now + 50);
			}
		}),
		{ seed: 20261124, numRuns: 500 },
	);
});
