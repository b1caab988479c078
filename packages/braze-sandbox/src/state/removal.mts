import type { BrazeResponse, Json, Profile } from '../types.mts';
import { chosenContact, isPrioritization } from './choose.mts';
import { isE164 } from './contacts.mts';
import { isAlias } from './lookup.mts';
import { mergeProfiles } from './merge.mts';
import { isList, isObject } from './values.mts';
import type { Workspace } from './workspace.mts';

export type Finder = (entry: unknown, workspace: Workspace) => Profile | undefined;

/** The lists of `/users/delete`. */
const FINDERS: Record<string, Finder> = {
	external_ids: (id, { profiles }) => profiles.findByExternalId(String(id)),
	user_aliases: (alias, { profiles }) => (isAlias(alias) ? profiles.findByAlias(alias) : undefined),
	braze_ids: (id, { profiles }) => profiles.all.get(String(id)),
	email_addresses: chosenContact,
	phone_numbers: chosenContact,
};

export const DELETE_LISTS = Object.keys(FINDERS);

/**
 * `POST /users/delete`.
 *
 * braze(delete): `deleted` counts what is queued; a user is gone for good.
 * ours: the status of a deletion; and that an email or phone without `prioritization` deletes nobody.
 *
 * @param body with at least one list
 */
export function deleteUsers(body: Json, workspace: Workspace): BrazeResponse {
	const entries = Object.entries(FINDERS).flatMap(([name, find]) => {
		const list = body[name];
		return isList(list) ? list.map((entry) => ({ entry, find })) : [];
	});
	const isFound = workspace.settings.deletedCounts === 'found';
	const found = entries.filter(({ entry, find }) => find(entry, workspace) !== undefined);
	return {
		status: 201,
		body: { deleted: isFound ? found.length : entries.length, message: 'success' },
		apply: () => {
			for (const { entry, find } of entries) {
				const profile = find(entry, workspace);
				if (profile) workspace.profiles.remove(profile);
			}
		},
	};
}

const MERGE_KEYS = ['identifier_to_merge', 'identifier_to_keep'];
const BAD_IDENTIFIER =
	"identifiers must be objects with an 'external_id' property that is a string, 'user_alias' property that is an object, 'email' property that is a string, or 'phone' property that is a string";

function isIdentifier(identifier: unknown) {
	if (!isObject(identifier)) return false;
	const { external_id: id, user_alias: alias, email, phone } = identifier;
	return [id, email, phone].some((value) => typeof value === 'string') || isObject(alias);
}

const findToMerge: Finder = (identifier, workspace) => {
	const { external_id: id, user_alias: alias } = identifier as Json;
	if (typeof id === 'string') return workspace.profiles.findByExternalId(id);
	if (isAlias(alias)) return workspace.profiles.findByAlias(alias);
	return chosenContact(identifier, workspace);
};

const hasBadPhone = ({ standard }: Profile) =>
	standard.has('phone') && !isE164(standard.get('phone'));

/** An email or a phone finds a user only with a `prioritization`. */
function isFindable(identifier: unknown) {
	const { external_id: id, user_alias: alias, prioritization } = identifier as Json;
	return typeof id === 'string' || isObject(alias) || isPrioritization(prioritization);
}

/**
 * What is wrong with the pairs of a merge.
 *
 * braze(merge): the texts about bad pairs, except for a missing `prioritization`.
 * inferred: merging by email or phone without `prioritization` is refused, as it is required.
 */
function mergeProblem(updates: unknown[]): string | null {
	for (const update of updates) {
		if (!isObject(update)) return "'merge_updates' must be an array of objects";
		const keys = Object.keys(update);
		if (keys.length !== 2 || !MERGE_KEYS.every((key) => keys.includes(key))) {
			return "'merge_updates' must only have 'identifier_to_merge' and 'identifier_to_keep'";
		}
		if (!MERGE_KEYS.every((key) => isIdentifier(update[key]))) return BAD_IDENTIFIER;
		if (!MERGE_KEYS.every((key) => isFindable(update[key]))) return "'prioritization' is required";
	}
	return null;
}

/**
 * `POST /users/merge`.
 *
 * braze(merge): a pair with an unknown or ambiguous user is skipped without an error, as is one with two
 *   invalid phone numbers.
 *
 * @param updates `merge_updates`
 */
export function mergeUsers(updates: unknown, workspace: Workspace): BrazeResponse {
	if (!isList(updates)) {
		return { status: 400, body: { message: "'merge_updates' must be an array of objects" } };
	}
	if (updates.length > 50) {
		const message = 'a single request may not contain more than 50 merge updates';
		return { status: 400, body: { message } };
	}
	const wrong = mergeProblem(updates);
	if (wrong) return { status: 400, body: { message: wrong } };
	return {
		status: 202,
		body: { message: 'success' },
		apply: () => {
			for (const { identifier_to_merge, identifier_to_keep } of updates as Json[]) {
				const gone = findToMerge(identifier_to_merge, workspace);
				const kept = findToMerge(identifier_to_keep, workspace);
				if (!gone || !kept || (hasBadPhone(gone) && hasBadPhone(kept))) continue;
				mergeProfiles(workspace, kept, gone);
			}
		},
	};
}
