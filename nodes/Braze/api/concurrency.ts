/** Requests under way at once to begin with: fewer than any documented limit lets through at once. */
const START = 8;
/** How much the limit grows with each answer at first: fourfold in a round trip. */
const FIRST_GROWTH = 3;
/** The same where a rate limit may show only when it is met: those under way together meet it together. */
const CAREFUL_GROWTH = 1;
/** As many grow no faster than after trouble then: all the more would be refused. */
const CAREFUL_UNTIL = 128;
/**
 * The lowest limit that is documented (messages to one audience in a minute): no growth before it would
 * have shown. Source: https://www.braze.com/docs/api/api_limits/
 */
const LOWEST_LIMIT = 10;
/** Growth to the double is worth it if it brings so many times the answers. */
const WORTHWHILE = 1.2;

/** How many answers came in a round trip, and under which limit. */
interface Round {
	limit: number;
	/** Answers for each millisecond. */
	throughput: number;
}

/**
 * How many requests may be under way at once, found out by sending: quickly more at first, by one in a
 * round trip after the first sign of trouble, and half as many after a refusal for the rate or a failure
 * (additive increase, multiplicative decrease, as TCP does). Growth to the double or more that brings
 * hardly more answers is undone: requests only wait longer then.
 */
export class Concurrency {
	private allowed: number;

	/** Whether no trouble was met yet. */
	private isFirstGrowth = true;

	/** The round trip that is being measured: when it began, under which limit, and its answers. */
	private since: number | undefined;

	private limitThen = 0;

	private answers = 0;

	/** Answers in all. */
	private seen = 0;

	/** The last measured one before the limit had doubled. */
	private before: Round | undefined;

	/** @param maximum requests under way at once; may change on the way */
	constructor(public maximum: number) {
		this.allowed = START;
	}

	/** Requests that may be under way at once: a whole number, from 1 to the maximum. */
	get limit(): number {
		return Math.max(1, Math.floor(Math.min(this.allowed, this.maximum)));
	}

	/** Notes that a request leaves. @param now milliseconds */
	leave(now: number): void {
		if (this.since === undefined) this.begin(now);
	}

	/**
	 * Notes that an answer came.
	 *
	 * @param underWay requests that were, this one included
	 * @param now milliseconds
	 * @param isTold whether answers tell what the rate limit still lets through
	 */
	answered(underWay: number, now: number, isTold = false): void {
		this.seen++;
		// Something else keeps requests back, so that nothing can be learned.
		if (this.since === undefined || underWay * 2 < this.limitThen) return this.begin(now);
		this.answers++;
		this.grow(this.growth(isTold));
		if (this.answers >= this.limitThen) this.judge(this.since, now);
	}

	/** Halves the limit: more than there should be were under way. */
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
		this.answers = 0;
	}

	private growth(isTold: boolean): number {
		if (!this.isFirstGrowth) return 1 / this.limit;
		if (isTold) return FIRST_GROWTH;
		if (this.allowed >= CAREFUL_UNTIL) return 1 / this.limit;
		return this.seen > LOWEST_LIMIT ? CAREFUL_GROWTH : 0;
	}

	private grow(by: number): void {
		this.allowed = Math.min(this.allowed + by, Math.max(this.allowed, this.maximum));
	}

	/** At the end of a round trip: whether the growth since the one before was worth it. */
	private judge(since: number, now: number): void {
		const { limitThen: limit, before } = this;
		const throughput = this.answers / Math.max(now - since, 1);
		if (before === undefined) {
			this.before = { limit, throughput };
		} else if (limit >= before.limit * 2) {
			if (throughput >= before.throughput * WORTHWHILE) this.before = { limit, throughput };
			else this.reduceTo(before.limit);
		}
		this.begin(now);
	}
}
