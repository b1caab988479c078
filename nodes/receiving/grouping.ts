import { type Clock, systemClock, within } from './clock';

export interface GroupLimits {
	/** The size of a full group, in submissions. */
	maxSubmissions: number;
	/** How long a group waits for more, in milliseconds. */
	maxWait: number;
}

/**
 * A call's part in a group: the first call leads, and passes all submissions of the group to n8n. What
 * "accepted" means depends on the response mode: n8n has stored them, or the workflow has succeeded. If
 * a caller hangs up before that, its call is left out as not accepted.
 */
export type GroupTicket<T> = {
	/** Whether n8n accepted the call's submissions, however long it takes to respond. */
	confirmed: Promise<boolean>;
} & (
	| {
			leads: true;
			/** All submissions of the group, once it is closed; none if every caller has hung up. */
			collected: Promise<T[]>;
			/** Must be called with whether n8n accepted them; only the first call counts. */
			confirm: (accepted: boolean) => void;
	  }
	| {
			leads: false;
			/** The same as `confirmed`, or undefined if n8n does not respond in time. */
			confirmedInTime: Promise<boolean | undefined>;
	  }
);

/** What a call adds to a group. */
interface Contribution<T> {
	items: T[];
	/** The size of the call's body. */
	bytes: number;
	/** Whether the caller has hung up. */
	isGone: () => boolean;
}

/** The most that one execution should hold, in bytes of bodies: n8n stores it as one JSON text. */
export const MAX_GROUP_BYTES = 4 * 1024 * 1024;

/** How long followers wait for n8n to accept their group, in milliseconds. */
export const MAX_CONFIRMATION_WAIT = 60_000;

/** The submissions of several calls that become one execution. */
class Group<T> {
	private readonly contributions: Array<Contribution<T>> = [];

	/** What is passed to n8n, once that is decided. */
	private handedOver = new Set<Contribution<T>>();

	private count = 0;

	private bytes = 0;

	/** Ends the wait for more. */
	readonly close: () => void;

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
		let close: () => void = () => {};
		const closed = new Promise<void>((resolve) => (close = resolve));
		this.close = close;
		this.collected = within(closed, limits.maxWait, clock).then(() => {
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

	/** The same, or undefined if n8n does not respond in time. */
	async confirmedInTime(contribution: Contribution<T>): Promise<boolean | undefined> {
		await this.collected;
		return await within(this.confirmed(contribution), MAX_CONFIRMATION_WAIT, this.clock);
	}
}

/** The open groups in this process, one per key. */
export class Groups<T> {
	private readonly open = new Map<string, Group<T>>();

	constructor(private readonly clock: Clock = systemClock) {}

	/** How many groups are open. */
	get size(): number {
		return this.open.size;
	}

	/**
	 * Adds a call to the open group of its key, or opens one. A call's submissions stay together, even if
	 * they are more than a full group.
	 *
	 * @param key identifies what belongs together: a node of a workflow
	 */
	join(key: string, contribution: Contribution<T>, limits: GroupLimits): GroupTicket<T> {
		const { items, bytes } = contribution;
		const group = this.open.get(key);
		if (group?.fits(items.length, bytes)) {
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
