import { type Clock, systemClock } from './clock';

/** The shortest time between two log entries about one reason, in milliseconds. */
export const LOG_INTERVAL = 60_000;

/** How many reasons of all nodes are counted at a time; the least recent is dropped first. */
export const MAX_REASONS = 1_000;

/** Why something did not start the workflow, without any of its content. */
interface Reason {
	/** For the log, for example "refused with 401". */
	fate: string;
	/** A sentence, as in the response to the sender. */
	text: string;
}

interface Counted {
	loggedAt: number;
	/** How many there have been since. */
	count: number;
}

/**
 * Counts what did not start a workflow, for each node and reason. The first one is logged at once, the others
 * as a number together with the next one after the time is up.
 */
export class Refusals {
	/** The least recent first. */
	private readonly counted = new Map<string, Counted>();

	constructor(private readonly clock: Clock = systemClock) {}

	/** How many reasons are counted. */
	get size(): number {
		return this.counted.size;
	}

	/**
	 * Counts something that did not start the workflow, and logs the count if it is time.
	 *
	 * @param node a node of a workflow, unique in this process
	 * @param more how many came for this reason
	 */
	count(node: string, { fate, text }: Reason, more: number, log: (line: string) => void): void {
		const key = JSON.stringify([node, fate, text]);
		const now = this.clock.now();
		const known = this.counted.get(key);
		const count = (known?.count ?? 0) + more;
		const isDue = !known || now >= known.loggedAt + LOG_INTERVAL;
		this.counted.delete(key);
		this.makeRoom();
		this.counted.set(key, isDue ? { loggedAt: now, count: 0 } : { ...known, count });
		if (!isDue) return;
		const seconds = known ? Math.round((now - known.loggedAt) / 1_000) : 0;
		const since = seconds > 0 ? ` in the last ${seconds.toLocaleString('en')} s` : '';
		log(`${count.toLocaleString('en')} ${fate}${since}: ${text}`);
	}

	private makeRoom(): void {
		for (const key of this.counted.keys()) {
			if (this.counted.size < MAX_REASONS) return;
			this.counted.delete(key);
		}
	}
}
