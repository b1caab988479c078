import { systemClock, within } from '../../../nodes/receiving/clock';
import { FakeClock, soFar } from './support/clock';

const never = new Promise<string>(() => {});

describe('waiting, but no longer than a time', () => {
	it('gives what came in time, and leaves no sleeper behind', async () => {
		const clock = new FakeClock();
		expect(await within(Promise.resolve('came'), 10, clock)).toBe('came');
		expect(clock.sleeping).toBe(0);
	});

	it('gives nothing once the time is up, and not before', async () => {
		const clock = new FakeClock();
		const waiting = within(never, 10, clock);
		await clock.advance(9);
		expect(await soFar(waiting)).toBe('pending');
		await clock.advance(1);
		expect(await waiting).toBeUndefined();
	});

	it('fails as what it waits for fails, and leaves no sleeper behind', async () => {
		const clock = new FakeClock();
		await expect(within(Promise.reject(new Error('no')), 10, clock)).rejects.toThrow('no');
		expect(clock.sleeping).toBe(0);
	});

	it('works with the real clock, which ends its sleep at once', async () => {
		const before = systemClock.now();
		expect(await within(Promise.resolve('came'), 3_600_000, systemClock)).toBe('came');
		expect(await within(never, 1, systemClock)).toBeUndefined();
		expect(Math.abs(before - Date.now())).toBeLessThan(3_600_000);
	});
});
