import { createHash } from 'crypto';
import type { Submission } from './submission';

/** How many submissions one node remembers; the oldest are forgotten first. */
export const MAX_REMEMBERED = 50_000;
/** How many nodes have a memory of their own at a time. */
export const MAX_MEMORIES = 200;

/** Remembered until a time (milliseconds since 1970), or on its way to being stored. */
type Memory = { until: number } | { storing: Promise<boolean> };

const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/**
 * What makes a submission the same one when it comes again, as a short digest: its `submission_id`,
 * else its `id`, within its event. A prize and the form entry it was won with share a submission id,
 * and one entry may win several prizes or coupons, so these ids count as well.
 * @returns undefined when there is no id: such a submission is never a duplicate
 */
export function identityOf({ event, body }: Submission): string | undefined {
	const own = (key: string) => (Object.hasOwn(body, key) ? textOf(body[key]) : '');
	const id = own('submission_id') || own('id');
	if (id === '') return undefined;
	const parts = [event ?? null, id, own('prize_recipient_id'), own('coupon_id')];
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}

/** The submissions of a call that are new, and the word to give about their fate. */
export interface Claim {
	fresh: Submission[];
	settle: (stored: boolean) => void;
}

/** The submissions that one node has lately received. */
export class RecentSubmissions {
	private readonly memories = new Map<string, Memory>();

	constructor(private readonly now: () => number = Date.now) {}

	get size(): number {
		return this.memories.size;
	}

	private recall(identity: string): Memory | undefined {
		const memory = this.memories.get(identity);
		if (!memory || 'storing' in memory || memory.until > this.now()) return memory;
		this.memories.delete(identity);
		return undefined;
	}

	private remember(identity: string, memory: Memory): void {
		this.memories.delete(identity);
		this.memories.set(identity, memory);
		const [oldest] = this.memories.keys();
		if (this.memories.size > MAX_REMEMBERED) this.memories.delete(oldest);
	}

	/**
	 * Claims the submissions that are not duplicates. A twin that is still on its way to being stored is
	 * waited for: only if it was stored is this one a duplicate.
	 * @param forMs how long to remember what is claimed now, in milliseconds
	 * @returns the new ones; `settle` must follow, with whether they were stored: only then are they
	 * remembered, so that a refused submission may come again
	 */
	async claim(submissions: Submission[], forMs: number): Promise<Claim> {
		const identities = submissions.map(identityOf);
		for (;;) {
			const storing = identities.flatMap((identity) => {
				const memory = identity === undefined ? undefined : this.recall(identity);
				return memory && 'storing' in memory ? [memory.storing] : [];
			});
			if (storing.length === 0) break;
			await Promise.all(storing);
		}
		// From here on nothing waits: two calls can't hold what the other one waits for.
		const claimed = new Set<string>();
		let settled: (stored: boolean) => void = () => {};
		const storing = new Promise<boolean>((resolve) => (settled = resolve));
		const fresh = submissions.filter((_, index) => {
			const identity = identities[index];
			if (identity === undefined) return true;
			if (this.recall(identity)) return false;
			claimed.add(identity);
			this.remember(identity, { storing });
			return true;
		});
		const settle = (stored: boolean) => {
			for (const identity of claimed) {
				if (stored) this.remember(identity, { until: this.now() + forMs });
				else this.memories.delete(identity);
			}
			settled(stored);
		};
		return { fresh, settle };
	}
}

/** The memories of this process, one for each key: a node of a workflow. */
export class DuplicateMemories {
	private readonly memories = new Map<string, RecentSubmissions>();

	of(key: string): RecentSubmissions {
		const memory = this.memories.get(key) ?? new RecentSubmissions();
		this.memories.delete(key);
		this.memories.set(key, memory);
		const [oldest] = this.memories.keys();
		if (this.memories.size > MAX_MEMORIES) this.memories.delete(oldest);
		return memory;
	}
}
