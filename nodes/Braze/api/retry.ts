/** The limits of retries. */
export interface RetryPolicy {
	/** How often a request is sent again after temporary failures of its own. */
	maxRetries: number;
	/** The longest wait before a request is sent again, in milliseconds. */
	maxWait: number;
	/** Whether to resend what Braze may already have taken and would count twice. */
	retryAmbiguous: boolean;
}

/** The headers of a response, with names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>;

const SHORTEST_WAIT = 100;
const FIRST_WAIT = 500;
const LONGEST_UNASKED_WAIT = 30_000;
/** No server means to ask for more than a day; a header of 400 digits would be infinity. */
const LONGEST_ASKED_WAIT = 24 * 60 * 60_000;
/** Seconds since 1970 are larger than this, and seconds to wait are not. */
const EPOCH = 1_000_000_000;
/** Braze's longest window is an hour, so a later reset is a mistake. With some leeway for clocks. */
const LONGEST_WINDOW = 65 * 60_000;

/**
 * How long a response with status 429 asks to wait.
 *
 * Braze states the time in `X-Ratelimit-Retry-After` (MAU contracts), or in `X-RateLimit-Reset`,
 * which its rate limits page calls UTC epoch seconds and its /users/track page seconds left; both
 * are understood. Points in time are compared with the response's own `Date`, since this machine's clock
 * may be off.
 * Sources: https://www.braze.com/docs/api/api_limits/, /users/track "Rate limit".
 *
 * @param now milliseconds since 1970, for a response without a date
 * @returns milliseconds; undefined if the response does not say, or not plausibly
 */
export function askedWait(headers: Headers, now: number): number | undefined {
	return retryAfter(headers, now) ?? untilReset(headers, now);
}

/** Like {@link askedWait} for other statuses, whose reset says nothing: every response has one. */
export function retryAfter(headers: Headers, now: number): number | undefined {
	const header = headers['retry-after'];
	const asked = seconds(headers['x-ratelimit-retry-after']) ?? seconds(header);
	const wait = asked ?? Date.parse(header ?? '') - clockOf(headers, now);
	if (asked !== undefined && wait <= SHORTEST_WAIT) return SHORTEST_WAIT;
	return wait > 0 && wait <= LONGEST_ASKED_WAIT ? wait : undefined;
}

function untilReset(headers: Headers, now: number): number | undefined {
	const theirs = clockOf(headers, now);
	const wait = (windowEnd(headers, theirs) ?? theirs) - theirs;
	return wait > 0 ? Math.max(wait, SHORTEST_WAIT) : undefined;
}

/**
 * When the rate limit's window ends, by Braze's clock, in milliseconds since 1970; undefined if the response does
 * not say, or not plausibly.
 *
 * @param theirs the result of {@link clockOf}
 */
export function windowEnd(headers: Headers, theirs: number): number | undefined {
	const reset = seconds(headers['x-ratelimit-reset']);
	if (reset === undefined) return undefined;
	const end = reset > EPOCH * 1000 ? reset : theirs + reset;
	return end - theirs <= LONGEST_WINDOW ? end : undefined;
}

/** The sender's clock in a response, in milliseconds since 1970, but only in whole seconds. */
export function clockOf({ date }: Headers, now: number): number {
	const theirs = Date.parse(date ?? '');
	return Number.isNaN(theirs) ? now : theirs;
}

/** @returns milliseconds */
function seconds(header: string | undefined): number | undefined {
	const text = header?.trim() ?? '';
	return /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : undefined;
}

/**
 * How long to wait before sending again: as long as Braze asks, or else longer each time, with jitter. Waits that
 * Braze asked for and that proved too short grow as well.
 *
 * @param asked milliseconds; undefined if Braze did not ask for any
 * @param failures how many refusals or failures in a row came before this one
 * @param random from 0 to 1
 * @returns milliseconds
 */
export function waitBeforeRetry(
	asked: number | undefined,
	failures: number,
	random: number,
): number {
	if (asked !== undefined) {
		return Math.max(asked, Math.min(asked * 2 ** failures, LONGEST_UNASKED_WAIT));
	}
	const longest = Math.min(FIRST_WAIT * 2 ** failures, LONGEST_UNASKED_WAIT);
	return Math.round(longest * (0.5 + random / 2));
}
