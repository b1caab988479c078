import { entryOf } from '../model/maps';
import { RateLimit } from './rateLimit';

/** Milliseconds that a limit which nobody uses is remembered: the next execution often comes at once. */
const REMEMBERED = 60_000;

/** Longest time between two requests of executions that share a limit, in milliseconds. */
const LONGEST_PACE = 60_000;

/**
 * The rate limits that this process sends under. Braze counts for a workspace and endpoint, whichever
 * execution sends: what one has learned keeps the others from meeting the limit again.
 */
export class SharedLimits {
	private readonly limits = new Map<string, RateLimit>();

	/** @param now milliseconds since 1970 */
	constructor(private readonly now: () => number) {}

	/**
	 * The limit of an endpoint for a credential; one that is not used any more is dropped.
	 *
	 * @param endpoint what tells endpoints apart, e.g. the permission they ask for
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

	/** Limits that are remembered. */
	get size(): number {
		return this.limits.size;
	}
}
