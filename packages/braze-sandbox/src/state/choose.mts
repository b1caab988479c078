import type { Profile } from '../types.mts';
import { mostRecent } from './lookup.mts';
import { isList, isObject } from './values.mts';
import type { Workspace } from './workspace.mts';

const ORDER = ['identified', 'unidentified', 'most_recently_updated', 'least_recently_updated'];

/** @returns whether it is a valid `prioritization` */
export function isPrioritization(list: unknown): list is string[] {
	if (!isList(list) || list.length === 0) return false;
	if (!list.every((word) => typeof word === 'string' && ORDER.includes(word))) return false;
	return !(list.includes('identified') && list.includes('unidentified'));
}

function leastRecent(profiles: Profile[]): Profile | undefined {
	return [...profiles].sort((one, other) => one.updated - other.updated)[0];
}

/**
 * The one profile that a `prioritization` leaves.
 *
 * braze(identify): the words of a `prioritization`; nothing happens where it leaves several users.
 *
 * @param candidates that share an email or a phone
 * @returns undefined when none is left, or more than one
 */
export function choose(candidates: Profile[], prioritization: string[]): Profile | undefined {
	let left = candidates;
	for (const word of prioritization) {
		if (word === 'identified') left = left.filter(({ externalId }) => externalId !== null);
		if (word === 'unidentified') left = left.filter(({ externalId }) => externalId === null);
		if (left.length < 2) continue;
		const one = word.startsWith('most') ? mostRecent(left) : leastRecent(left);
		if (/updated$/.test(word) && one) left = [one];
	}
	return left.length === 1 ? left[0] : undefined;
}

/** The profile of an entry with `email` or `phone` and a `prioritization`. */
export function chosenContact(entry: unknown, { profiles }: Workspace): Profile | undefined {
	if (!isObject(entry) || !isPrioritization(entry.prioritization)) return undefined;
	const kind = typeof entry.email === 'string' ? 'email' : 'phone';
	return choose(profiles.findByContact(kind, String(entry[kind])), entry.prioritization);
}
