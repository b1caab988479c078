'use strict';

const { isAlias } = require('./lookup');
const { isObject, isText } = require('./values');

/** @typedef {import('../types').Answer} Answer */
/** @typedef {import('../types').Json} Json */
/** @typedef {import('./workspace').Workspace} Workspace */

/**
 * @param {unknown[]} list
 * @param {(entry: Json) => string | null} apply gives what is wrong with an entry, if anything
 * @returns {Answer}
 */
function eachAlias(list, apply) {
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
 * @param {unknown[]} list `user_aliases`
 * @param {Workspace} workspace
 * @returns {Answer}
 */
function addAliases(list, { profiles }) {
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
 * @param {unknown[]} list `alias_updates`
 * @param {Workspace} workspace
 * @returns {Answer}
 */
function renameAliases(list, { profiles }) {
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

module.exports = { addAliases, renameAliases };
