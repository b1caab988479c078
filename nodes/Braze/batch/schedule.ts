/** Something that changes something, in an order that matters. */
export interface Ordered {
	/** Keys of what it changes (a user's identifier): those that share one keep their order. */
	orderingKeys: readonly string[];
}

/**
 * Puts entries into stages so that those which change the same thing keep their order, and all
 * others may travel together: Braze promises no order between requests, nor within one.
 */
export function schedule<Entry extends Ordered>(entries: Iterable<Entry>): Entry[][] {
	const stages: Entry[][] = [];
	const nextStage = new Map<string, number>();
	for (const entry of entries) {
		const { orderingKeys } = entry;
		const stage = orderingKeys.reduce(
			(latest, key) => Math.max(latest, nextStage.get(key) ?? 0),
			0,
		);
		for (const key of orderingKeys) nextStage.set(key, stage + 1);
		(stages[stage] ??= []).push(entry);
	}
	return stages;
}
