import * as fc from 'fast-check';

import { WindowLength } from '../../../../nodes/Braze/api/windowLength';

/** A length after ends, each with what was left until then. */
function after(...ends: Array<[end: number, left: number]>): WindowLength {
	const length = new WindowLength();
	for (const [end, left] of ends) length.observe(end, left);
	return length;
}

describe('the length of windows', () => {
	it('is unknown while there is only one end', () => {
		expect(new WindowLength().seconds).toBeUndefined();
		expect(after([100, 3]).seconds).toBeUndefined();
		expect(after([100, 3], [100, 1]).seconds).toBeUndefined();
	});

	it('is the time between two ends, if no shorter one fits', () => {
		expect(after([100, 1], [101, 1]).seconds).toBe(1);
		expect(after([60, 5], [120, 60]).seconds).toBe(60);
		expect(after([60, 5], [120, 32]).seconds).toBe(60);
	});

	it('is a part of it where windows may lie in between', () => {
		expect(after([100, 1], [107, 1]).seconds).toBe(1);
		expect(after([60, 5], [120, 31]).seconds).toBe(30);
		expect(after([60, 5], [120, 18]).seconds).toBe(20);
	});

	it('divides the times between all ends', () => {
		expect(after([0, 3], [6, 3], [15, 3]).seconds).toBe(3);
		// Responses may overtake each other.
		expect(after([6, 3], [0, 3], [15, 3]).seconds).toBe(3);
	});

	it('may be told a second too long', () => {
		expect(after([102, 2], [103, 2]).seconds).toBe(1);
	});

	it('is the shortest one that fits when another window has passed', () => {
		const length = after([100, 3]);
		length.pass();
		expect(length.seconds).toBe(2);
	});

	it('becomes the next one that fits where it seems to be too short, and no longer one', () => {
		const length = after([0, 1], [6, 1]);
		const lengths = [1, 2, 3, 6, 6].map((expected) => {
			expect(length.seconds).toBe(expected);
			length.lengthen();
			return length.seconds;
		});
		expect(lengths).toEqual([2, 3, 6, 6, 6]);
		const unknown = after([0, 1]);
		unknown.lengthen();
		expect(unknown.seconds).toBeUndefined();
	});

	it('is learned anew when windows are longer', () => {
		const length = after([100, 1], [101, 1], [160, 42]);
		expect(length.seconds).toBeUndefined();
		length.observe(220, 55);
		expect(length.seconds).toBe(60);
	});

	it('is learned anew when windows are shorter', () => {
		expect(after([60, 60], [120, 60], [121, 1], [122, 1]).seconds).toBe(1);
	});

	it('says whether an end is another one', () => {
		const length = new WindowLength();
		expect([60, 60, 120, 60].map((end) => length.observe(end, 1))).toEqual([
			true,
			false,
			true,
			true,
		]);
	});

	it('is never too long once two windows in a row were met, and comes to be right', () => {
		const met = fc.record({
			windows: fc.integer({ min: 1, max: 5 }),
			ago: fc.double({ min: 0, max: 0.99, noNaN: true }),
		});
		fc.assert(
			fc.property(
				fc.constantFrom(1, 2, 3, 10, 60, 3600),
				fc.array(met, { minLength: 1, maxLength: 10 }),
				(window, times) => {
					const length = new WindowLength();
					let end = window * 1000;
					for (const { windows, ago } of times) {
						end += windows * window;
						length.observe(end, Math.max(1, Math.ceil(window * (1 - ago))));
					}
					const between = times.slice(1).map(({ windows }) => windows);
					if (between.length === 0) return expect(length.seconds).toBeUndefined();
					if (between.includes(1)) expect(length.seconds).toBeLessThanOrEqual(window);
					for (let parts = 0; parts < window; parts++) length.lengthen();
					if (between.includes(1)) expect(length.seconds).toBe(window);
				},
			),
			{ seed: 20_261_130 },
		);
	});
});
