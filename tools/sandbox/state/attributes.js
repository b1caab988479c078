'use strict';

const { customValue, typeOf } = require('./custom');
const { identifierProblem, findOrCreate } = require('./lookup');
const { problem } = require('./problems');
const { importTokens, pushTokenProblem } = require('./push');
const { STANDARD, STATES } = require('./standard');
const { setGroup } = require('./subscriptions');
const { isObject, isEmail, isUuid } = require('./values');

/** @typedef {import('../types').Profile} Profile */
/** @typedef {import('../types').Json} Json */
/** @typedef {import('./workspace').Workspace} Workspace */
/** @typedef {import('./problems').Problem} Problem */

/** Keys of an attributes object that are no attributes of the profile. */
const CONTROL = new Set([
	'external_id',
	'user_alias',
	'braze_id',
	'_update_existing_only',
	'_merge_objects',
	'push_token_import',
	'push_tokens',
	'subscription_groups',
]);

/** @param {unknown} groups @param {Workspace} workspace @returns {Problem | null} */
function groupsProblem(groups, workspace) {
	if (!Array.isArray(groups)) return problem('BAD_SUBSCRIPTION_GROUP_ARRAY');
	for (const group of groups) {
		if (!isObject(group)) return problem('BAD_SUBSCRIPTION_GROUP_HASH');
		const { subscription_group_id: id, subscription_state: state } = group;
		if (id === undefined || state === undefined) return problem('BAD_SUBSCRIPTION_GROUP_HASH');
		const declared = workspace.subscriptionGroups;
		const isKnown = declared.size > 0 ? declared.has(String(id)) : isUuid(id);
		if (!isKnown) return problem('BAD_SUBSCRIPTION_GROUP_ID');
		if (state !== 'subscribed' && state !== 'unsubscribed') {
			return problem('BAD_SUBSCRIPTION_GROUP_STATE');
		}
	}
	return null;
}

/** @param {unknown} value */
const isLocation = (value) =>
	isObject(value) &&
	typeof value.longitude === 'number' &&
	typeof value.latitude === 'number' &&
	Math.abs(value.longitude) <= 180 &&
	Math.abs(value.latitude) <= 90;

/** @param {unknown} value */
const isState = (value) => typeof value === 'string' && STATES.includes(value);

/** @type {Array<[string, (value: unknown) => boolean, string]>} field, check, code */
const CHECKS = [
	['email', isEmail, 'EMAIL_BAD_FORMAT'],
	['email_subscribe', isState, 'BAD_EMAIL_SUBSCRIPTION_STATE'],
	['push_subscribe', isState, 'BAD_PUSH_SUBSCRIPTION_STATE'],
	['current_location', isLocation, 'BAD_LOCATION_UPDATE'],
];

/**
 * What makes Braze refuse an attributes object (errors table of the track page).
 *
 * @param {unknown} object
 * @param {Workspace} workspace
 * @returns {Problem | null}
 */
function attributesProblem(object, workspace) {
	if (!isObject(object)) return problem('notAnObject');
	if (object.push_token_import !== true) {
		const identifier = identifierProblem(object, workspace);
		if (identifier) return identifier;
	}
	if ('email_subscription_info' in object) {
		return problem('INVALID_ATTRIBUTE_EMAIL_SUBSCRIPTION_INFO');
	}
	for (const [field, isValid, code] of CHECKS) {
		const value = object[field];
		if (value !== undefined && value !== null && !isValid(value)) return problem(code);
	}
	const push = pushTokenProblem(object, workspace);
	if (push) return push;
	return object.subscription_groups === undefined
		? null
		: groupsProblem(object.subscription_groups, workspace);
}

/** @param {Workspace} workspace @param {Profile} profile @param {string} name @param {unknown} value */
function setStandard(workspace, profile, name, value) {
	const kept = value === null ? null : STANDARD.get(name)?.(value);
	if (kept === undefined) return;
	if (name === 'email' || name === 'phone') {
		if (profile.standard.get(name) === kept) return;
		workspace.profiles.setContact(profile, name, /** @type {string | null} */ (kept));
		workspace.inheritGroups(profile);
	} else if (kept === null) profile.standard.delete(name);
	else profile.standard.set(name, kept);
}

/**
 * @param {Workspace} workspace
 * @param {Profile} profile
 * @param {string} name
 * @param {unknown} value
 * @param {boolean} merge
 */
function setCustom(workspace, profile, name, value, merge) {
	if (value === null) {
		profile.custom.delete(name);
		return;
	}
	const known = workspace.customAttributes.get(name);
	const kept = customValue(value, {
		stored: profile.custom.get(name),
		merge,
		declared: known?.declared ? known.data_type : undefined,
	});
	if (kept === undefined) return;
	profile.custom.set(name, kept);
	if (!known) workspace.noteAttribute(name, typeOf(kept));
}

/**
 * Sets a user's attributes, standard and custom, by the rules of the user attributes object page.
 *
 * @param {Workspace} workspace
 * @param {Profile} profile
 * @param {Json} attributes
 */
function setAttributes(workspace, profile, attributes) {
	const merge = attributes._merge_objects === true;
	for (const [key, value] of Object.entries(attributes)) {
		if (CONTROL.has(key)) continue;
		const name = key.trim();
		if (STANDARD.has(name)) setStandard(workspace, profile, name, value);
		else if (name !== '') setCustom(workspace, profile, name, value, merge);
	}
	if (Array.isArray(attributes.push_tokens)) {
		importTokens(workspace, profile, attributes.push_tokens);
	}
	if (Array.isArray(attributes.subscription_groups)) {
		for (const group of attributes.subscription_groups) {
			setGroup(workspace, profile, group.subscription_group_id, group.subscription_state);
		}
	}
	workspace.profiles.touch(profile);
}

/**
 * Applies one attributes object that `attributesProblem` finds nothing wrong with.
 *
 * @param {Json} object
 * @param {Workspace} workspace
 */
function applyAttributes(object, workspace) {
	if (object.push_token_import === true) {
		importTokens(workspace, null, /** @type {unknown[]} */ (object.push_tokens));
		return;
	}
	const profile = findOrCreate(object, workspace, { aliasCreates: true });
	if (profile) setAttributes(workspace, profile, object);
}

module.exports = { attributesProblem, applyAttributes, setAttributes };
