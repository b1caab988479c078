import * as fc from 'fast-check';

import { Concurrency } from '../../../../nodes/Braze/api/concurrency';

/** One that starts at time 0. */
function start(maximum = 32): Concurrency {
	const concurrency = new Concurrency(maximum);
	concurrency.leave(0);
	return concurrency;
}

/** Responses of full round trips of so many milliseconds each, which tell what a limit lets through. */
function roundTrips(
	concurrency: Concurrency,
	count: number,
	milliseconds: number,
	from = 0,
	isAnnounced = true,
): void {
	for (let trip = 1; trip <= count; trip++) {
		concurrency.leave(from);
		const { limit } = concurrency;
		for (let n = 0; n < limit; n++)
			concurrency.pass(limit, from + trip * milliseconds, isAnnounced);
	}
}

describe('requests under way', () => {
	it('are few at first, and no more than the maximum', () => {
		expect(start().limit).toBe(8);
		expect(start(3).limit).toBe(3);
		expect(start(1).limit).toBe(1);
	});

	it('are four times as many after a round trip, until the maximum', () => {
		const concurrency = start(100);
		roundTrips(concurrency, 1, 100);
		expect(concurrency.limit).toBe(32);
		roundTrips(concurrency, 1, 100, 100);
		expect(concurrency.limit).toBe(100);
	});

	it('are only as many more as passed where a limit may show when it is met, after the lowest', () => {
		const concurrency = start(200);
		roundTrips(concurrency, 1, 100, 0, false);
		expect(concurrency.limit).toBe(8);
		// The eleventh response is the first that is past the lowest limit.
		roundTrips(concurrency, 1, 100, 100, false);
		expect(concurrency.limit).toBe(8 + 6);
		roundTrips(concurrency, 1, 100, 200, false);
		expect(concurrency.limit).toBe(2 * 14);
		roundTrips(concurrency, 3, 100, 300, false);
		expect(concurrency.limit).toBe(128);
		roundTrips(concurrency, 1, 100, 600, false);
		expect(concurrency.limit).toBe(129);
	});

	it('are half as many after trouble, and one more with each round trip then', () => {
		const concurrency = start();
		roundTrips(concurrency, 1, 100);
		concurrency.halve();
		expect(concurrency.limit).toBe(16);
		roundTrips(concurrency, 1, 100, 200);
		expect(concurrency.limit).toBe(17);
	});

	it('are one at least', () => {
		const concurrency = start();
		for (let n = 0; n < 10; n++) concurrency.halve();
		expect(concurrency.limit).toBe(1);
		roundTrips(concurrency, 2, 100);
		expect(concurrency.limit).toBe(3);
	});

	it('are as few as before where more bring no more responses', () => {
		const concurrency = start(100);
		roundTrips(concurrency, 1, 100);
		expect(concurrency.limit).toBe(32);
		// Four times as many take four times as long.
		roundTrips(concurrency, 1, 400, 100);
		expect(concurrency.limit).toBe(8);
	});

	it('stay more where they bring a fifth more responses', () => {
		for (const [milliseconds, limit] of [
			[330, 100],
			[340, 8],
		]) {
			const concurrency = start(100);
			roundTrips(concurrency, 1, 100);
			roundTrips(concurrency, 1, milliseconds, 100);
			expect(concurrency.limit).toBe(limit);
		}
	});

	it('become no more where something else keeps requests back', () => {
		const concurrency = start();
		for (let n = 1; n <= 100; n++) concurrency.pass(3, n * 100);
		expect(concurrency.limit).toBe(8);
	});

	it('that were kept back say nothing about the responses that more bring', () => {
		const concurrency = start(100);
		roundTrips(concurrency, 1, 100);
		for (let n = 0; n < 31; n++) concurrency.pass(32, 200);
		// A pause: without it, the round trip would seem to take ten seconds.
		concurrency.pass(1, 10_000);
		roundTrips(concurrency, 1, 100, 10_000);
		expect(concurrency.limit).toBe(100);
	});
});

const event = fc.oneof(
	{ weight: 8, arbitrary: fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }) }) },
	{ weight: 1, arbitrary: fc.constant('trouble' as const) },
);

/** Things that happen, some milliseconds apart. */
function play(concurrency: Concurrency, events: ReadonlyArray<[unknown, number]>): number {
	let now = 0;
	for (const [what, milliseconds] of events) {
		now += milliseconds;
		concurrency.leave(now);
		if (what === 'trouble') concurrency.halve();
		else {
			const { share } = what as { share: number };
			concurrency.pass(Math.ceil(share * concurrency.limit), now);
		}
	}
	return now;
}

const events = fc.array(fc.tuple(event, fc.nat(1000)), { maxLength: 300 });
const maxima = fc.integer({ min: 1, max: 50 });
const seeded = { numRuns: 200, seed: 20_261_124 };

describe('whatever happened', () => {
	it('there is always one that may be under way, and never more than the maximum', () => {
		fc.assert(
			fc.property(maxima, events, (maximum, happened) => {
				const concurrency = new Concurrency(maximum);
				let now = 0;
				for (const [what, milliseconds] of happened) {
					now += play(concurrency, [[what, now + milliseconds]]) - now;
					expect(concurrency.limit).toBeGreaterThanOrEqual(1);
					expect(concurrency.limit).toBeLessThanOrEqual(maximum);
					expect(Number.isInteger(concurrency.limit)).toBe(true);
				}
			}),
			seeded,
		);
	});

	it('the maximum is reached when each request takes the same time again', () => {
		fc.assert(
			fc.property(maxima, events, (maximum, happened) => {
				const concurrency = new Concurrency(maximum);
				const now = play(concurrency, happened);
				// The round trip that trouble came in says nothing; then one more with each.
				concurrency.pass(0, now);
				concurrency.halve();
				roundTrips(concurrency, 2 * maximum + 2, 100, now);
				expect(concurrency.limit).toBe(maximum);
			}),
			seeded,
		);
	});
});
