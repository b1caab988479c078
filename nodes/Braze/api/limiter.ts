import { waitBeforeRetry } from './retry';

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
}

/** What the limiter is told about a request that has its answer. */
export type Observation =
	/** Braze's rate limit let it pass, whatever the answer. */
	| { kind: 'passed' }
	/** Status 429. `asked`: the wait that Braze asks for, in milliseconds. */
	| { kind: 'limited'; asked?: number }
	/** No answer, or one that says nothing about the rate limit. */
	| { kind: 'failed' };

/** How much slower than measured requests go: they arrive less evenly than they leave. */
const MARGIN = 1.1;
/** Requests that pass at a pace before a faster one is tried; doubled when that was too fast. */
const FIRST_PATIENCE = 8;
const LONGEST_PATIENCE = 32;
const FASTER = 0.7;
/** A pace that is slower than measured by less than this is taken for the right one. */
const TOO_FAST = 2;
/** Milliseconds between requests below which there is no pace to keep. */
const NO_PACE = 1;

/**
 * Says when a request may leave: one place for all requests of a client, since a rate limit holds for
 * all of them. They leave in the order in which they asked.
 *
 * After a 429 all wait. Then one goes first; when it has passed, the others follow at the pace at which
 * requests passed before (those that passed, over the time until the limit's end), and faster by and
 * by. Requests that were under way together meet a limit together: that counts once.
 */
export class Limiter {
	private underWay = 0;

	private limitsMet = 0;

	/** Limits met in a row, without a request that passed in between. */
	private limitsInARow = 0;

	/** No request leaves before this time. */
	private pausedUntil = 0;

	/** Whether one has to go first; `first` is it, while it is under way. */
	private trying = false;

	private first: Permit | undefined;

	/** Milliseconds between two requests; 0 for no pace. */
	private interval = 0;

	private lastLeft = -Infinity;

	/** Requests that passed since the first one after the last wait that was long enough, and when it left. */
	private passed = 0;

	private since: number | undefined;

	private readonly before = { elapsed: 0, passed: 0 };

	/** Requests that must pass before a faster pace is tried, and those that have. */
	private patience = FIRST_PATIENCE;

	private passedAtPace = 0;

	/** Whether the pace has become faster since the last limit. */
	private faster = false;

	private queue: Promise<void> = Promise.resolve();

	private wake: (() => void) | undefined;

	private closed = false;

	/**
	 * @param maximum requests under way at once
	 * @param longestWait milliseconds; what Braze asks for is known to be no longer
	 */
	constructor(
		private readonly clock: Clock,
		private readonly maximum: number,
		private readonly longestWait: number,
	) {}

	/** Waits until a request may leave; its permit must be given back by {@link release}. */
	async acquire(): Promise<Permit> {
		const before = this.queue;
		let leave = () => {};
		this.queue = new Promise((resolve) => {
			leave = resolve;
		});
		await before;
		try {
			await this.turn();
		} finally {
			leave();
		}
		const permit = { limitsMet: this.limitsMet };
		this.underWay++;
		this.lastLeft = this.clock.now();
		this.since ??= this.lastLeft;
		if (this.trying) this.first = permit;
		return permit;
	}

	/** Notes what became of a request; before its permit is given back. */
	observe(permit: Permit, observation: Observation): void {
		if (observation.kind === 'limited') this.limited(permit, observation.asked);
		if (observation.kind === 'passed') this.pass(permit);
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

	/** Lets everyone through at once: nothing is sent any more. */
	close(): void {
		this.closed = true;
		this.wake?.();
	}

	private async turn(): Promise<void> {
		while (!this.closed) {
			if (this.underWay >= this.maximum || this.first !== undefined) {
				await new Promise<void>((resolve) => {
					this.wake = resolve;
				});
				continue;
			}
			const next = Math.max(this.pausedUntil, this.lastLeft + this.interval);
			const wait = next - this.clock.now();
			if (wait <= 0) return;
			await this.clock.sleep(wait);
		}
	}

	private limited({ limitsMet }: Permit, asked: number | undefined): void {
		// It left before the others met the limit: it is the same one.
		if (limitsMet < this.limitsMet) return this.pause(asked ?? 0);
		const wait = waitBeforeRetry(asked, this.limitsInARow, this.clock.random());
		this.pause(Math.min(wait, this.longestWait));
		this.slowDown();
		this.limitsMet++;
		this.limitsInARow++;
		this.trying = true;
	}

	/**
	 * Sets the pace by what passed. If it was the right one already, the limit was met for another reason,
	 * e.g. by other programs of the company: to go slower would not help, and was not needed.
	 */
	private slowDown(): void {
		if (this.passed > 0) {
			const elapsed = this.pausedUntil - (this.since ?? 0);
			// A few that passed say little, so the periods before count, too: each half of the next.
			this.before.elapsed = this.before.elapsed / 2 + elapsed;
			this.before.passed = this.before.passed / 2 + this.passed;
			const measured = this.before.elapsed / this.before.passed;
			if (measured > this.interval * TOO_FAST) {
				this.interval = Math.min(measured, this.longestWait) * MARGIN;
			} else if (this.faster) {
				this.interval /= FASTER;
				this.patience = Math.min(this.patience * 2, LONGEST_PATIENCE);
			} else {
				this.interval *= FASTER;
			}
			this.passed = 0;
			this.since = undefined;
		}
		this.faster = false;
		this.passedAtPace = 0;
	}

	private pass({ limitsMet }: Permit): void {
		if (limitsMet < this.limitsMet) return;
		this.limitsInARow = 0;
		this.trying = false;
		this.passed++;
		if (++this.passedAtPace < this.patience) return;
		this.passedAtPace = 0;
		this.faster = true;
		this.interval *= FASTER;
		if (this.interval < NO_PACE) this.interval = 0;
	}
}
