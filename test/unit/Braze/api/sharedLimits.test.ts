import { Limiter } from '../../../../nodes/Braze/api/limiter';
import { SharedLimits } from '../../../../nodes/Braze/api/sharedLimits';
import { VirtualClock } from '../../../support/virtualClock.mts';

const REST = 'https://rest.example.com';

function open() {
	const clock = new VirtualClock();
	const limits = new SharedLimits(clock.now);
	const limiter = (endpoint: string, apiKey = 'key') => {
		const { now, sleep } = clock;
		const own = { now, sleep, random: () => 1 };
		return new Limiter(own, 4, 60_000, limits.of(REST, apiKey, endpoint));
	};
	return {
		clock,
		limits,
		limiter,
		pass: async (time: number) => await clock.run(clock.delay(time)),
	};
}

describe('a limit', () => {
	it('is one for the same key and endpoint, and another for any other', () => {
		const { limits } = open();
		const limit = limits.of(REST, 'key', 'users.track');
		expect(limits.of(REST, 'key', 'users.track')).toBe(limit);
		expect(limits.of(REST, 'key', 'users.delete')).not.toBe(limit);
		expect(limits.of(REST, 'other', 'users.track')).not.toBe(limit);
		expect(limits.of('https://rest.example.org', 'key', 'users.track')).not.toBe(limit);
	});

	it('is dropped when nobody has used it for a minute, and not before', async () => {
		const { limits, limiter, clock, pass } = open();
		const used = limiter('a');
		const permit = await clock.run(used.acquire());
		await pass(200_000);
		limits.of(REST, 'key', 'b');
		expect(limits.size).toBe(2);
		used.release(permit);
		await pass(59_000);
		limits.of(REST, 'key', 'b');
		expect(limits.size).toBe(2);
		await pass(2000);
		limits.of(REST, 'key', 'b');
		expect(limits.size).toBe(1);
	});

	it('that one waits for costs no time of another that has nothing to send', async () => {
		const { limiter, clock, pass } = open();
		const [busy, waiting] = [limiter('a'), limiter('a')];
		const permit = await clock.run(busy.acquire());
		busy.pause(5000);
		void waiting.acquire();
		await pass(5001);
		busy.release(permit);
		expect([waiting, busy].map(({ statistics }) => statistics.waited)).toEqual([5000, 0]);
	});

	it('that one has met lets the others wait, and is counted once for each who met it', async () => {
		const { limiter, clock, pass } = open();
		const [one, other] = [limiter('a'), limiter('a')];
		const permit = await clock.run(one.acquire());
		one.observe(permit, { kind: 'limited', asked: 5000 });
		one.release(permit);
		let hasLeft = false;
		void other.acquire().then(() => {
			hasLeft = true;
		});
		await pass(4999);
		expect(hasLeft).toBe(false);
		await pass(2);
		expect(hasLeft).toBe(true);
		expect(one.statistics).toEqual({ rateLimits: 1, waited: 0 });
		expect(other.statistics).toEqual({ rateLimits: 0, waited: 5000 });
	});

	it('is not blocked by one that is cancelled while it waits', async () => {
		const { limiter, limits, clock } = open();
		const cancelled = new Error('cancelled');
		const sleep = async () => await Promise.reject(cancelled);
		const own = { now: clock.now, sleep, random: () => 1 };
		const gone = new Limiter(own, 4, 60_000, limits.of(REST, 'key', 'a'));
		const other = limiter('a');
		other.pause(1000);
		const result = gone.acquire().catch((error: unknown) => error);
		const permit = await clock.run(other.acquire());
		expect(await result).toBe(cancelled);
		other.release(permit);
		expect(limits.of(REST, 'key', 'a').users.size).toBe(0);
	});
});
