import { plainName } from '../../model/fold';

/** How many letters may differ between similar names. */
const MOST_EDITS = 2;

/**
 * The known name that a new one was probably meant to be: the same apart from case and punctuation, or one
 * or two letters different.
 *
 * @returns undefined if none is similar
 */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
	let nearest: string | undefined;
	// Short names are similar to everything.
	let best = Math.min(MOST_EDITS, Math.floor(plainName(name).length / 4)) + 1;
	for (const other of known) {
		const edits = editsBetween(plainName(name), plainName(other), best);
		if (edits < best) [best, nearest] = [edits, other];
	}
	return nearest;
}

/** The Levenshtein distance of two texts, or any number from `most` on once it cannot be less. */
function editsBetween(one: string, other: string, most: number): number {
	if (Math.abs(one.length - other.length) >= most) return most;
	let row = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let i = 1; i <= one.length; i++) {
		const next = [i];
		for (let j = 1; j <= other.length; j++) {
			const isSame = one[i - 1] === other[j - 1];
			next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (isSame ? 0 : 1));
		}
		if (Math.min(...next) >= most) return most;
		row = next;
	}
	return row[other.length];
}
