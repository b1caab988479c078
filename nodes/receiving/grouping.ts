import { type Clock, systemClock, within } from './clock';

export interface GroupLimits {
	/** How many submissions make a group full. */
	maxSubmissions: number;
	/** How long a group waits for more, in milliseconds. */
	maxWait: number;
}

/**
 * A call's part in a group: the first call leads, and hands all submissions of the group to n8n. What
 * "accepted" means is the response mode's: stored by n8n, or the workflow has succeeded.
 */
export type GroupTicket<T> = {
	/** Whether n8n accepted the group, however long it takes to answer. */
	confirmed: Promise<boolean>;
} & (
	| {
			leads: true;
			/** All of the group's submissions, once it takes no more. */
			collected: Promise<T[]>;
			/** To be called with whether n8n accepted them; only the first call counts. */
			confirm: (accepted: boolean) => void;
	  }
	| {
			leads: false;
			/** The same as `confirmed`, or undefined when n8n has not answered in time. */
			confirmedInTime: Promise<boolean | undefined>;
	  }
);

/** What one execution should hold at most, in bytes of bodies: n8n stores it as one JSON text. */
export const MAX_GROUP_BYTES = 4 * 1024 * 1024;

/** How long followers wait for n8n to accept their group, in milliseconds. */
export const MAX_CONFIRMATION_WAIT = 60_000;

/** The submissions of several calls that become one execution. */
class Group<T> {
	private readonly items: T[] = [];

	private bytes = 0;

	isOpen = true;

	/** Takes no more submissions. */
	close: () => void = () => {};

	readonly confirm: (accepted: boolean) => void;

	readonly collected: Promise<T[]>;

	readonly confirmed: Promise<boolean>;

	readonly confirmedInTime: Promise<boolean | undefined>;

	constructor(
		private readonly limits: GroupLimits,
		clock: Clock,
		onClose: (group: Group<T>) => void,
	) {
		let confirm: (accepted: boolean) => void = () => {};
		this.confirmed = new Promise((resolve) => (confirm = resolve));
		this.confirm = confirm;
		const closed = new Promise<void>((resolve) => {
			this.close = () => {
				this.isOpen = false;
				resolve();
			};
		});
		this.collected = within(closed, limits.maxWait, clock).then(() => {
			this.close();
			onClose(this);
			return this.items;
		});
		this.confirmedInTime = this.collected.then(
			async () => await within(this.confirmed, MAX_CONFIRMATION_WAIT, clock),
		);
	}

	fits(count: number, bytes: number): boolean {
		return (
			this.items.length + count <= this.limits.maxSubmissions &&
			this.bytes + bytes <= MAX_GROUP_BYTES
		);
	}

	add(items: T[], bytes: number): void {
		for (const item of items) this.items.push(item);
		this.bytes += bytes;
		if (!this.fits(1, 0)) this.close();
	}
}

/** The open groups of this process, one for each key. */
export class Groups<T> {
	private readonly open = new Map<string, Group<T>>();

	constructor(private readonly clock: Clock = systemClock) {}

	/** How many groups take submissions right now. */
	get size(): number {
		return this.open.size;
	}

	/**
	 * Takes a call into the open group of its key, or opens one. A call's submissions stay together,
	 * even if there are more than a group holds.
	 * @param key what belongs together: one node of one workflow
	 * @param bytes the size of the call's body
	 */
	join(key: string, items: T[], bytes: number, limits: GroupLimits): GroupTicket<T> {
		const group = this.open.get(key);
		if (group?.isOpen && group.fits(items.length, bytes)) {
			group.add(items, bytes);
			const { confirmed, confirmedInTime } = group;
			return { leads: false, confirmed, confirmedInTime };
		}
		group?.close();
		const next = new Group<T>(limits, this.clock, (closed) => {
			if (this.open.get(key) === closed) this.open.delete(key);
		});
		this.open.set(key, next);
		next.add(items, bytes);
		const { collected, confirm, confirmed } = next;
		return { leads: true, collected, confirm, confirmed };
	}
}
