import { WindowLength } from './windowLength';

/** What a 429 tells of the limit that was met. */
export interface LimitMet {
	/** Requests that each window lets through. */
	limit: number;
	/** When the window ends, by Braze's clock, in milliseconds. */
	end: number;
	/** Milliseconds until then. */
	left: number;
}

/** Requests that left one after the other, and are counted together. */
export interface Counted {
	requests: number;
	/** When the last of them left, and had its answer. */
	left: number;
	answered: number;
}

/** Requests are counted in about so many groups at most, however many a limit lets through. */
const GROUPS = 100;
/** How much of a window a request may take to arrive: what counting costs in time, at most. */
const LONGEST_WAY = 0.15;
/** After a refusal that nothing else explains it may take longer: that costs time instead of refusals. */
const LONGER_WAY = 2.6;
const LONGEST_WAY_EVER = 1;
/** Milliseconds after which one goes alone again: a limit that has risen is not met, and so not told. */
const BELIEVED = 10 * 60_000;
/** Milliseconds until it is looked again whether answers have come. */
const LOOK_AGAIN = 20;

/**
 * Keeps to a limit that Braze tells only with a 429, by counting the requests that leave. Times in
 * milliseconds of this machine's clock, unless they are said to be Braze's.
 *
 * As many leave as a window lets through; then one goes alone. Refused, it tells when that window ends,
 * and two ends tell how long windows are ({@link WindowLength}). From then on, no span of that length has
 * more requests than the limit, wherever it begins: when windows begin by Braze's clock need not be
 * known. A request counts from when it left until a window after its answer, since nobody knows when it
 * arrived.
 */
export class CountedLimit {
	/** Undefined until it was told. */
	private limit: number | undefined;

	private believedUntil = 0;

	private length = new WindowLength();

	private longestWay = LONGEST_WAY;

	/** Oldest first. */
	private groups: Counted[] = [];

	/** Requests in them. */
	private used = 0;

	/** Notes that a request leaves. @returns what to give back with its answer */
	leave(now: number): Counted | undefined {
		if (this.limit === undefined) return undefined;
		const last = this.groups.at(-1);
		this.used++;
		if (last !== undefined && last.requests < this.limit / GROUPS) {
			last.requests++;
			last.left = now;
			last.answered = Infinity;
			return last;
		}
		const group = { requests: 1, left: now, answered: Infinity };
		this.groups.push(group);
		return group;
	}

	/** Notes that a request has its answer. @param passed whether the limit let it pass, for sure */
	answer(counted: Counted | undefined, now: number, passed: boolean): void {
		if (counted !== undefined) counted.answered = now;
		// Otherwise it is not the one that went alone.
		if (!passed || this.limit === undefined || this.used <= this.limit) return;
		if (this.length.seconds === undefined) this.length.pass();
		else this.forget();
	}

	/**
	 * Notes that a request was refused.
	 *
	 * @returns whether that was to be expected, so that it says nothing about how fast requests may go
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
	 * How long no request may leave.
	 *
	 * @param underWay requests without an answer
	 * @returns 0 if one may leave; if it depends on requests under way, a short time after which to ask again
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

	/** When requests count no longer; as long as one has no answer, a window from now at most. */
	private freeAt({ left, answered }: Counted, now: number, window: number): number {
		return Math.min(answered, now, left + window * this.longestWay) + window;
	}

	private restart(): void {
		this.groups = [];
		this.used = 0;
	}
}
