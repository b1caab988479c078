import type { IDataObject } from 'n8n-workflow';

import type { RequestObject } from './types';

/** What became of the items, gathered over all requests. */
export class Outcomes {
	private readonly errors = new Map<number, string[]>();

	private readonly answers = new Map<number, IDataObject>();

	/** Notes that a object failed, for every item it was made from. */
	reject(object: RequestObject, message: string): void {
		for (const item of object.items) this.rejectItem(item, message);
	}

	/** Notes that an item failed. The same message is kept once. */
	rejectItem(item: number, message: string): void {
		const messages = this.errors.get(item);
		if (messages === undefined) this.errors.set(item, [message]);
		else if (!messages.includes(message)) messages.push(message);
	}

	/** Notes what Braze answered about a object, for every item it was made from. */
	note(object: RequestObject, answer: IDataObject): void {
		for (const item of object.items) {
			this.answers.set(item, { ...this.answers.get(item), ...answer });
		}
	}

	/** What Braze answered about an item; empty if nothing. */
	answerOf(item: number): IDataObject {
		return this.answers.get(item) ?? {};
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
