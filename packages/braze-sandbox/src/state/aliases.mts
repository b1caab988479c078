import type { BrazeResponse, Json } from '../types.mts';
import { isAlias } from './lookup.mts';
import { isObject, isText } from './values.mts';
import type { Workspace } from './workspace.mts';

// ours: the texts for bad entries of new and renamed aliases.
const BAD_ALIAS = "'alias_name' and 'alias_label' are required, of 1 to 236 bytes each";
const BAD_RENAME = "'alias_label', 'old_alias_name' and 'new_alias_name' are required";

/**
 * @param problem what is wrong with an entry, if anything
 * @param apply what a good one does
 */
function eachAlias(
	list: unknown[],
	problem: (entry: Json) => string | null,
	apply: (entry: Json) => void,
): BrazeResponse {
	const errors = list.flatMap((entry, index) => {
		const wrong = isObject(entry) ? problem(entry) : 'each entry must be an object';
		return wrong ? [{ type: wrong, input_array: 'user_identifiers', index }] : [];
	});
	const bad = new Set(errors.map(({ index }) => index));
	const body = { aliases_processed: list.length - errors.length, message: 'success' };
	return {
		status: 201,
		body: errors.length > 0 ? { ...body, errors } : body,
		apply: () => {
			for (const [index, entry] of list.entries()) if (!bad.has(index)) apply(entry as Json);
		},
	};
}

/**
 * `POST /users/alias/new`.
 *
 * braze(alias): `/users/alias/new` adds an alias to a user, or without `external_id` makes an
 *   alias-only user; for a user that doesn't exist nothing happens; nor with an alias that is in use,
 *   which is counted all the same.
 *
 * @param list `user_aliases`
 */
export function addAliases(list: unknown[], { profiles }: Workspace): BrazeResponse {
	return eachAlias(
		list,
		(entry) => (isAlias(entry) ? null : BAD_ALIAS),
		(entry) => {
			if (!isAlias(entry)) return;
			const { external_id: id } = entry as Json;
			if (isText(id)) {
				const profile = profiles.findByExternalId(id);
				if (profile && profiles.addAlias(profile, entry)) profiles.touch(profile);
			} else if (!profiles.findByAlias(entry)) {
				profiles.addAlias(profiles.create(), entry);
			}
		},
	);
}

/** The alias before and after a renaming. */
const renamed = ({ alias_label, old_alias_name, new_alias_name }: Json) => ({
	before: { alias_label, alias_name: old_alias_name },
	after: { alias_label, alias_name: new_alias_name },
});

/**
 * `POST /users/alias/update`.
 *
 * braze(rename alias): renaming an alias that nobody has changes nothing.
 * braze(lifecycle): renaming an alias to one that another user has changes nothing.
 * ours: the response to a renaming of aliases.
 *
 * @param list `alias_updates`
 */
export function renameAliases(list: unknown[], { profiles }: Workspace): BrazeResponse {
	return eachAlias(
		list,
		(entry) => {
			const { before, after } = renamed(entry);
			return isAlias(before) && isAlias(after) ? null : BAD_RENAME;
		},
		(entry) => {
			const { before, after } = renamed(entry);
			if (!isAlias(before) || !isAlias(after)) return;
			const profile = profiles.findByAlias(before);
			if (!profile || profiles.findByAlias(after)) return;
			profiles.removeAlias(profile, before);
			profiles.addAlias(profile, after);
			profiles.touch(profile);
		},
	);
}
