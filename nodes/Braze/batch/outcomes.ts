import type { Piece } from './types';

/** What became of the items, gathered over all requests. */
export class Outcomes {
	private readonly errors = new Map<number, string[]>();

	/** Notes that a piece failed, for every item it was made from. */
	reject(piece: Piece, message: string): void {
		for (const item of piece.items) this.rejectItem(item, message);
	}

	/** Notes that an item failed. The same message is kept once. */
	rejectItem(item: number, message: string): void {
		const messages = this.errors.get(item);
		if (messages === undefined) this.errors.set(item, [message]);
		else if (!messages.includes(message)) messages.push(message);
	}

	/** What went wrong with an item; empty if nothing did. */
	errorsOf(item: number): readonly string[] {
		return this.errors.get(item) ?? [];
	}

	/** The items that something went wrong with. */
	get failed(): ReadonlySet<number> {
		return new Set(this.errors.keys());
	}
}
