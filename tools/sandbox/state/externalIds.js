'use strict';

const { MAX_EXTERNAL_ID } = require('./lookup');
const { isObject, isText } = require('./values');

/** @typedef {import('../types').Answer} Answer */
/** @typedef {import('./workspace').Workspace} Workspace */

/**
 * `POST /users/external_ids/rename`: the old id stays usable, as deprecated.
 *
 * @param {unknown[]} list `external_id_renames`
 * @param {Workspace} workspace
 * @returns {Answer}
 */
function renameIds(list, { profiles }) {
	/** @param {unknown} entry @returns {string} what is wrong, or nothing */
	const rename = (entry) => {
		const { current_external_id: current, new_external_id: next } = isObject(entry) ? entry : {};
		// Not documented: every text but the one about an id in use.
		if (!isText(current)) return 'current_external_id is required';
		if (!isText(next)) return 'new_external_id is required';
		if (Buffer.byteLength(next) > MAX_EXTERNAL_ID) return 'new_external_id is too long';
		if (profiles.findByExternalId(next)) return 'new_external_id is already in use';
		const profile = profiles.byExternalId.get(current);
		if (!profile) return 'current_external_id does not exist';
		profiles.setExternalId(profile, next);
		profiles.deprecateId(profile, current);
		profiles.touch(profile);
		return '';
	};
	const results = list.map(rename);
	return {
		// Not documented: the status, and that `external_ids` lists the new ids.
		status: 201,
		body: {
			message: 'success',
			external_ids: list.flatMap((entry, index) =>
				results[index] === '' && isObject(entry) ? [entry.new_external_id] : [],
			),
			rename_errors: byIndex(results),
		},
	};
}

/**
 * `POST /users/external_ids/remove`: only deprecated ids can be removed.
 *
 * @param {unknown[]} list `external_ids`
 * @param {Workspace} workspace
 * @returns {Answer}
 */
function removeIds(list, { profiles }) {
	const results = list.map((id) => {
		const profile = profiles.byDeprecatedId.get(String(id));
		// Not documented: the text.
		if (!profile) return 'external_id is not a deprecated id';
		profiles.forgetDeprecatedId(profile, String(id));
		profiles.touch(profile);
		return '';
	});
	return {
		status: 201,
		body: {
			message: 'success',
			removed_ids: list.filter((_, index) => results[index] === ''),
			removal_errors: byIndex(results),
		},
	};
}

/** Not documented: what is inside these arrays of arrays; here index and text. @param {string[]} results */
function byIndex(results) {
	return results.flatMap((text, index) => (text === '' ? [] : [[index, text]]));
}

module.exports = { renameIds, removeIds };
