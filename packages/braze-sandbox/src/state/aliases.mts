import { isAlias } from './lookup.mts';
import { isObject, isText } from './values.mts';
import type { Answer, Json } from '../types.mts';
import type { Workspace } from './workspace.mts';

/** @param apply gives what is wrong with an entry, if anything */
function eachAlias(list: unknown[], apply: (entry: Json) => string | null): Answer {
	const errors = list.flatMap((entry, index) => {
		const wrong = isObject(entry) ? apply(entry) : 'each entry must be an object';
		return wrong ? [{ type: wrong, input_array: 'user_identifiers', index }] : [];
	});
	const body = { aliases_processed: list.length - errors.length, message: 'success' };
	return { status: 201, body: errors.length > 0 ? { ...body, errors } : body };
}

// Not documented: the texts for bad entries of the two endpoints.
const BAD_ALIAS = "'alias_name' and 'alias_label' are required, of 1 to 236 bytes each";

/**
 * `POST /users/alias/new`: adds an alias to a user, or without `external_id` makes an alias-only
 * user. For a user that doesn't exist nothing happens.
 *
 * @param list `user_aliases`
 */
export function addAliases(list: unknown[], { profiles }: Workspace): Answer {
	return eachAlias(list, (entry) => {
		const id = entry.external_id;
		if (!isAlias(entry)) return BAD_ALIAS;
		if (isText(id)) {
			const profile = profiles.findByExternalId(id);
			if (profile && profiles.addAlias(profile, entry)) profiles.touch(profile);
		} else if (!profiles.findByAlias(entry)) {
			profiles.addAlias(profiles.create(), entry);
		}
		return null;
	});
}

/**
 * `POST /users/alias/update`: renames aliases; one that nobody has changes nothing.
 *
 * @param list `alias_updates`
 */
export function renameAliases(list: unknown[], { profiles }: Workspace): Answer {
	return eachAlias(list, ({ alias_label, old_alias_name, new_alias_name }) => {
		const before = { alias_label, alias_name: old_alias_name };
		const after = { alias_label, alias_name: new_alias_name };
		if (!isAlias(before) || !isAlias(after)) {
			return "'alias_label', 'old_alias_name' and 'new_alias_name' are required";
		}
		const profile = profiles.findByAlias(before);
		// Not documented: a new name that another user has changes nothing.
		if (!profile || profiles.findByAlias(after)) return null;
		profiles.removeAlias(profile, before);
		profiles.addAlias(profile, after);
		profiles.touch(profile);
		return null;
	});
}
