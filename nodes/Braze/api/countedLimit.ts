import { WindowLength } from './windowLength';

/** What a 429 says about the limit that was met. */
export interface LimitMet {
	/** How many requests each window allows. */
	limit: number;
	/** When the window ends, by Braze's clock, in milliseconds. */
	end: number;
	/** Milliseconds until then. */
	left: number;
}

/** Consecutive requests that are counted together. */
export interface Counted {
	requests: number;
	/** When the last of them left, and when one of them last ended; Infinity if none has since. */
	left: number;
	finished: number;
}

/** About how many groups requests are counted in, however high the limit. */
const GROUPS = 100;
/** The share of a window that a request may take to arrive. Counting costs at most that much time. */
const LONGEST_WAY = 0.15;
/** After a refusal that nothing else explains, it may take longer: slower, but without further refusals. */
const LONGER_WAY = 2.6;
const LONGEST_WAY_EVER = 1;
/** Milliseconds until the limit is probed again: a limit that was raised is never met, so no 429 would say so. */
const BELIEVED = 10 * 60_000;
/** Milliseconds between looks for responses. */
const LOOK_AGAIN = 20;

/**
 * Keeps to a limit that Braze states only in a 429, by counting the requests that leave. Times are in
 * milliseconds of this machine's clock, unless they say that they are Braze's.
 *
 * Once as many requests have left as a window allows, a single one goes ahead. Its 429 says when the window
 * ends, and two such ends give the length of windows ({@link WindowLength}). From then on, no span of that
 * length gets more requests than the limit, wherever it begins, so it doesn't matter when Braze's windows
 * begin. A request may arrive at any time between leaving and its response, so it counts from when it left
 * until a window after the response.
 */
export class CountedLimit {
	/** Undefined until a 429 states it. */
	private limit: number | undefined;

	private believedUntil = 0;

	private length = new WindowLength();

	private longestWay = LONGEST_WAY;

	/** Oldest first. */
	private groups: Counted[] = [];

	/** How many requests the groups have. */
	private used = 0;

	/** Records that a request leaves. @returns what to pass to {@link finish} or {@link refuse} */
	leave(now: number): Counted | undefined {
		if (this.limit === undefined) return undefined;
		const last = this.groups.at(-1);
		this.used++;
		if (last !== undefined && last.requests < this.limit / GROUPS) {
			last.requests++;
			last.left = now;
			last.finished = Infinity;
			return last;
		}
		const group = { requests: 1, left: now, finished: Infinity };
		this.groups.push(group);
		return group;
	}

	/** Records that a request has ended. @param passed whether the limit is known to have let it pass */
	finish(counted: Counted | undefined, now: number, passed: boolean): void {
		if (counted !== undefined) counted.finished = now;
		// A request within the limit proves nothing; one above it shows that the limit or the window differs.
		if (!passed || this.limit === undefined || this.used <= this.limit) return;
		if (this.length.seconds === undefined) this.length.pass();
		else this.forget();
	}

	/**
	 * Records that a request was refused.
	 *
	 * @returns whether it was expected: then it is no reason to go slower
	 */
	refuse(counted: Counted | undefined, met: LimitMet | undefined, now: number): boolean {
		const wentAlone = this.limit !== undefined && this.used > this.limit;
		if (counted !== undefined && this.groups.includes(counted)) {
			counted.requests--;
			this.used--;
		}
		if (met === undefined) return false;
		const isNew = met.limit !== this.limit;
		if (isNew) {
			this.forget();
			this.limit = met.limit;
		}
		if (isNew || wentAlone) this.believedUntil = now + BELIEVED;
		const before = this.length.seconds;
		const isNewEnd = this.length.observe(Math.round(met.end / 1000), Math.round(met.left / 1000));
		const isExpected = isNew || wentAlone || this.length.seconds !== before;
		if (isNewEnd && !isExpected) {
			// Longer windows explain it, too, but cost more time than longer ways.
			if (this.longestWay >= LONGEST_WAY_EVER) this.length.lengthen();
			this.longestWay = Math.min(this.longestWay * LONGER_WAY, LONGEST_WAY_EVER);
		}
		if (this.length.seconds === undefined && before !== undefined) this.restart();
		return isExpected;
	}

	/**
	 * How long the next request has to wait.
	 *
	 * @param underWay how many requests have no response yet
	 * @returns 0 if it may leave; a short time, after which to ask again, if that depends on requests under way
	 */
	waitFor(underWay: number, now: number): number {
		if (this.limit === undefined) return 0;
		const { seconds } = this.length;
		const window = seconds === undefined ? undefined : seconds * 1000;
		if (window !== undefined) this.expire(now, window);
		if (this.used < this.limit) return 0;
		if (window !== undefined && now < this.believedUntil) {
			return this.freeAt(this.groups[0], now, window) - now;
		}
		return underWay > 0 ? LOOK_AGAIN : 0;
	}

	private expire(now: number, window: number): void {
		while (this.groups.length > 0 && this.freeAt(this.groups[0], now, window) <= now) {
			this.used -= this.groups[0].requests;
			this.groups.shift();
		}
	}

	private forget(): void {
		this.limit = undefined;
		this.length = new WindowLength();
		this.longestWay = LONGEST_WAY;
		this.restart();
	}

	/** When a group no longer counts. Until its last request has ended, that is at most a window from now. */
	private freeAt({ left, finished }: Counted, now: number, window: number): number {
		return Math.min(finished, now, left + window * this.longestWay) + window;
	}

	private restart(): void {
		this.groups = [];
		this.used = 0;
	}
}
