'use strict';

/** @typedef {import('../types').Profile} Profile */
/** @typedef {import('./workspace').Workspace} Workspace */

/** How long a state waits for the profile of an address (subscription group status page). */
const INHERIT_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * The contact that a group is about. Not documented for a group that the workspace doesn't
 * declare: it counts as an e-mail group.
 *
 * @param {Workspace} workspace
 * @param {string} groupId
 * @returns {'email' | 'phone'}
 */
function contactOf(workspace, groupId) {
	return workspace.subscriptionGroups.get(groupId)?.channel === 'email' ||
		!workspace.subscriptionGroups.has(groupId)
		? 'email'
		: 'phone';
}

/** @param {Workspace} workspace @param {Profile} profile @param {string} id @param {string} state */
function setOne(workspace, profile, id, state) {
	profile.groups.set(id, state);
	workspace.profiles.touch(profile);
}

/**
 * Sets a user's state in a group, and that of every other user with the same e-mail or phone.
 *
 * @param {Workspace} workspace
 * @param {Profile} profile
 * @param {string} groupId
 * @param {string} state
 */
function setGroup(workspace, profile, groupId, state) {
	setOne(workspace, profile, groupId, state);
	const kind = contactOf(workspace, groupId);
	const value = profile.standard.get(kind);
	if (typeof value !== 'string') return;
	for (const other of workspace.profiles.findByContact(kind, value)) {
		setOne(workspace, other, groupId, state);
	}
}

/**
 * Sets the state of an address in a group: of everyone who has it, or, where nobody does, of the
 * first profile that comes to have it within 30 days.
 *
 * @param {Workspace} workspace
 * @param {'email' | 'phone'} kind
 * @param {string} value
 * @param {{ groupId: string, state: string, doubleOptIn: boolean }} change
 */
function setGroupOfContact(workspace, kind, value, { groupId, state, doubleOptIn }) {
	const sharing = workspace.profiles.findByContact(kind, value);
	for (const profile of sharing) setOne(workspace, profile, groupId, state);
	if (sharing.length > 0 || doubleOptIn) return;
	const key = `${kind}\u0000${value}`;
	const waiting = workspace.waitingGroups.get(key) ?? new Map();
	waiting.set(groupId, { state, until: Date.now() + INHERIT_MS });
	workspace.waitingGroups.set(key, waiting);
}

/**
 * Gives a profile what was set for its address before it existed.
 *
 * @param {Workspace} workspace
 * @param {Profile} profile
 */
function inheritGroups(workspace, profile) {
	if (workspace.waitingGroups.size === 0 && workspace.emailStates.size === 0) return;
	for (const kind of /** @type {const} */ (['email', 'phone'])) {
		const key = `${kind}\u0000${profile.standard.get(kind)}`;
		for (const [groupId, { state, until }] of workspace.waitingGroups.get(key) ?? []) {
			if (until > Date.now() && !profile.groups.has(groupId)) {
				profile.groups.set(groupId, state);
			}
		}
		workspace.waitingGroups.delete(key);
	}
	const global = workspace.emailStates.get(String(profile.standard.get('email')));
	if (global && !profile.standard.has('email_subscribe')) {
		profile.standard.set('email_subscribe', global);
	}
}

module.exports = { setGroup, setGroupOfContact, inheritGroups };
