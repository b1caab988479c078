/** What a retry may cost. */
export interface RetryPolicy {
	/** Times that a request is sent again after a refusal or failure of its own that passes. */
	maxRetries: number;
	/** Longest wait before a request is sent again, in milliseconds. */
	maxWait: number;
	/** Whether to resend what Braze may have taken already and would count twice. */
	retryAmbiguous: boolean;
}

/** Headers of an answer, lower-case names. */
export type Headers = Readonly<Record<string, string | undefined>>;

const SHORTEST_WAIT = 100;
const FIRST_WAIT = 500;
const LONGEST_UNASKED_WAIT = 30_000;
/** Nobody means to be asked again in more than a day; a header of 400 digits asks for infinity. */
const LONGEST_ASKED_WAIT = 24 * 60 * 60_000;
/** Seconds since 1970 are larger than this; seconds to wait never are. */
const EPOCH = 1_000_000_000;
/** Braze's longest window is an hour; a reset that is further away is a mistake. With room for clocks. */
const LONGEST_WINDOW = 65 * 60_000;

/**
 * How long an answer of status 429 asks to wait.
 *
 * Braze gives the time in `X-Ratelimit-Retry-After` (MAU contracts), or in `X-RateLimit-Reset`,
 * which its rate limits page calls UTC epoch seconds and its /users/track page seconds left; both
 * are understood. Points in time are compared with the answer's own `Date`: this machine's clock
 * may be off.
 * Sources: https://www.braze.com/docs/api/api_limits/, /users/track "Rate limit".
 *
 * @param now milliseconds since 1970, for an answer without a date
 * @returns milliseconds; undefined if it does not say, or says what cannot be
 */
export function askedWait(headers: Headers, now: number): number | undefined {
	return retryAfter(headers, now) ?? untilReset(headers, now);
}

/** As {@link askedWait}, for any other status: the reset stands on every answer and says nothing then. */
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
 * When the rate limit's window ends, by Braze's clock, in milliseconds since 1970; undefined if an
 * answer does not say, or says what cannot be.
 *
 * @param theirs what {@link clockOf} says
 */
export function windowEnd(headers: Headers, theirs: number): number | undefined {
	const reset = seconds(headers['x-ratelimit-reset']);
	if (reset === undefined) return undefined;
	const end = reset > EPOCH * 1000 ? reset : theirs + reset;
	return end - theirs <= LONGEST_WINDOW ? end : undefined;
}

/** What time it is where the answer comes from, in milliseconds since 1970; its date is in whole seconds. */
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
 * How long to wait before sending again: as long as was asked, or else longer each time, with jitter.
 * What was asked and proved too short grows, too.
 *
 * @param asked milliseconds; undefined if nothing was
 * @param failures refusals or failures in a row before this one
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
