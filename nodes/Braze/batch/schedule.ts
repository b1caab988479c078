import type { Group, Wave } from './types';

/** Pieces that must stay together, and what they change. */
export interface Entry {
	group: Group;
	/** Keys of what it changes (a user's identifier): entries that share one keep their order. */
	touches: readonly string[];
}

/**
 * Puts entries into waves so that those which change the same thing keep their order, and all
 * others may travel together: Braze promises no order between requests, nor within one.
 */
export function schedule(entries: Iterable<Entry>): Wave[] {
	const waves: Group[][] = [];
	const nextWave = new Map<string, number>();
	for (const { group, touches } of entries) {
		const wave = touches.reduce((latest, key) => Math.max(latest, nextWave.get(key) ?? 0), 0);
		for (const key of touches) nextWave.set(key, wave + 1);
		(waves[wave] ??= []).push(group);
	}
	return waves;
}
