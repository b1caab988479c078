import { Concurrency } from './concurrency';
import { Pace } from './pace';
import { RateWindow } from './rateWindow';
import { type Headers, waitBeforeRetry } from './retry';

/** The clock that a limiter goes by, and its dice. */
interface Clock {
	/** Milliseconds since 1970. */
	now: () => number;
	sleep: (milliseconds: number) => Promise<void>;
	/** From 0 to 1. */
	random: () => number;
}

/** Leave for one request to go. */
export interface Permit {
	/** The rate limits that had been met before it was given. */
	readonly limitsMet: number;
	/** How often requests under way had been halved before it was given. */
	readonly halvings: number;
}

/** What the limiter is told about a request that has its answer. */
export type Observation =
	/** Braze's rate limit let it pass, whatever the answer. */
	| { kind: 'passed' }
	/** Status 429. `asked`: the wait that Braze asks for, in milliseconds. */
	| { kind: 'limited'; asked?: number }
	/** No answer, or one that says nothing about the rate limit. */
	| { kind: 'failed' };

/**
 * Says when a request may leave: one place for all requests of a client, since a rate limit holds for
 * all of them. They leave in the order in which they asked.
 *
 * How many may be under way is found out ({@link Concurrency}); what Braze says about its limit is kept
 * to ({@link RateWindow}). After a 429 all wait. Then one goes first; when it has passed, the others
 * follow, at the {@link Pace} that works if Braze has not said what does. Requests that were under way
 * together meet a limit together: that counts once.
 */
export class Limiter {
	private underWay = 0;

	private limitsMet = 0;

	private halvings = 0;

	private waited = 0;

	/** Limits met in a row, without a request that passed in between. */
	private limitsInARow = 0;

	/** No request leaves before this time. */
	private pausedUntil = 0;

	/** Whether one has to go first; `first` is it, while it is under way. */
	private trying = false;

	private first: Permit | undefined;

	private lastLeft = -Infinity;

	private readonly concurrency: Concurrency;

	private readonly window: RateWindow;

	private readonly pace: Pace;

	private queue: Promise<void> = Promise.resolve();

	private wake: (() => void) | undefined;

	private closed = false;

	/**
	 * @param maximum requests under way at once
	 * @param longestWait milliseconds; what Braze asks for is known to be no longer
	 */
	constructor(
		private readonly clock: Clock,
		maximum: number,
		private readonly longestWait: number,
	) {
		this.concurrency = new Concurrency(maximum);
		this.window = new RateWindow(longestWait);
		this.pace = new Pace(longestWait);
	}

	/** How often a rate limit was met, and the milliseconds that were waited before requests. */
	get statistics(): { rateLimits: number; waited: number } {
		return { rateLimits: this.limitsMet, waited: this.waited };
	}

	/** Waits until a request may leave; its permit must be given back by {@link release}. */
	async acquire(): Promise<Permit> {
		return await this.inTurn(() => this.leave());
	}

	/** Waits until a request could leave, for one that is made only then. */
	async ready(): Promise<void> {
		await this.inTurn(() => undefined);
	}

	/**
	 * Notes what became of a request; before its permit is given back.
	 *
	 * @param headers of its answer
	 */
	observe(permit: Permit, observation: Observation, headers: Headers = {}): void {
		const now = this.clock.now();
		this.window.observe(headers, now);
		if (observation.kind === 'passed') {
			this.concurrency.answered(this.underWay, now);
			this.pass(permit);
			return;
		}
		if (permit.halvings === this.halvings) {
			this.halvings++;
			this.concurrency.halve();
		}
		if (observation.kind === 'limited') this.limited(permit, observation.asked);
	}

	/** Gives back a permit. */
	release(permit: Permit): void {
		this.underWay--;
		if (this.first === permit) this.first = undefined;
		this.wake?.();
	}

	/** Lets no request leave for that many milliseconds. */
	pause(milliseconds: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + milliseconds);
	}

	/** Lets all through at once: nothing is sent any more. */
	close(): void {
		this.closed = true;
		this.wake?.();
	}

	private async inTurn<Result>(then: () => Result): Promise<Result> {
		const before = this.queue;
		let done = () => {};
		this.queue = new Promise((resolve) => {
			done = resolve;
		});
		await before;
		try {
			await this.turn();
			return then();
		} finally {
			done();
		}
	}

	private async turn(): Promise<void> {
		while (!this.closed) {
			if (this.underWay >= this.concurrency.limit || this.first !== undefined) {
				await new Promise<void>((resolve) => {
					this.wake = resolve;
				});
				continue;
			}
			const now = this.clock.now();
			const next = Math.max(this.pausedUntil, this.lastLeft + this.pace.interval);
			const wait = Math.max(next - now, this.window.waitFor(this.underWay, now));
			if (wait <= 0) return;
			await this.clock.sleep(wait);
			this.waited += wait;
		}
	}

	private leave(): Permit {
		const { limitsMet, halvings } = this;
		const permit = { limitsMet, halvings };
		this.underWay++;
		this.lastLeft = this.clock.now();
		this.pace.leave(this.lastLeft);
		this.concurrency.leave(this.lastLeft);
		if (this.trying) this.first = permit;
		return permit;
	}

	private limited({ limitsMet }: Permit, asked: number | undefined): void {
		// It left before the others met the limit: it is the same one.
		if (limitsMet < this.limitsMet) return this.pause(asked ?? 0);
		const wait = waitBeforeRetry(asked, this.limitsInARow, this.clock.random());
		this.pause(Math.min(wait, this.longestWait));
		if (!this.window.isSpent(this.clock.now())) this.pace.limit(this.pausedUntil);
		this.limitsMet++;
		this.limitsInARow++;
		this.trying = true;
	}

	private pass({ limitsMet }: Permit): void {
		if (limitsMet < this.limitsMet) return;
		this.limitsInARow = 0;
		this.trying = false;
		this.pace.pass();
	}
}
