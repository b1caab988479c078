import { entryOf } from '../model/maps';
import { RateLimit } from './rateLimit';

/** How many milliseconds an unused limit is kept: the next execution often follows at once. */
const REMEMBERED = 60_000;

/** The longest time between two requests under a shared limit, in milliseconds. */
const LONGEST_PACE = 60_000;

/**
 * The rate limits of this process. Braze counts per workspace and endpoint, not per execution, so executions
 * share what they learn instead of each meeting the limit.
 */
export class SharedLimits {
	private readonly limits = new Map<string, RateLimit>();

	/** @param now milliseconds since 1970 */
	constructor(private readonly now: () => number) {}

	/**
	 * The limit of an endpoint for a credential. Limits unused for a while are dropped.
	 *
	 * @param endpoint anything that tells endpoints apart, e.g. the permission they need
	 */
	of(restEndpoint: string, apiKey: string, endpoint: string): RateLimit {
		const now = this.now();
		for (const [key, { users, unusedSince }] of this.limits) {
			if (users.size === 0 && now - unusedSince > REMEMBERED) this.limits.delete(key);
		}
		const key = JSON.stringify([restEndpoint, apiKey, endpoint]);
		const limit = entryOf(this.limits, key, () => new RateLimit(LONGEST_PACE));
		limit.unusedSince = now;
		return limit;
	}

	/** How many limits are kept. */
	get size(): number {
		return this.limits.size;
	}
}
