/** What a retry may cost. */
export interface RetryPolicy {
	/** Times that a request is sent again after a failure that passes. */
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
/** Seconds since 1970 are larger than this; seconds to wait never are. */
const EPOCH = 1_000_000_000;

/**
 * How long to wait before sending again.
 *
 * Braze gives the time in `X-Ratelimit-Retry-After` (MAU contracts), or in `X-RateLimit-Reset`,
 * which its rate limits page calls UTC epoch seconds and its /users/track page seconds left; both
 * are understood. Without a header the wait grows exponentially, with jitter.
 * Sources: https://www.braze.com/docs/api/api_limits/, /users/track "Rate limit".
 *
 * @param headers of the answer; undefined if there was none
 * @param attempt 0 for the first retry
 * @param now milliseconds since 1970
 * @param random from 0 to 1
 * @returns milliseconds
 */
export function waitBeforeRetry(
	headers: Headers | undefined,
	attempt: number,
	now: number,
	random: number,
): number {
	const asked =
		seconds(headers?.['x-ratelimit-retry-after']) ??
		seconds(headers?.['retry-after']) ??
		untilDate(headers?.['retry-after'], now) ??
		untilReset(seconds(headers?.['x-ratelimit-reset']), now);
	if (asked !== undefined) return Math.max(asked, SHORTEST_WAIT);
	const longest = Math.min(FIRST_WAIT * 2 ** attempt, LONGEST_UNASKED_WAIT);
	return Math.round(longest * (0.5 + random / 2));
}

function seconds(header: string | undefined): number | undefined {
	if (header === undefined || !/^\s*\d+(\.\d+)?\s*$/.test(header)) return undefined;
	return Number(header) * 1000;
}

function untilDate(header: string | undefined, now: number): number | undefined {
	const date = header === undefined ? Number.NaN : Date.parse(header);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function untilReset(milliseconds: number | undefined, now: number): number | undefined {
	if (milliseconds === undefined) return undefined;
	return milliseconds > EPOCH * 1000 ? Math.max(0, milliseconds - now) : milliseconds;
}
