import type { BrazeResponse, Json } from '../types.mts';
import { MAX_EXTERNAL_ID } from './lookup.mts';
import type { Settings } from './settings.mts';
import { isObject, isText } from './values.mts';
import type { Workspace } from './workspace.mts';

/**
 * `POST /users/external_ids/rename`.
 *
 * braze(rename): the old ID stays usable, as deprecated; a new one must not be in use; the response has
 *   `external_ids` and `rename_errors`.
 *
 * @param list `external_id_renames`
 */
export function renameIds(list: unknown[], { profiles, settings }: Workspace): BrazeResponse {
	/** @returns what is wrong; '' for nothing */
	const rename = (entry: unknown): string => {
		const { current_external_id: current, new_external_id: next } = isObject(entry) ? entry : {};
		// ours: the texts of renaming errors, except `new_external_id is already in use`.
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
		// ours: the status of renaming.
		status: 201,
		body: {
			message: 'success',
			external_ids: list.flatMap((entry, index) =>
				results[index] === '' && isObject(entry) ? [listed(entry, settings)] : [],
			),
			rename_errors: byIndex(results, settings),
		},
	};
}

/**
 * `POST /users/external_ids/remove`.
 *
 * braze(remove): only deprecated IDs can be removed; the response has `removed_ids` and
 *   `removal_errors`.
 *
 * @param list `external_ids`
 */
export function removeIds(list: unknown[], { profiles, settings }: Workspace): BrazeResponse {
	const results = list.map((id) => {
		const profile = profiles.byDeprecatedId.get(String(id));
		// ours: the text for an ID that cannot be removed.
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
			removal_errors: byIndex(results, settings),
		},
	};
}

/** What `external_ids` says about a renaming, see the setting. */
function listed(entry: Json, { renamedIds }: Settings): unknown {
	const { current_external_id, new_external_id } = entry;
	if (renamedIds === 'objects') return { current_external_id, new_external_id };
	return renamedIds === 'old' ? current_external_id : new_external_id;
}

/** The arrays within the array of renaming or removal errors, see the setting. */
function byIndex(results: string[], { idErrors }: Settings) {
	return results.flatMap((text, index) => {
		if (text === '') return [];
		return [idErrors === 'indexed' ? [index, text] : [text]];
	});
}
