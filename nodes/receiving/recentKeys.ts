/**
 * Remembers a limited number of keys for a limited time, in constant time per key.
 *
 * Keys live in two generations. New keys go into the younger one until it is as old as keys are kept, or
 * half full; then the older one is dropped as a whole and the younger one takes its place. So nothing
 * has to be searched for expired keys, and no timer is needed.
 */
export class RecentKeys {
	private younger = new Map<string, number>();

	private older = new Map<string, number>();

	/** When the younger generation began, in milliseconds since 1970. */
	private since = -Infinity;

	/** @param most the most keys to keep; under load, between half of them and all are kept */
	constructor(private readonly most: number) {}

	get size(): number {
		return this.younger.size + this.older.size;
	}

	/** Whether a key is remembered at the given time. */
	has(key: string, now: number): boolean {
		const until = this.younger.get(key) ?? this.older.get(key) ?? -Infinity;
		return now < until;
	}

	/** Remembers a key from now on for a while, both in milliseconds. */
	add(key: string, now: number, forMs: number): void {
		this.dropExpired(now, forMs);
		if (this.younger.size >= this.most / 2) this.turn(now);
		this.younger.set(key, now + forMs);
	}

	/** Drops expired generations, if keys are kept for this many milliseconds. */
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
