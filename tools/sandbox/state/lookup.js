'use strict';

const { problem } = require('./problems');
const { isObject, isText, isEmail, isPhone } = require('./values');

/** @typedef {import('../types').Profile} Profile */
/** @typedef {import('../types').Json} Json */
/** @typedef {import('./workspace').Workspace} Workspace */
/** @typedef {import('./problems').Problem} Problem */

/** Bytes: `external_id` (track page, errors), each part of an alias (user alias object page). */
const MAX_EXTERNAL_ID = 987;
const MAX_ALIAS_PART = 236;

const PRIMARY = /** @type {const} */ (['external_id', 'user_alias', 'braze_id']);

/** @param {unknown} value */
const isGiven = (value) => value !== undefined && value !== null && value !== '';

/** @param {unknown} part */
const isAliasPart = (part) =>
	typeof part === 'string' && part !== '' && Buffer.byteLength(part) <= MAX_ALIAS_PART;

/** @param {unknown} alias @returns {alias is import('../types').Alias} */
function isAlias(alias) {
	return isObject(alias) && isAliasPart(alias.alias_name) && isAliasPart(alias.alias_label);
}

/**
 * Checks who an object of `/users/track` speaks of (track page, user identifiers).
 *
 * @param {Json} object
 * @param {Workspace} workspace
 * @returns {Problem | null}
 */
function identifierProblem(object, workspace) {
	const given = PRIMARY.filter((name) => isGiven(object[name]));
	if (given.length > 1) return problem('twoPrimary');
	if (given.length === 0) return contactProblem(object);
	const { external_id: id, user_alias: alias, braze_id: brazeId } = object;
	if (given[0] === 'user_alias') return isAlias(alias) ? null : problem('badAlias');
	if (given[0] === 'braze_id') return typeof brazeId === 'string' ? null : problem('badBrazeId');
	if (typeof id !== 'string') return problem('badExternalId');
	if (Buffer.byteLength(id) > MAX_EXTERNAL_ID) return problem('EXTERNAL_USER_ID_TOO_LARGE');
	return workspace.settings.blockedExternalIds.includes(id)
		? problem('BLACKLISTED_EXTERNAL_USER_ID')
		: null;
}

/** @param {Json} object without a primary identifier @returns {Problem | null} */
function contactProblem({ email, phone }) {
	if (email !== undefined && email !== null) {
		return isEmail(email) ? null : problem('EMAIL_BAD_FORMAT');
	}
	if (!isText(phone)) return problem('noIdentifier');
	return isPhone(phone) ? null : problem('badPhone');
}

/**
 * Of several profiles the one to update: any with an external id before those without, then the
 * most recently updated (track page; said there of e-mail, taken for phone as well).
 *
 * @param {Profile[]} candidates
 * @returns {Profile | undefined}
 */
function preferred(candidates) {
	const identified = candidates.filter((profile) => profile.externalId !== null);
	return mostRecent(identified.length > 0 ? identified : candidates);
}

/** @param {Profile[]} candidates @returns {Profile | undefined} */
function mostRecent(candidates) {
	return candidates.reduce(
		(/** @type {Profile | undefined} */ best, profile) =>
			best && best.updated > profile.updated ? best : profile,
		undefined,
	);
}

/**
 * Finds the profile that an object names: a primary identifier, else the e-mail, else the phone.
 *
 * @param {Json} object with a valid identifier
 * @param {Workspace} workspace
 * @returns {Profile | undefined}
 */
function find(object, { profiles }) {
	if (isGiven(object.external_id)) return profiles.findByExternalId(String(object.external_id));
	if (isAlias(object.user_alias)) return profiles.findByAlias(object.user_alias);
	if (isGiven(object.braze_id)) return profiles.all.get(String(object.braze_id));
	if (typeof object.email === 'string') {
		return preferred(profiles.findByContact('email', object.email));
	}
	if (typeof object.phone === 'string') {
		return preferred(profiles.findByContact('phone', object.phone));
	}
	return undefined;
}

/**
 * Finds the profile, or creates it where Braze does: never for a Braze id, for an alias only when
 * `_update_existing_only` is false, else unless it is true.
 *
 * @param {Json} object with a valid identifier
 * @param {Workspace} workspace
 * @param {{ aliasCreates: boolean }} rule whether an alias may create at all; events and purchases
 *   with an alias only ever update
 * @returns {Profile | undefined} undefined when there is none: the object is taken and does nothing
 */
function findOrCreate(object, workspace, { aliasCreates }) {
	const found = find(object, workspace);
	if (found) return found;
	const { profiles } = workspace;
	const updateOnly = object._update_existing_only;
	if (isGiven(object.external_id)) {
		if (updateOnly === true) return undefined;
		const profile = profiles.create();
		profiles.setExternalId(profile, String(object.external_id));
		return profile;
	}
	if (isAlias(object.user_alias)) {
		if (!aliasCreates || updateOnly !== false) return undefined;
		const profile = profiles.create();
		profiles.addAlias(profile, object.user_alias);
		return profile;
	}
	if (isGiven(object.braze_id) || updateOnly === true) return undefined;
	const kind = typeof object.email === 'string' ? 'email' : 'phone';
	const profile = profiles.create();
	profiles.setContact(profile, kind, String(object[kind]));
	workspace.inheritGroups(profile);
	return profile;
}

module.exports = {
	identifierProblem,
	find,
	findOrCreate,
	isAlias,
	mostRecent,
	MAX_EXTERNAL_ID,
};
