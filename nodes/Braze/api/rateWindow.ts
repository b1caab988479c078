import { type Counted, CountedLimit, type LimitMet } from './countedLimit';
import { askedWait, clockOf, type Headers, windowEnd } from './retry';

/** If the clocks' difference drops by this many milliseconds, one was set, or another server responds. */
const CLOCK_SET = 5000;
/** Milliseconds between looks for responses. */
const LOOK_AGAIN = 20;

/** A window of a rate limit, as a response describes it. */
interface Window {
	/** When it ends, by Braze's clock. */
	end: number;
	/** How many more requests it allows. */
	remaining: number;
	/** How many requests each window allows. */
	limit: number;
}

/**
 * How many more requests Braze's rate limit allows, according to its response headers, so that requests keep to
 * the limit instead of meeting it. Times are in milliseconds.
 *
 * Windows end at a whole second of Braze's clock, which responses state in whole seconds. Each response can
 * narrow down how far that clock is from this machine's.
 * Source: https://www.braze.com/docs/api/api_limits/, "Monitoring your rate limits"
 */
export class RateWindow {
	private current: Window | undefined;

	/** How far Braze's clock is ahead of this machine's, at least. */
	private ahead = -Infinity;

	private announced = false;

	/** Keeps to the limit as long as Braze states it only in a 429. */
	private readonly counted = new CountedLimit();

	/** @param longestWait for the end of a window; if it is further off, requests leave and are refused */
	constructor(private readonly longestWait: number) {}

	/** Whether the response to a request that passed had the limit: then the next window will be known in time, too. */
	get isAnnounced(): boolean {
		return this.announced;
	}

	/** Records that a request leaves. @returns what to pass to {@link observe} */
	leave(now: number): Counted | undefined {
		return this.announced ? undefined : this.counted.leave(now);
	}

	/**
	 * Records what a response says; call it as soon as the request has ended.
	 *
	 * @param became what became of the request; `failed` if it is unknown whether the limit let it pass
	 * @param counted the result of {@link leave} for the request
	 * @returns whether a refusal was expected: then it is no reason to go slower
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
		if (became !== 'limited') this.counted.finish(counted, now, passed);
		const told = read(headers, theirs);
		if (told !== undefined) this.tell(told, passed);
		return isExpected || this.isSpent(now);
	}

	private tell(told: Window, passed: boolean): void {
		this.announced ||= passed;
		const { end, remaining } = this.current ?? { end: -Infinity, remaining: Infinity };
		// Responses can overtake each other, so the lowest number is the latest.
		if (told.end > end || (told.end === end && told.remaining < remaining)) this.current = told;
	}

	/**
	 * Whether the window is used up, and the next one will be known in time. Never if Braze states its limit
	 * only in a 429.
	 */
	private isSpent(now: number): boolean {
		return this.announced && this.current?.remaining === 0 && this.untilEnd(now) > 0;
	}

	/**
	 * How long the next request has to wait.
	 *
	 * @param underWay how many requests Braze may not have counted yet
	 * @param longestWait as for the constructor
	 * @returns 0 if it may leave; a short time, after which to ask again, if that depends on requests under way
	 */
	waitFor(underWay: number, now: number, longestWait = this.longestWait): number {
		const wait = this.announced ? 0 : this.counted.waitFor(underWay, now);
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

	/** Milliseconds until the known window ends; negative if it is over. */
	untilEnd(now: number): number {
		return (this.current?.end ?? -Infinity) - this.ahead - now;
	}
}

/** @param theirs the time by the sender's clock */
function read(headers: Headers, theirs: number): Window | undefined {
	const remaining = wholeNumber(headers['x-ratelimit-remaining']);
	const end = windowEnd(headers, theirs);
	if (remaining === undefined || end === undefined) return undefined;
	const limit = wholeNumber(headers['x-ratelimit-limit']) ?? Infinity;
	return { end, remaining, limit: Math.max(limit, 1) };
}

/** What a 429 says about the limit; its window is used up. */
function readRefusal(headers: Headers, theirs: number): LimitMet | undefined {
	const limit = wholeNumber(headers['x-ratelimit-limit']);
	const end = windowEnd(headers, theirs) ?? theirs + (askedWait(headers, theirs) ?? NaN);
	if (limit === undefined || Number.isNaN(end)) return undefined;
	return { limit: Math.max(limit, 1), end, left: end - theirs };
}

function wholeNumber(header: string | undefined): number | undefined {
	return header !== undefined && /^\d{1,12}$/.test(header.trim()) ? Number(header) : undefined;
}
