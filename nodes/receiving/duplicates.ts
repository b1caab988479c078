import { type Clock, systemClock, within } from './clock';
import { RecentKeys } from './recentKeys';

/** How many submissions a node remembers; the oldest are forgotten first. */
export const MAX_REMEMBERED = 100_000;
/** How many submissions of a node may wait for n8n at a time. */
export const MAX_PENDING = 100_000;
/** How many nodes are remembered, not counting those with pending submissions. */
export const MAX_NODES = 100;

/** How long a call waits for the fate of an earlier, equal submission, in milliseconds. */
export const MAX_PENDING_WAIT = 60_000;
/**
 * After this time without a response from n8n, a submission counts as lost, in milliseconds. n8n always
 * responds eventually; this only limits memory in case it does not.
 */
export const MAX_UNANSWERED = 60 * 60_000;

/**
 * Recognizes a submission when it is sent again.
 *
 * @returns undefined for one that is never a duplicate
 */
export type IdentityOf<T> = (submission: T) => string | undefined;

/** The submissions of a call that are not duplicates. */
export interface Claim<T> {
	fresh: T[];
	/**
	 * Must be called with whether n8n accepted them: it stored them or, if the call waits for that, ran the
	 * workflow to its end. Until then they are pending; only the first call counts.
	 */
	confirm: (accepted: boolean) => void;
}

/** A submission that was passed to n8n, which has not responded yet. */
interface Pending {
	since: number;
	confirmed: Promise<unknown>;
}

/** What a node has recently received. */
export class RecentSubmissions<T> {
	private readonly pending = new Map<string, Pending>();

	private readonly accepted = new RecentKeys(MAX_REMEMBERED);

	constructor(
		private readonly identityOf: IdentityOf<T>,
		private readonly clock: Clock = systemClock,
	) {}

	/** How many submissions are remembered. */
	get size(): number {
		return this.pending.size + this.accepted.size;
	}

	get hasPending(): boolean {
		return this.pending.size > 0;
	}

	/**
	 * Claims the submissions that are not duplicates. If an equal one is pending, this waits until n8n has
	 * responded. After a wait nothing is claimed: the caller may have hung up and sent something newer in
	 * the meantime, and proxies may hide that. A caller that still waits sends again, and succeeds then.
	 *
	 * @param forMs how long accepted submissions are remembered, in milliseconds
	 * @returns undefined for "try again later": a pending one was refused or is still unknown, or too many are
	 * pending
	 */
	async claim(submissions: T[], forMs: number): Promise<Claim<T> | undefined> {
		const identities = submissions.map(this.identityOf);
		const now = this.clock.now();
		const waitedFor = this.confirmationsOf(identities, now);
		// All at once, so that no two calls claim the same, or wait for each other.
		if (waitedFor.size === 0) return this.take(submissions, identities, now, forMs);
		await within(Promise.all(waitedFor), MAX_PENDING_WAIT, this.clock);
		return this.areAccepted(identities) ? { fresh: [], confirm: () => {} } : undefined;
	}

	private areAccepted(identities: Array<string | undefined>): boolean {
		const now = this.clock.now();
		return identities.every(
			(identity) => identity !== undefined && this.accepted.has(identity, now),
		);
	}

	private take(
		submissions: T[],
		identities: Array<string | undefined>,
		now: number,
		forMs: number,
	): Claim<T> | undefined {
		if (!this.hasRoomFor(submissions.length, now)) return undefined;
		this.accepted.dropExpired(now, forMs);
		const claimed = new Set<string>();
		const fresh = submissions.filter((_, index) => {
			const identity = identities[index];
			if (identity === undefined) return true;
			if (claimed.has(identity) || this.accepted.has(identity, now)) return false;
			claimed.add(identity);
			return true;
		});
		return { fresh, confirm: this.hold(claimed, now, forMs) };
	}

	/** Makes identities pending until the returned function is called. */
	private hold(identities: Set<string>, since: number, forMs: number): Claim<T>['confirm'] {
		let tell: (value: unknown) => void = () => {};
		const held: Pending = { since, confirmed: new Promise((resolve) => (tell = resolve)) };
		for (const identity of identities) this.pending.set(identity, held);
		return (accepted) => {
			const now = this.clock.now();
			for (const identity of identities) {
				// One that counted as lost may be pending again.
				if (this.pending.get(identity) === held) this.pending.delete(identity);
				if (accepted) this.accepted.add(identity, now, forMs);
			}
			identities.clear();
			tell(undefined);
		};
	}

	private confirmationsOf(identities: Array<string | undefined>, now: number) {
		const confirmations = new Set<Promise<unknown>>();
		for (const identity of identities) {
			const held = identity === undefined ? undefined : this.pending.get(identity);
			if (held && now < held.since + MAX_UNANSWERED) confirmations.add(held.confirmed);
		}
		return confirmations;
	}

	private hasRoomFor(count: number, now: number): boolean {
		// The oldest come first.
		for (const [identity, { since }] of this.pending) {
			if (this.pending.size + count <= MAX_PENDING || now < since + MAX_UNANSWERED) break;
			this.pending.delete(identity);
		}
		return this.pending.size + count <= MAX_PENDING;
	}
}

/** The memories in this process, one per node of a workflow. */
export class NodeMemories<T> {
	private readonly memories = new Map<string, RecentSubmissions<T>>();

	constructor(
		private readonly identityOf: IdentityOf<T>,
		private readonly clock: Clock = systemClock,
	) {}

	get size(): number {
		return this.memories.size;
	}

	/** @param node a node of a workflow, unique in this process */
	of(node: string): RecentSubmissions<T> {
		const known = this.memories.get(node);
		// The least recently called node comes first.
		this.memories.delete(node);
		if (!known) this.makeRoom();
		const memory = known ?? new RecentSubmissions(this.identityOf, this.clock);
		this.memories.set(node, memory);
		return memory;
	}

	private makeRoom(): void {
		for (const [node, memory] of this.memories) {
			if (this.memories.size < MAX_NODES) return;
			if (!memory.hasPending) this.memories.delete(node);
		}
	}
}
