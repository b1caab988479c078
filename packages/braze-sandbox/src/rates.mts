import type { Answer, Settings } from './types.mts';

/** Not documented: the text of a 429. */
const LIMITED = { message: 'Rate limit exceeded. Please wait before sending more requests.' };

/**
 * Counts requests in fixed windows on the clock, as Braze's limits reset, and makes its headers.
 */
export class RateLimits {
	windowEnd = 0;
	used = 0;

	/** @returns whether this request is over the limit */
	count({ rateLimit }: Settings): boolean {
		const now = Date.now();
		const length = rateLimit.windowSeconds * 1000;
		if (now >= this.windowEnd) {
			this.windowEnd = (Math.floor(now / length) + 1) * length;
			this.used = 0;
		}
		this.used += 1;
		return rateLimit.enforce && this.used > rateLimit.limit;
	}

	/** @returns whole seconds until the window resets, at least 1 */
	secondsLeft(): number {
		return Math.max(1, Math.ceil((this.windowEnd - Date.now()) / 1000));
	}

	/**
	 * The headers of every answer. `X-RateLimit-Reset` is documented twice: as epoch seconds and as
	 * seconds left.
	 */
	headers({ rateLimit, rateLimitStyle }: Settings): Record<string, string> {
		const reset =
			rateLimitStyle === 'epoch' ? Math.ceil(this.windowEnd / 1000) : this.secondsLeft();
		return {
			'x-ratelimit-limit': String(rateLimit.limit),
			'x-ratelimit-remaining': String(Math.max(0, rateLimit.limit - this.used)),
			'x-ratelimit-reset': String(reset),
		};
	}

	/**
	 * A 429. Under MAU contracts it has `X-Ratelimit-Retry-After` and none of the other three.
	 *
	 * @param retryAfter seconds; the rest of the window unless told
	 */
	refusal(settings: Settings, retryAfter: number = this.secondsLeft()): Answer {
		if (settings.rateLimitStyle === 'mau') {
			const headers = { 'x-ratelimit-retry-after': String(Math.ceil(retryAfter)) };
			return { status: 429, body: LIMITED, headers };
		}
		const isEpoch = settings.rateLimitStyle === 'epoch';
		const reset = isEpoch ? Math.ceil(Date.now() / 1000 + retryAfter) : Math.ceil(retryAfter);
		const headers = {
			...this.headers(settings),
			'x-ratelimit-remaining': '0',
			'x-ratelimit-reset': String(reset),
		};
		return { status: 429, body: LIMITED, headers };
	}
}
