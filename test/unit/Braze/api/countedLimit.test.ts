import { CountedLimit } from '../../../../nodes/Braze/api/countedLimit';

/** A limit whose windows of a second are known: the first ended at 1000, the second at 2000. */
function known(limit: number): CountedLimit {
	const counted = new CountedLimit();
	counted.refuse(undefined, { limit, end: 1000, left: 1000 }, 500);
	counted.refuse(undefined, { limit, end: 2000, left: 1000 }, 1500);
	return counted;
}

const leave = (counted: CountedLimit, count: number, now: number) =>
	Array.from({ length: count }, () => counted.leave(now));

describe('a limit that is counted', () => {
	it('keeps nobody back, and counts nothing, until it is told', () => {
		const counted = new CountedLimit();
		expect(counted.leave(0)).toBeUndefined();
		expect(counted.refuse(undefined, undefined, 0)).toBe(false);
		expect(counted.waitFor(1000, 0)).toBe(0);
	});

	it('lets one go alone when it is reached, and no more until that has its response', () => {
		const counted = new CountedLimit();
		counted.refuse(undefined, { limit: 2, end: 1000, left: 1000 }, 500);
		const [first, second] = leave(counted, 2, 1000);
		expect(counted.waitFor(2, 1000)).toBe(20);
		counted.finish(first, 1010, true);
		expect(counted.waitFor(1, 1010)).toBe(20);
		counted.finish(second, 1010, true);
		expect(counted.waitFor(0, 1010)).toBe(0);
		const alone = counted.leave(1010);
		expect(counted.waitFor(1, 1010)).toBe(20);
		expect(counted.refuse(alone, { limit: 2, end: 2000, left: 1000 }, 1020)).toBe(true);
		expect(counted.waitFor(0, 1020)).toBe(990);
	});

	it('takes windows to be as short as they can be when the one alone has passed', () => {
		const counted = new CountedLimit();
		counted.refuse(undefined, { limit: 1, end: 3000, left: 3000 }, 1000);
		counted.finish(counted.leave(3000), 3100, true);
		const alone = counted.leave(3100);
		counted.finish(alone, 3200, true);
		expect(counted.waitFor(0, 3200)).toBe(3100 + 2000 - 3200);
	});

	it('learns nothing from one alone of which nobody knows whether it passed', () => {
		const counted = new CountedLimit();
		counted.refuse(undefined, { limit: 1, end: 3000, left: 2000 }, 1000);
		counted.finish(counted.leave(3000), 3100, true);
		counted.finish(counted.leave(3100), 3200, false);
		expect(counted.waitFor(0, 3200)).toBe(0);
	});

	it('counts a request until a window after its response, or after it should have arrived', () => {
		const counted = known(2);
		const [first, second] = leave(counted, 2, 2000);
		counted.finish(first, 2040, true);
		expect(counted.waitFor(1, 2040)).toBe(1000);
		expect(counted.waitFor(1, 3039)).toBe(1);
		expect(counted.waitFor(1, 3040)).toBe(0);
		expect(counted.leave(3040)).toBeDefined();
		expect(counted.waitFor(2, 3040)).toBe(110);
		counted.finish(second, 3100, true);
		expect(counted.waitFor(1, 3150)).toBe(0);
	});

	it('counts all until a window after their responses, once requests seem to take longer to arrive', () => {
		const counted = known(2);
		const [first, second] = leave(counted, 2, 2000);
		counted.refuse(first, { limit: 2, end: 3000, left: 1000 }, 2500);
		counted.refuse(second, { limit: 2, end: 4000, left: 1000 }, 3500);
		const slow = leave(counted, 2, 4000);
		expect(counted.waitFor(2, 4150)).toBeGreaterThan(0);
		for (const one of slow) counted.finish(one, 4700, true);
		expect(counted.waitFor(0, 5699)).toBe(1);
	});

	it('does not count what was refused', () => {
		const counted = known(1);
		const only = counted.leave(2000);
		expect(counted.waitFor(1, 2000)).toBeGreaterThan(0);
		expect(counted.refuse(only, undefined, 2010)).toBe(false);
		expect(counted.waitFor(0, 2010)).toBe(0);
	});

	it('expects no refusal while less than the limit has left', () => {
		const counted = known(5);
		const [first] = leave(counted, 3, 2000);
		expect(counted.refuse(first, { limit: 5, end: 3000, left: 1000 }, 2100)).toBe(false);
	});

	it('takes windows to be longer only where longer ways no longer explain what was refused', () => {
		const counted = new CountedLimit();
		const met = (end: number) => ({ limit: 1, end, left: 1000 });
		counted.refuse(undefined, met(0), 0);
		counted.refuse(undefined, met(6000), 5500);
		const waits = [12_000, 18_000, 24_000, 30_000].map((end) => {
			const only = counted.leave(end - 1000);
			expect(counted.refuse(only, met(end), end - 900)).toBe(false);
			counted.finish(counted.leave(end), end, true);
			const wait = counted.waitFor(0, end);
			// All of it is over.
			counted.waitFor(0, end + 100_000);
			return wait;
		});
		expect(waits).toEqual([1000, 1000, 2000, 3000]);
	});

	it('begins anew when another limit is told', () => {
		const counted = known(5);
		const [first] = leave(counted, 5, 2000);
		expect(counted.refuse(first, { limit: 3, end: 3000, left: 1000 }, 2100)).toBe(true);
		expect(counted.waitFor(0, 2100)).toBe(0);
		const [second] = leave(counted, 3, 3000);
		expect(counted.waitFor(3, 3000)).toBe(20);
		// It was counted before: it takes no part in what is counted now.
		counted.refuse(first, { limit: 3, end: 3000, left: 1000 }, 3000);
		expect(counted.waitFor(3, 3000)).toBe(20);
		expect(second).toBeDefined();
	});

	describe('after ten minutes', () => {
		/** One that is full, and was told ten minutes ago; and the request that goes alone. */
		function doubted() {
			const counted = known(1);
			counted.finish(counted.leave(600_400), 600_450, true);
			expect(counted.waitFor(0, 600_499)).toBe(951);
			expect(counted.waitFor(1, 600_500)).toBe(20);
			expect(counted.waitFor(0, 600_500)).toBe(0);
			return { counted, alone: counted.leave(600_500) };
		}

		it('is forgotten if one more passes, since one that has risen is not told', () => {
			const { counted, alone } = doubted();
			expect(counted.waitFor(1, 600_510)).toBe(20);
			counted.finish(alone, 600_550, true);
			expect(counted.waitFor(0, 600_550)).toBe(0);
			expect(counted.leave(600_550)).toBeUndefined();
		});

		it('is believed for ten more if one more is refused', () => {
			const { counted, alone } = doubted();
			const met = { limit: 1, end: 601_000, left: 1000 };
			expect(counted.refuse(alone, met, 600_550)).toBe(true);
			expect(counted.waitFor(0, 600_600)).toBe(850);
			expect(counted.waitFor(0, 601_450)).toBe(0);
		});
	});

	it('of any size is counted in few groups, and lets no more through than it is', () => {
		const counted = known(250_000);
		const groups = new Set<unknown>();
		let left = 0;
		for (let now = 2000; left < 300_000 && counted.waitFor(0, now) <= 0; now += 0.001, left++) {
			groups.add(counted.leave(now));
		}
		expect(left).toBe(250_000);
		expect(groups.size).toBe(100);
	});
});
