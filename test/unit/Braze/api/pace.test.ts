import { Pace } from '../../../../nodes/Braze/api/pace';

/** A pace after a limit: this many requests passed, the first left at a time, and the wait ends at one. */
function after(passed: number, from: number, until: number, longest = 60_000): Pace {
	const pace = new Pace(longest);
	period(pace, passed, from, until);
	return pace;
}

function period(pace: Pace, passed: number, from: number, until: number): void {
	pace.leave(from);
	pace.leave(from + 1);
	for (let n = 0; n < passed; n++) pace.pass();
	pace.limit(until);
}

const pass = (pace: Pace, count: number) => {
	for (let n = 0; n < count; n++) pace.pass();
};

describe('a pace', () => {
	it('is none until a limit is met', () => {
		const pace = new Pace(60_000);
		pace.leave(0);
		pass(pace, 1000);
		expect(pace.interval).toBe(0);
	});

	it('is measured by what passed until the limit’s end, with a margin', () => {
		expect(after(10, 5000, 6000).interval).toBeCloseTo(110);
		expect(after(1, 0, 1000).interval).toBeCloseTo(1100);
	});

	it('is none if nothing passed', () => {
		expect(after(0, 0, 1000).interval).toBe(0);
	});

	it('is no slower than the longest wait', () => {
		expect(after(1, 0, 1000, 500).interval).toBe(500);
	});

	it('counts a period in which nothing passed with the next', () => {
		const pace = after(0, 0, 1000);
		pace.leave(1000);
		pace.pass();
		pace.limit(3000);
		expect(pace.interval).toBeCloseTo(3300);
	});

	it('counts the periods before by half', () => {
		const pace = after(10, 0, 1000);
		period(pace, 1, 1000, 5500);
		// (1000 / 2 + 4500) / (10 / 2 + 1)
		expect(pace.interval).toBeCloseTo((5000 / 6) * 1.1);
		period(pace, 1, 6000, 16_000);
		// (5000 / 2 + 10,000) / (6 / 2 + 1)
		expect(pace.interval).toBeCloseTo(3125 * 1.1);
	});

	it('becomes faster when enough have passed', () => {
		const pace = after(10, 0, 1000);
		pass(pace, 7);
		expect(pace.interval).toBeCloseTo(110);
		pass(pace, 1);
		expect(pace.interval).toBeCloseTo(77);
		pass(pace, 8);
		expect(pace.interval).toBeCloseTo(53.9);
	});

	it('becomes none when there is nothing left to keep', () => {
		const pace = after(1000, 0, 1300);
		expect(pace.interval).toBeCloseTo(1.43);
		pass(pace, 8);
		expect(pace.interval).toBeCloseTo(1.001);
		pass(pace, 8);
		expect(pace.interval).toBe(0);
	});

	it('that was made too fast goes back, and is tried later the next time', () => {
		const pace = after(10, 0, 1000);
		for (const patience of [8, 16, 32, 32]) {
			pace.leave(1000);
			pass(pace, patience - 1);
			expect(pace.interval).toBeCloseTo(110);
			pass(pace, 1);
			expect(pace.interval).toBeCloseTo(77);
			pace.limit(1000 + patience * 110);
			expect(pace.interval).toBeCloseTo(110);
		}
	});

	it('that was the right one becomes no slower by a limit met for another reason', () => {
		const pace = after(10, 0, 1000);
		period(pace, 5, 1000, 2000);
		expect(pace.interval).toBeCloseTo(77);
		// It begins anew to count what passes.
		pass(pace, 7);
		expect(pace.interval).toBeCloseTo(77);
		pass(pace, 1);
		expect(pace.interval).toBeCloseTo(53.9);
	});

	it('was the right one up to twice as fast as measured', () => {
		const slower = after(10, 0, 1000);
		// (500 + 1710) / 10 = 221 > 2 x 110
		period(slower, 5, 1000, 2710);
		expect(slower.interval).toBeCloseTo(221 * 1.1);
		const right = after(10, 0, 1000);
		period(right, 5, 1000, 2690);
		expect(right.interval).toBeCloseTo(77);
	});
});
