import { Limiter, type Observation } from '../../../../nodes/Braze/api/limiter';
import { type Permit, RateLimit } from '../../../../nodes/Braze/api/rateLimit';
import type { Headers } from '../../../../nodes/Braze/api/retry';
import { VirtualClock } from '../../../support/virtualClock.mts';

const LONGEST_WAIT = 60_000;

/** Requests that have left, in order, of a limiter whose clock stands still until told. */
function open(maximum = 100, random = 1) {
	const clock = new VirtualClock();
	const limit = new RateLimit(LONGEST_WAIT);
	const limiter = new Limiter(
		{ now: clock.now, sleep: clock.sleep, random: () => random },
		maximum,
		LONGEST_WAIT,
		limit,
	);
	const left: Permit[] = [];
	const times: number[] = [];
	return {
		limit,
		limiter,
		clock,
		left,
		times,
		/** This many requests want to leave. */
		ask: (count: number) => {
			for (let asked = 0; asked < count; asked++) {
				void limiter.acquire().then((permit) => {
					left.push(permit);
					times.push(clock.now());
				});
			}
		},
		/** Lets this many milliseconds pass. */
		pass: async (milliseconds: number) => await clock.run(clock.delay(milliseconds)),
		/** A request has its response. */
		end: (permit: Permit, observation: Observation, headers?: Headers) => {
			limiter.observe(permit, observation, headers);
			limiter.release(permit);
		},
	};
}

describe('requests', () => {
	it('leave at once, as many as may be under way', async () => {
		const { ask, pass, left, end } = open();
		ask(10);
		await pass(0);
		expect(left).toHaveLength(8);
		// Each response lets another one leave, and more at first where it tells that they pass.
		end(left[0], { kind: 'passed' });
		await pass(0);
		expect(left).toHaveLength(9);
		ask(10);
		end(left[1], { kind: 'passed' }, { 'x-ratelimit-remaining': '99', 'x-ratelimit-reset': '9' });
		await pass(0);
		expect(left).toHaveLength(9 + 4);
	});

	it('that are made only once they could leave wait for that', async () => {
		const { limiter, ask, pass, left, end } = open(1);
		ask(1);
		await pass(0);
		let isReady = false;
		void limiter.ready().then(() => {
			isReady = true;
		});
		await pass(0);
		expect(isReady).toBe(false);
		end(left[0], { kind: 'passed' });
		await pass(0);
		expect(isReady).toBe(true);
	});

	it('use the limit as long as they wait or are under way', async () => {
		const { limiter, limit, clock, pass, ask, left } = open(1);
		await clock.run(limiter.ready());
		expect(limit.users.size).toBe(0);
		ask(2);
		await pass(0);
		limiter.release(left[0]);
		await pass(0);
		expect([left.length, limit.users.size]).toEqual([2, 1]);
		limiter.release(left[1]);
		expect(limit.users.size).toBe(0);
	});

	it('that fail together halve how many may be under way, once', async () => {
		const { limiter, ask, pass, left } = open();
		ask(20);
		await pass(0);
		expect(left).toHaveLength(8);
		for (const permit of left) limiter.observe(permit, { kind: 'failed' });
		for (const permit of left.slice()) limiter.release(permit);
		await pass(0);
		expect(left).toHaveLength(8 + 4);
		const again = left.slice(8);
		for (const permit of again) limiter.observe(permit, { kind: 'failed' });
		for (const permit of again) limiter.release(permit);
		await pass(0);
		expect(left).toHaveLength(8 + 4 + 2);
		expect(limiter.statistics).toEqual({ rateLimits: 0, waited: 0 });
	});

	it('that wait are let through when nothing is sent any more', async () => {
		const { limiter, ask, pass, left } = open(1);
		ask(3);
		await pass(0);
		expect(left).toHaveLength(1);
		limiter.close();
		await pass(0);
		expect(left).toHaveLength(3);
	});
});

describe('after a refusal for the rate', () => {
	it('all wait, one goes first, and the others follow when it has passed', async () => {
		const { limiter, ask, pass, left, end } = open();
		ask(2);
		await pass(0);
		// The second one left before the limit was met: that it passes proves nothing.
		end(left[0], { kind: 'limited', asked: 5000 });
		end(left[1], { kind: 'passed' });
		ask(3);
		await pass(4999);
		expect(left).toHaveLength(2);
		await pass(1);
		expect(left).toHaveLength(3);
		await pass(10_000);
		expect(left).toHaveLength(3);
		end(left[2], { kind: 'passed' });
		await pass(10_000);
		expect(left).toHaveLength(5);
		expect(limiter.statistics.rateLimits).toBe(1);
	});

	it('all wait for the longest that one of them was asked for', async () => {
		const { ask, pass, left, times, end } = open();
		ask(2);
		await pass(0);
		end(left[0], { kind: 'limited', asked: 1000 });
		end(left[1], { kind: 'limited', asked: 3000 });
		ask(1);
		await pass(10_000);
		expect(times[2]).toBe(3000);
	});

	it.each([
		[400, 5000, 5000],
		[400, 5600, 5000],
		[400, 5601, 6001],
		[5000, 500, 5500],
		[5200, 500, 5700],
		[400, undefined, 650],
	])(
		'the wait is a rounded one where a window is known to end about then: at %d ms, asked for %j',
		async (at, asked, until) => {
			const { limit, ask, pass, left, end } = open(100, 0);
			ask(2);
			await pass(0);
			const window = { remaining: '50', limit: '100', reset: '5' };
			const headers = Object.entries(window).map(([name, value]) => [`x-ratelimit-${name}`, value]);
			end(left[0], { kind: 'passed' }, Object.fromEntries(headers) as Headers);
			await pass(at);
			end(left[1], { kind: 'limited', asked });
			expect(limit.pausedUntil).toBe(until);
		},
	);

	it('a response to another one does not let the others follow', async () => {
		const { limiter, ask, pass, left, end } = open();
		ask(2);
		await pass(0);
		const [one, slow] = left;
		end(one, { kind: 'limited', asked: 1000 });
		ask(2);
		await pass(1001);
		expect(left).toHaveLength(3);
		limiter.release(slow);
		await pass(10_000);
		expect(left).toHaveLength(3);
	});

	it('no pace is kept where Braze has told when its window ends', async () => {
		const leaveTimes = async (headers: Record<string, string>) => {
			const { ask, pass, left, times, end } = open();
			ask(4);
			await pass(0);
			const [last, ...others] = left.slice();
			for (const permit of others) end(permit, { kind: 'passed' }, headers);
			end(last, { kind: 'limited', asked: 5000 }, headers);
			ask(1);
			await pass(5001);
			end(left[4], { kind: 'passed' });
			ask(3);
			await pass(60_000);
			return times.slice(5).map((time) => time - times[5]);
		};
		const told = {
			'x-ratelimit-remaining': '0',
			'x-ratelimit-reset': '5',
			'x-ratelimit-limit': '100',
		};
		expect(await leaveTimes(told)).toEqual([0, 0, 0]);
		expect(await leaveTimes({})).not.toEqual([0, 0, 0]);
	});
});

describe('a wait that another execution was asked for', () => {
	const HOUR = 3_600_000;

	it('is never longer than it may be, whichever of the requests under way is asked', async () => {
		const { ask, pass, left, end } = open();
		ask(2);
		await pass(0);
		end(left[0], { kind: 'limited', asked: 1000 });
		end(left[1], { kind: 'limited', asked: HOUR });
		ask(1);
		await pass(LONGEST_WAIT + 1);
		expect(left).toHaveLength(3);
	});

	it('keeps back nobody who may not wait so long', async () => {
		const { clock, left, ask, pass, limit } = open();
		const patient = new Limiter(
			{ now: clock.now, sleep: clock.sleep, random: () => 1 },
			1,
			2 * HOUR,
			limit,
		);
		patient.pause(HOUR);
		ask(1);
		await pass(1);
		expect(left).toHaveLength(1);
	});
});
