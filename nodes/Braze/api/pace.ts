/** How much slower than measured to send: requests arrive less evenly than they leave. */
const MARGIN = 1.1;
/** How many requests must pass before a faster pace is tried. Doubles if that was too fast. */
const FIRST_PATIENCE = 8;
const LONGEST_PATIENCE = 32;
const FASTER = 0.7;
/** How many times faster than measured a pace may be and still count as right. */
const TOO_FAST = 2;
/** An interval below this many milliseconds is dropped. */
const NO_PACE = 1;

/**
 * The pace at which requests pass a rate limit, learned from those that passed. There is none until a limit
 * is first met. Then it is the number of requests that passed over the time until the limit's end, and it
 * gradually becomes faster again. Times are in milliseconds.
 */
export class Pace {
	/** Time between two requests; 0 without a pace. */
	interval = 0;

	/** How many requests passed since the last limit, and when the first of them left. */
	private passed = 0;

	private since: number | undefined;

	/** Earlier periods, each with half the weight of the next: a few requests alone say little. */
	private before = { elapsed: 0, passed: 0 };

	/** How many requests must pass before a faster pace is tried, and how many have. */
	private patience = FIRST_PATIENCE;

	private passedAtPace = 0;

	/** Whether the pace has become faster since the last limit. */
	private isFaster = false;

	/** @param longest the longest time between two requests */
	constructor(private readonly longest: number) {}

	/** Records that a request leaves. */
	leave(now: number): void {
		this.since ??= now;
	}

	/** Records that a request passed. */
	pass(): void {
		this.passed++;
		if (++this.passedAtPace < this.patience) return;
		this.passedAtPace = 0;
		this.isFaster = true;
		this.interval *= FASTER;
		if (this.interval < NO_PACE) this.interval = 0;
	}

	/**
	 * Records that a limit was met. If the pace was right already, something else met it, e.g. another of the
	 * company's programs, and going slower would not help.
	 *
	 * @param until the end of the wait for it
	 */
	limit(until: number): void {
		this.passedAtPace = 0;
		if (this.passed > 0) this.measure(until - (this.since ?? until));
		this.isFaster = false;
	}

	/** Drops the pace: something more exact keeps to the limit now. */
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
