import { type Clock, systemClock } from './clock';

/** How many calls of a node may wait for their workflow to end, per process. */
export const MAX_WAITING = 2_000;

/** How many bytes the bodies of waiting calls may have in total: they are kept in memory. */
export const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/**
 * After this time a call no longer counts, in milliseconds. By then its caller is long gone; this only keeps
 * a node usable in case n8n never responds to some of its calls.
 */
export const MAX_COUNTED = 60 * 60_000;

interface WaitingCall {
	since: number;
	bytes: number;
}

/** The waiting calls of a node. */
class WaitingCalls {
	/** The oldest first. */
	private readonly calls = new Set<WaitingCall>();

	private bytes = 0;

	get size(): number {
		return this.calls.size;
	}

	hasRoomFor(bytes: number, now: number): boolean {
		for (const call of this.calls) {
			if (now < call.since + MAX_COUNTED) break;
			this.remove(call);
		}
		// A single call may be as large as n8n accepts.
		const fits = this.bytes === 0 || this.bytes + bytes <= MAX_WAITING_BYTES;
		return this.calls.size < MAX_WAITING && fits;
	}

	add(call: WaitingCall): void {
		this.calls.add(call);
		this.bytes += call.bytes;
	}

	remove(call: WaitingCall): void {
		if (this.calls.delete(call)) this.bytes -= call.bytes;
	}
}

/** The calls in this process that wait for their workflow to end. */
export class Waiting {
	private readonly nodes = new Map<string, WaitingCalls>();

	constructor(private readonly clock: Clock = systemClock) {}

	/** How many nodes have waiting calls. */
	get size(): number {
		return this.nodes.size;
	}

	/**
	 * Counts a call as waiting.
	 *
	 * @param node a node of a workflow, unique in this process
	 * @param bytes the size of the call's body
	 * @returns a function to call when the call no longer waits; undefined if too many are waiting
	 */
	enter(node: string, bytes: number): (() => void) | undefined {
		const calls = this.nodes.get(node) ?? new WaitingCalls();
		const since = this.clock.now();
		if (!calls.hasRoomFor(bytes, since)) return undefined;
		const call = { since, bytes };
		calls.add(call);
		this.nodes.set(node, calls);
		return () => {
			calls.remove(call);
			if (calls.size === 0) this.nodes.delete(node);
		};
	}
}
