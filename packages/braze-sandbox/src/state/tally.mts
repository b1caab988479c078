import type { Tally } from '../types.mts';

/** Updates how often, and when first and last, something happened. @returns the updated figures */
export function tally(tallies: Map<string, Tally>, name: string, time: Date, count: number): Tally {
	const before = tallies.get(name);
	const now: Tally = {
		...before,
		first: before && before.first < time ? before.first : time,
		last: before && before.last > time ? before.last : time,
		count: (before?.count ?? 0) + count,
	};
	tallies.set(name, now);
	return now;
}
