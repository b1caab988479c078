/** Something that makes a change, in an order that may matter. */
interface Ordered {
	/** Keys of what it changes, e.g. a user's: entries that share a key keep their order. */
	orderingKeys: readonly string[];
}

/**
 * Sorts entries into stages, so that those that change the same thing keep their order and all others can
 * be sent together: Braze guarantees no order between requests, nor within one.
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
