import type { Clock } from './clock.mts';
import type { Limit } from './limits.mts';
import type { BrazeResponse, Settings } from './types.mts';

// ours: the body of a 429.
const LIMITED = { message: 'Rate limit exceeded. Please wait before sending more requests.' };

interface Window {
	/** Milliseconds since 1970. */
	end: number;
	used: number;
}

/**
 * Counts requests and makes Braze's headers.
 *
 * braze(limits): windows are fixed and end on the clock; every response has limit, remaining and
 *   reset.
 */
export class RateLimits {
	private readonly windows = new Map<string, Window>();
	private readonly clock: Clock;

	constructor(clock: Clock) {
		this.clock = clock;
	}

	private window({ name, windowSeconds }: Limit): Window {
		const now = this.clock.now();
		const length = windowSeconds * 1000;
		const known = this.windows.get(name);
		if (known && now < known.end && known.end <= now + length) return known;
		const fresh = { end: (Math.floor(now / length) + 1) * length, used: 0 };
		this.windows.set(name, fresh);
		return fresh;
	}

	/** Counts a request. @returns whether it is over the limit */
	count(limit: Limit): boolean {
		const window = this.window(limit);
		window.used += 1;
		return window.used > limit.limit;
	}

	/** @returns whole seconds until the window resets, at least 1 */
	private secondsLeft(limit: Limit): number {
		return Math.max(1, Math.ceil((this.window(limit).end - this.clock.now()) / 1000));
	}

	/**
	 * The headers of every response.
	 *
	 * braze(limits): `X-RateLimit-Reset` is in epoch seconds.
	 * braze(track): `X-RateLimit-Reset` is the number of seconds left.
	 */
	headers(limit: Limit, { rateLimitStyle }: Settings): Record<string, string> {
		const window = this.window(limit);
		const reset =
			rateLimitStyle === 'epoch' ? Math.ceil(window.end / 1000) : this.secondsLeft(limit);
		return {
			'x-ratelimit-limit': String(limit.limit),
			'x-ratelimit-remaining': String(Math.max(0, limit.limit - window.used)),
			'x-ratelimit-reset': String(reset),
		};
	}

	/**
	 * A 429.
	 *
	 * braze(track): under MAU contracts a 429 has `X-Ratelimit-Retry-After` and none of the other
	 *   three headers.
	 *
	 * @param retryAfter in seconds; by default, until the window resets
	 */
	refusal(limit: Limit, settings: Settings, retryAfter?: number): BrazeResponse {
		if (settings.rateLimitStyle === 'mau') {
			const seconds = Math.ceil(retryAfter ?? this.secondsLeft(limit));
			return {
				status: 429,
				body: LIMITED,
				headers: { 'x-ratelimit-retry-after': String(seconds) },
			};
		}
		const headers = this.headers(limit, settings);
		headers['x-ratelimit-remaining'] = '0';
		if (retryAfter !== undefined) {
			const now = settings.rateLimitStyle === 'epoch' ? this.clock.now() / 1000 : 0;
			headers['x-ratelimit-reset'] = String(Math.ceil(now + retryAfter));
		}
		return { status: 429, body: LIMITED, headers };
	}
}
