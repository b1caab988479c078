import type { Group, Stage } from './types';

/** Objects that must stay together, and what they change. */
export interface Entry {
	group: Group;
	/** Keys of what it changes (a user's identifier): entries that share one keep their order. */
	orderingKeys: readonly string[];
}

/**
 * Puts entries into stages so that those which change the same thing keep their order, and all
 * others may travel together: Braze promises no order between requests, nor within one.
 */
export function schedule(entries: Iterable<Entry>): Stage[] {
	const stages: Group[][] = [];
	const nextStage = new Map<string, number>();
	for (const { group, orderingKeys } of entries) {
		const stage = orderingKeys.reduce(
			(latest, key) => Math.max(latest, nextStage.get(key) ?? 0),
			0,
		);
		for (const key of orderingKeys) nextStage.set(key, stage + 1);
		(stages[stage] ??= []).push(group);
	}
	return stages;
}
