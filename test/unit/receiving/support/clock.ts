import { idle } from '../../../support/idle.mts';
import type { Clock } from '../../../../nodes/receiving/clock';

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
	private time = 0;

	private readonly sleepers = new Set<{ until: number; wake: () => void }>();

	now = () => this.time;

	/** How many are asleep. */
	get sleeping(): number {
		return this.sleepers.size;
	}

	sleep = async (ms: number, signal: AbortSignal): Promise<void> =>
		await new Promise((resolve, reject) => {
			const sleeper = { until: this.time + ms, wake: resolve };
			this.sleepers.add(sleeper);
			signal.addEventListener('abort', () => {
				if (this.sleepers.delete(sleeper)) reject(new Error('aborted'));
			});
		});

	/** Lets this many milliseconds pass: who sleeps until then wakes in order, and does what there is to do. */
	async advance(ms: number): Promise<void> {
		const end = this.time + ms;
		await idle();
		for (;;) {
			const [next] = [...this.sleepers].sort((a, b) => a.until - b.until);
			if (!next || next.until > end) break;
			this.time = next.until;
			this.sleepers.delete(next);
			next.wake();
			await idle();
		}
		this.time = end;
	}
}

/** What a promise has resolved to by now, or 'pending'. */
export async function soFar<T>(promise: Promise<T>): Promise<T | 'pending'> {
	await idle();
	return await Promise.race([promise, Promise.resolve('pending' as const)]);
}
