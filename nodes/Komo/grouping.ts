import { sleep } from 'n8n-workflow';

export interface GroupLimits {
	/** How many submissions make a group full. */
	maxSubmissions: number;
	/** How long a group waits for more, in milliseconds. */
	maxWait: number;
}

/** A call's place in a group: the first call leads and hands everything to n8n, the others wait. */
export type Seat<T> =
	| { leads: true; collected: Promise<T[]>; settle: (stored: boolean) => void }
	| { leads: false; stored: Promise<boolean> };

/** What one execution should hold at most, in bytes of bodies: n8n stores it as one JSON text. */
export const MAX_GROUP_BYTES = 4 * 1024 * 1024;

/** How long n8n may take to store a group, in milliseconds; then the followers hear "send again". */
export const MAX_STORING = 60_000;

/** Resolves after a time, or at once when the signal ends it. */
const pause = async (ms: number, signal: AbortSignal): Promise<void> =>
	await sleep(ms, signal).catch(() => {});

/** The submissions of several calls that become one execution. */
class Group<T> {
	private readonly items: T[] = [];

	private bytes = 0;

	private readonly closing = new AbortController();

	private readonly settling = new AbortController();

	private settled = false;

	private tellStored: (stored: boolean) => void = () => {};

	readonly stored = new Promise<boolean>((resolve) => (this.tellStored = resolve));

	readonly collected: Promise<T[]>;

	constructor(
		private readonly limits: GroupLimits,
		onClose: (group: Group<T>) => void,
	) {
		this.collected = pause(limits.maxWait, this.closing.signal).then(() => {
			this.close();
			onClose(this);
			void pause(MAX_STORING, this.settling.signal).then(() => this.settle(false));
			return this.items;
		});
	}

	get isOpen(): boolean {
		return !this.closing.signal.aborted;
	}

	fits(count: number, bytes: number): boolean {
		return (
			this.items.length + count <= this.limits.maxSubmissions &&
			this.bytes + bytes <= MAX_GROUP_BYTES
		);
	}

	add(items: T[], bytes: number): void {
		this.items.push(...items);
		this.bytes += bytes;
		if (!this.fits(1, 0)) this.close();
	}

	/** Takes no more submissions. */
	close(): void {
		this.closing.abort();
	}

	/** Tells the followers whether the group was stored; only the first word counts. */
	readonly settle = (stored: boolean): void => {
		if (this.settled) return;
		this.settled = true;
		this.settling.abort();
		this.tellStored(stored);
	};
}

/** The open groups of this process, one for each key. */
export class Groups<T> {
	private readonly open = new Map<string, Group<T>>();

	/** How many groups take submissions right now. */
	get size(): number {
		return this.open.size;
	}

	/**
	 * Seats a call in the open group of its key, or opens one. A call's submissions stay together, even
	 * if there are more than a group holds.
	 * @param key what belongs together: one node of one workflow
	 * @param bytes the size of the call's body
	 * @returns for the leader, everything collected once the group closes, and `settle`, to be called
	 * with whether n8n stored it; for a follower, that answer
	 */
	join(key: string, items: T[], bytes: number, limits: GroupLimits): Seat<T> {
		const group = this.open.get(key);
		if (group?.isOpen && group.fits(items.length, bytes)) {
			group.add(items, bytes);
			return { leads: false, stored: group.stored };
		}
		group?.close();
		const next = new Group<T>(limits, (closed) => {
			if (this.open.get(key) === closed) this.open.delete(key);
		});
		this.open.set(key, next);
		next.add(items, bytes);
		return { leads: true, collected: next.collected, settle: next.settle };
	}
}
