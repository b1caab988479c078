/**
 * Keys that are remembered for a time, at most so many of them, in constant time per key.
 *
 * They live in two generations: the younger one takes new keys until it is as old as keys are kept, or
 * holds half of what may be kept; then the older one is dropped as a whole, and the younger one takes
 * its place. So nothing is searched for what has expired, and no timer is needed.
 */
export class RecentKeys {
	private younger = new Map<string, number>();

	private older = new Map<string, number>();

	/** When the younger generation began, in milliseconds since 1970. */
	private since = -Infinity;

	/** @param most how many keys are kept at most; between the half of them and all are, if so many come */
	constructor(private readonly most: number) {}

	get size(): number {
		return this.younger.size + this.older.size;
	}

	/** Whether a key is remembered at a time. */
	has(key: string, now: number): boolean {
		const until = this.younger.get(key) ?? this.older.get(key);
		return until !== undefined && now < until;
	}

	/** Remembers a key from now on for a time, both in milliseconds. */
	add(key: string, now: number, forMs: number): void {
		this.dropExpired(now, forMs);
		if (this.younger.size >= this.most / 2) this.turn(now);
		this.younger.set(key, now + forMs);
	}

	/** Drops what must have expired, if keys are kept for a time in milliseconds. */
	dropExpired(now: number, forMs: number): void {
		if (now < this.since + forMs) return;
		if (now >= this.since + 2 * forMs) this.younger = new Map();
		this.turn(now);
	}

	private turn(now: number): void {
		this.older = this.younger;
		this.younger = new Map();
		this.since = now;
	}
}
