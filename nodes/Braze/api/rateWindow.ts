import { type Counted, CountedLimit, type LimitMet } from './countedLimit';
import { askedWait, clockOf, type Headers, windowEnd } from './retry';

/** Two clocks that differ by so much less than before: one of them was set, or it is another server. */
const CLOCK_SET = 5000;
/** How long until it is looked again whether an answer has told more. */
const LOOK_AGAIN = 20;

/** A window of a rate limit, as an answer tells it. */
interface Window {
	/** When it ends, by Braze's clock. */
	end: number;
	/** Requests that it still lets through, after the one that was answered. */
	remaining: number;
	/** Requests that each window lets through. */
	limit: number;
}

/**
 * How many requests Braze's rate limit still lets through, by the headers of its answers, so that the
 * limit is kept to instead of met. Times in milliseconds.
 *
 * A window ends at a whole second of Braze's clock, and answers tell that clock in whole seconds: the
 * more of them came, the better it is known.
 * Source: https://www.braze.com/docs/api/api_limits/, "Monitoring your rate limits"
 */
export class RateWindow {
	private current: Window | undefined;

	/** Braze's clock minus this machine's, at least. */
	private ahead = -Infinity;

	private hasTold = false;

	/** What is kept to where Braze speaks of its limit only once it is met. */
	private readonly counted = new CountedLimit();

	/** @param longestWait for the end of a window; who would have to wait longer goes and is refused */
	constructor(private readonly longestWait: number) {}

	/** Whether an answer to a request that passed has told it, so that the next window is told as well. */
	get isTold(): boolean {
		return this.hasTold;
	}

	/** Notes that a request leaves. @returns what to give back with its answer */
	leave(now: number): Counted | undefined {
		return this.hasTold ? undefined : this.counted.leave(now);
	}

	/**
	 * Notes what an answer says that came now.
	 *
	 * @param became of its request: the limit let it pass, or not, or nobody knows
	 * @param counted what its request got when it left
	 * @returns whether a refusal was to be expected, so that it says nothing about how fast requests may go
	 */
	observe(
		headers: Headers,
		now: number,
		became: 'passed' | 'limited' | 'failed' = 'passed',
		counted?: Counted,
	): boolean {
		const passed = became === 'passed';
		const theirs = clockOf(headers, this.ahead === -Infinity ? now : now + this.ahead);
		const ahead = theirs - now;
		if (ahead > this.ahead || ahead < this.ahead - CLOCK_SET) this.ahead = ahead;
		const met = readRefusal(headers, theirs);
		const isExpected = became === 'limited' && this.counted.refuse(counted, met, now);
		if (became !== 'limited') this.counted.answer(counted, now, passed);
		const told = read(headers, theirs);
		if (told !== undefined) this.tell(told, passed);
		return isExpected || this.isSpent(now);
	}

	private tell(told: Window, passed: boolean): void {
		this.hasTold ||= passed;
		const { end, remaining } = this.current ?? { end: -Infinity, remaining: Infinity };
		// Answers may overtake each other: the least that one told is what remains.
		if (told.end > end || (told.end === end && told.remaining < remaining)) this.current = told;
	}

	/**
	 * Whether the window lets nothing more through, as far as it is known, and the next one will be known as
	 * well: not where Braze speaks of its limit only once it is met.
	 */
	private isSpent(now: number): boolean {
		return this.hasTold && this.current?.remaining === 0 && this.untilEnd(now) > 0;
	}

	/**
	 * How long no request may leave.
	 *
	 * @param underWay requests that Braze may not have counted yet
	 * @param longestWait as for the constructor
	 * @returns 0 if one may leave; if it depends on requests under way, a short time after which to ask again
	 */
	waitFor(underWay: number, now: number, longestWait = this.longestWait): number {
		const wait = this.hasTold ? 0 : this.counted.waitFor(underWay, now);
		return Math.max(wait <= longestWait ? wait : 0, this.untilTold(underWay, now, longestWait));
	}

	private untilTold(underWay: number, now: number, longestWait: number): number {
		if (this.current === undefined) return 0;
		const { remaining, limit } = this.current;
		const untilEnd = this.untilEnd(now);
		if (underWay < (untilEnd > 0 ? remaining : limit)) return 0;
		if (underWay > 0) return LOOK_AGAIN;
		return untilEnd <= longestWait ? Math.max(untilEnd, 0) : 0;
	}

	/** Milliseconds until its end, as far as it is known; less than 0 if that is over. */
	untilEnd(now: number): number {
		return (this.current?.end ?? -Infinity) - this.ahead - now;
	}
}

/** @param theirs what time it is where the answer comes from */
function read(headers: Headers, theirs: number): Window | undefined {
	const remaining = wholeNumber(headers['x-ratelimit-remaining']);
	const end = windowEnd(headers, theirs);
	if (remaining === undefined || end === undefined) return undefined;
	const limit = wholeNumber(headers['x-ratelimit-limit']) ?? Infinity;
	return { end, remaining, limit: Math.max(limit, 1) };
}

/** What a 429 says, whose window lets nothing more through. */
function readRefusal(headers: Headers, theirs: number): LimitMet | undefined {
	const limit = wholeNumber(headers['x-ratelimit-limit']);
	const end = windowEnd(headers, theirs) ?? theirs + (askedWait(headers, theirs) ?? NaN);
	if (limit === undefined || Number.isNaN(end)) return undefined;
	return { limit: Math.max(limit, 1), end, left: end - theirs };
}

function wholeNumber(header: string | undefined): number | undefined {
	return header !== undefined && /^\d{1,12}$/.test(header.trim()) ? Number(header) : undefined;
}
