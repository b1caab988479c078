/** How many requests may be under way at first: fewer than any documented limit allows at once. */
const START = 8;
/** How much the limit grows with each response at first: fourfold in a round trip. */
const FIRST_GROWTH = 3;
/** The same if a rate limit may show only when it is met: all requests under way then meet it together. */
const CAREFUL_GROWTH = 1;
/** In that case, growth slows down here, since more requests would only be refused. */
const CAREFUL_UNTIL = 128;
/**
 * The lowest documented limit (messages to one audience in a minute): the limit does not grow before this one
 * would have shown. Source: https://www.braze.com/docs/api/api_limits/
 */
const LOWEST_LIMIT = 10;
/** Doubling the limit is worth it if throughput grows by this factor. */
const WORTHWHILE = 1.2;

/** The throughput in a round trip, and the limit at that time. */
interface Round {
	limit: number;
	/** Responses per millisecond. */
	throughput: number;
}

/**
 * Finds how many requests to send at once (additive increase, multiplicative decrease, as in TCP): fast growth
 * at first, then one more per round trip, and half after a 429 or a failure. If doubling brings hardly more
 * throughput, it is undone, since requests would only wait longer.
 */
export class Concurrency {
	private allowed: number;

	/** Whether there was no 429 or failure yet. */
	private isFirstGrowth = true;

	/** The round trip being measured: when it began, its limit, and how many requests passed. */
	private since: number | undefined;

	private limitThen = 0;

	private passed = 0;

	/** How many requests have passed in all. */
	private seen = 0;

	/** The last round trip measured before the limit doubled. */
	private before: Round | undefined;

	/** @param maximum the most requests under way at once; may change at any time */
	constructor(public maximum: number) {
		this.allowed = START;
	}

	/** How many requests may be under way: a whole number from 1 to the maximum. */
	get limit(): number {
		return Math.max(1, Math.floor(Math.min(this.allowed, this.maximum)));
	}

	/** Records that a request leaves. @param now milliseconds */
	leave(now: number): void {
		if (this.since === undefined) this.begin(now);
	}

	/**
	 * Records that a request passed the rate limit.
	 *
	 * @param underWay how many requests were under way, including this one
	 * @param now milliseconds
	 * @param isAnnounced whether responses say what the rate limit has left
	 */
	pass(underWay: number, now: number, isAnnounced = false): void {
		this.seen++;
		// If something else holds requests back, this round trip says nothing about the limit.
		if (this.since === undefined || underWay * 2 < this.limitThen) return this.begin(now);
		this.passed++;
		this.grow(this.growth(isAnnounced));
		if (this.passed >= this.limitThen) this.judge(this.since, now);
	}

	/** Halves the limit, after too many requests were under way. */
	halve(): void {
		this.reduceTo(Math.min(this.allowed, this.maximum) / 2);
	}

	private reduceTo(limit: number): void {
		this.isFirstGrowth = false;
		this.allowed = Math.max(1, limit);
		this.before = undefined;
		this.since = undefined;
	}

	private begin(now: number): void {
		this.since = now;
		this.limitThen = this.limit;
		this.passed = 0;
	}

	private growth(isAnnounced: boolean): number {
		if (!this.isFirstGrowth) return 1 / this.limit;
		if (isAnnounced) return FIRST_GROWTH;
		if (this.allowed >= CAREFUL_UNTIL) return 1 / this.limit;
		return this.seen > LOWEST_LIMIT ? CAREFUL_GROWTH : 0;
	}

	private grow(by: number): void {
		this.allowed = Math.min(this.allowed + by, Math.max(this.allowed, this.maximum));
	}

	/** At the end of a round trip: keeps the growth if it was worth it. */
	private judge(since: number, now: number): void {
		const { limitThen: limit, before } = this;
		const throughput = this.passed / Math.max(now - since, 1);
		if (before === undefined) {
			this.before = { limit, throughput };
		} else if (limit >= before.limit * 2) {
			if (throughput >= before.throughput * WORTHWHILE) this.before = { limit, throughput };
			else this.reduceTo(before.limit);
		}
		this.begin(now);
	}
}
