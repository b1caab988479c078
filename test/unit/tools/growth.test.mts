import { growthOf, isGrowing } from '../../../tools/soak/growth.mts';

const MOST = 10;

/** The same values each time, as scattered as a process's are. */
const scattered = (at: number) => ((at * 7919) % 13) - 6;

const series = (value: (at: number) => number) => Array.from({ length: 30 }, (_, at) => value(at));

test('what only scatters does not grow', () => {
	expect(isGrowing(growthOf(series((at) => 100 + scattered(at))), MOST)).toBe(false);
});

test('what rises steadily grows, by as much as it rises in the last two thirds', () => {
	const growth = growthOf(series((at) => 100 + 2 * at));
	expect(growth).toEqual({ level: 139, growth: 38, noise: 0 });
	expect(isGrowing(growth, MOST)).toBe(true);
});

test('what rises no more than it scatters may have risen by chance', () => {
	expect(isGrowing(growthOf(series((at) => 40 + at + 3 * scattered(at))), MOST)).toBe(false);
});

test('a rise behind some scatter is seen', () => {
	expect(isGrowing(growthOf(series((at) => 100 + 2 * at + scattered(at))), MOST)).toBe(true);
});

test('a rise while it warms up does not count', () => {
	expect(growthOf(series((at) => 20 * Math.min(at, 10))).growth).toBe(0);
});

test('a single peak moves nothing', () => {
	expect(growthOf(series((at) => (at === 29 ? 1000 : 100))).growth).toBe(0);
});

test('what is given back does not grow', () => {
	expect(isGrowing(growthOf(series((at) => 200 - at)), MOST)).toBe(false);
});
