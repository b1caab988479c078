import type { Tally } from '../types.mts';

/** Adds to how often, first and last, something happened. */
export function tally(tallies: Map<string, Tally>, name: string, time: Date, count: number) {
	const before = tallies.get(name);
	tallies.set(name, {
		first: before && before.first < time ? before.first : time,
		last: before && before.last > time ? before.last : time,
		count: (before?.count ?? 0) + count,
	});
}
