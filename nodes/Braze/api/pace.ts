/** How much slower than measured requests go: they arrive less evenly than they leave. */
const MARGIN = 1.1;
/** Requests that pass at a pace before a faster one is tried; doubled when that was too fast. */
const FIRST_PATIENCE = 8;
const LONGEST_PATIENCE = 32;
const FASTER = 0.7;
/** A pace that is faster than measured by no more than this is taken for the right one. */
const TOO_FAST = 2;
/** Milliseconds between requests below which there is no pace to keep. */
const NO_PACE = 1;

/**
 * The pace at which requests pass a rate limit, learned from those that did: none until the first limit
 * is met, then as many as passed over the time until the limit's end, and faster again by and by. Times
 * in milliseconds.
 */
export class Pace {
	/** Time between two requests; 0 for no pace. */
	interval = 0;

	/** Requests that passed since the last limit, and when the first one of them left. */
	private passed = 0;

	private since: number | undefined;

	/** The periods before, each half of the one after it: a few requests say little. */
	private before = { elapsed: 0, passed: 0 };

	/** Requests that must pass before a faster pace is tried, and those that have. */
	private patience = FIRST_PATIENCE;

	private passedAtPace = 0;

	/** Whether the pace has become faster since the last limit. */
	private isFaster = false;

	/** @param longest time between two requests, at most */
	constructor(private readonly longest: number) {}

	/** Notes that a request leaves. */
	leave(now: number): void {
		this.since ??= now;
	}

	/** Notes that a request passed. */
	pass(): void {
		this.passed++;
		if (++this.passedAtPace < this.patience) return;
		this.passedAtPace = 0;
		this.isFaster = true;
		this.interval *= FASTER;
		if (this.interval < NO_PACE) this.interval = 0;
	}

	/**
	 * Notes that a limit was met, after what passed. If the pace was the right one already, it was met for
	 * another reason, e.g. by other programs of the company: to go slower would not help, and was not
	 * needed.
	 *
	 * @param until the end of the wait for it
	 */
	limit(until: number): void {
		this.passedAtPace = 0;
		if (this.passed > 0) this.measure(until - (this.since ?? until));
		this.isFaster = false;
	}

	/** Keeps none any more: something else keeps to the limit. */
	forget(): void {
		this.interval = 0;
		this.passed = 0;
		this.since = undefined;
		this.before = { elapsed: 0, passed: 0 };
	}

	private measure(elapsed: number): void {
		this.before.elapsed = this.before.elapsed / 2 + elapsed;
		this.before.passed = this.before.passed / 2 + this.passed;
		this.passed = 0;
		this.since = undefined;
		const measured = this.before.elapsed / this.before.passed;
		if (measured > this.interval * TOO_FAST) {
			this.interval = Math.min(measured * MARGIN, this.longest);
		} else if (this.isFaster) {
			this.interval /= FASTER;
			this.patience = Math.min(this.patience * 2, LONGEST_PATIENCE);
		} else {
			this.interval *= FASTER;
		}
	}
}
