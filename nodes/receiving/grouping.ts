import { type Clock, systemClock, within } from './clock';

export interface GroupLimits {
	/** How many submissions make a group full. */
	maxSubmissions: number;
	/** How long a group waits for more, in milliseconds. */
	maxWait: number;
}

/**
 * A call's part in a group: the first call leads, and hands all submissions of the group to n8n. What
 * "accepted" means is the response mode's: stored by n8n, or the workflow has succeeded. A call whose
 * caller has hung up before the group is handed over is left out: it was not accepted.
 */
export type GroupTicket<T> = {
	/** Whether n8n accepted the call's submissions, however long it takes to answer. */
	confirmed: Promise<boolean>;
} & (
	| {
			leads: true;
			/** All of the group's submissions, once it takes no more; none if every caller has hung up. */
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

/** What a call brings into a group. */
export interface Contribution<T> {
	items: T[];
	/** The size of the call's body. */
	bytes: number;
	/** Whether the caller has hung up. */
	isGone: () => boolean;
}

/** What one execution should hold at most, in bytes of bodies: n8n stores it as one JSON text. */
export const MAX_GROUP_BYTES = 4 * 1024 * 1024;

/** How long followers wait for n8n to accept their group, in milliseconds. */
export const MAX_CONFIRMATION_WAIT = 60_000;

/** The submissions of several calls that become one execution. */
class Group<T> {
	private readonly contributions: Array<Contribution<T>> = [];

	/** What is handed over, once that is decided. */
	private handedOver = new Set<Contribution<T>>();

	private count = 0;

	private bytes = 0;

	isOpen = true;

	/** Takes no more submissions. */
	close: () => void = () => {};

	readonly confirm: (accepted: boolean) => void;

	readonly collected: Promise<T[]>;

	private readonly accepted: Promise<boolean>;

	constructor(
		private readonly limits: GroupLimits,
		private readonly clock: Clock,
		onClose: (group: Group<T>) => void,
	) {
		let confirm: (accepted: boolean) => void = () => {};
		this.accepted = new Promise((resolve) => (confirm = resolve));
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
			this.handedOver = new Set(this.contributions.filter(({ isGone }) => !isGone()));
			return [...this.handedOver].flatMap(({ items }) => items);
		});
	}

	fits(count: number, bytes: number): boolean {
		return (
			this.count + count <= this.limits.maxSubmissions && this.bytes + bytes <= MAX_GROUP_BYTES
		);
	}

	add(contribution: Contribution<T>): void {
		this.contributions.push(contribution);
		this.count += contribution.items.length;
		this.bytes += contribution.bytes;
		if (!this.fits(1, 0)) this.close();
	}

	/** Whether n8n accepted what a call brought. */
	async confirmed(contribution: Contribution<T>): Promise<boolean> {
		await this.collected;
		return this.handedOver.has(contribution) ? await this.accepted : false;
	}

	/** The same, or undefined when n8n does not answer in time. */
	async confirmedInTime(contribution: Contribution<T>): Promise<boolean | undefined> {
		await this.collected;
		return await within(this.confirmed(contribution), MAX_CONFIRMATION_WAIT, this.clock);
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
	 *
	 * @param key what belongs together: one node of one workflow
	 */
	join(key: string, contribution: Contribution<T>, limits: GroupLimits): GroupTicket<T> {
		const { items, bytes } = contribution;
		const group = this.open.get(key);
		if (group?.isOpen && group.fits(items.length, bytes)) {
			group.add(contribution);
			return {
				leads: false,
				confirmed: group.confirmed(contribution),
				confirmedInTime: group.confirmedInTime(contribution),
			};
		}
		group?.close();
		const next = new Group<T>(limits, this.clock, (closed) => {
			if (this.open.get(key) === closed) this.open.delete(key);
		});
		this.open.set(key, next);
		next.add(contribution);
		const { collected, confirm } = next;
		return { leads: true, collected, confirm, confirmed: next.confirmed(contribution) };
	}
}
