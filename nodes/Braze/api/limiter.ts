/** The clock that a limiter goes by, in milliseconds. */
interface Clock {
	now: () => number;
	sleep: (milliseconds: number) => Promise<void>;
}

/**
 * Says when a request may leave: one place for all requests of a client, since Braze's rate limit
 * holds for all of them.
 */
export class Limiter {
	/** Requests under way. */
	private underWay = 0;

	private readonly waiting: Array<() => void> = [];

	/** No request leaves before this time. */
	private pausedUntil = 0;

	/** @param maximum requests under way at once */
	constructor(
		private readonly clock: Clock,
		private readonly maximum: number,
	) {}

	/** Waits until a request may leave; each one that did must {@link release} its place. */
	async acquire(): Promise<void> {
		if (this.underWay < this.maximum) this.underWay++;
		else await new Promise<void>((resolve) => this.waiting.push(resolve));
		let mayLeave = false;
		try {
			for (;;) {
				const wait = this.pausedUntil - this.clock.now();
				if (wait <= 0) break;
				await this.clock.sleep(wait);
			}
			mayLeave = true;
		} finally {
			if (!mayLeave) this.release();
		}
	}

	/** Gives the place of a request that has its answer to the next one. */
	release(): void {
		const next = this.waiting.shift();
		if (next === undefined) this.underWay--;
		else next();
	}

	/** Lets no request leave for that many milliseconds. */
	pause(milliseconds: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + milliseconds);
	}
}
