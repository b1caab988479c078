'use strict';

const { randomBytes } = require('node:crypto');
const { attributesProblem, setAttributes } = require('./attributes');
const { find, isAlias } = require('./lookup');
const { chosenContact } = require('./choose');
const { isObject, isText } = require('./values');

/** @typedef {import('../types').Campaign} Campaign */
/** @typedef {import('../types').Json} Json */
/** @typedef {import('../types').Message} Message */
/** @typedef {import('../types').Profile} Profile */
/** @typedef {import('./workspace').Workspace} Workspace */

/** @returns {string} the id of one dispatch */
const dispatchId = () => randomBytes(16).toString('hex');

/** @param {Json} recipient @returns {Json} the identifier it has, in the words of a profile */
function identifierOf({ external_user_id: id, user_alias: alias, email }) {
	if (isText(id)) return { external_id: id };
	if (isObject(alias)) return { user_alias: alias };
	return isText(email) ? { email } : {};
}

/**
 * What is wrong with a recipient (recipients object page). Not documented: the texts.
 *
 * @param {unknown} recipient
 * @param {Workspace} workspace
 * @returns {string | null}
 */
function recipientProblem(recipient, workspace) {
	if (!isObject(recipient)) return 'each recipient must be an object';
	const identifier = identifierOf(recipient);
	if (Object.keys(identifier).length === 0) {
		return "a recipient needs an 'external_user_id', a 'user_alias' or an 'email'";
	}
	if (identifier.user_alias !== undefined && !isAlias(identifier.user_alias)) {
		return "'user_alias' must be an object with 'alias_name' and 'alias_label'";
	}
	if (recipient.send_to_existing_only === false) {
		if (identifier.user_alias) return "'send_to_existing_only' can't be false with a 'user_alias'";
		if (!isObject(recipient.attributes)) {
			return "'attributes' are required when 'send_to_existing_only' is false";
		}
	}
	if (!isObject(recipient.attributes)) return null;
	return attributesProblem({ ...recipient.attributes, ...identifier }, workspace)?.sentence ?? null;
}

/**
 * The profile that a message goes to, with the recipient's attributes applied first.
 *
 * @param {Json} recipient without a problem
 * @param {Workspace} workspace
 * @param {boolean} [creates] whether attributes create a user that doesn't exist; by default only
 *   with `send_to_existing_only: false`
 * @returns {Profile | undefined} undefined for a user that doesn't exist: nothing is sent
 */
function reach(recipient, workspace, creates = recipient.send_to_existing_only === false) {
	const identifier = identifierOf(recipient);
	const hasOrder = identifier.email !== undefined && recipient.prioritization !== undefined;
	let profile = hasOrder ? chosenContact(recipient, workspace) : find(identifier, workspace);
	if (!profile && creates && isText(identifier.external_id)) {
		profile = workspace.profiles.create();
		workspace.profiles.setExternalId(profile, identifier.external_id);
	}
	if (profile && isObject(recipient.attributes)) {
		setAttributes(workspace, profile, recipient.attributes);
	}
	return profile;
}

/**
 * @param {Workspace} workspace
 * @param {Message['kind']} kind
 * @param {Campaign} campaign
 * @param {{ dispatch: string, recipient: Json | null, profile?: Profile, properties: Json }} send
 */
function note(workspace, kind, campaign, { dispatch, recipient, profile, properties }) {
	workspace.noteMessage({
		dispatch_id: dispatch,
		kind,
		id: campaign.id,
		name: campaign.name,
		time: new Date().toISOString(),
		recipient: recipient && identifierOf(recipient),
		braze_id: profile?.brazeId ?? null,
		properties: structuredClone(properties),
	});
}

module.exports = { dispatchId, recipientProblem, reach, note };
