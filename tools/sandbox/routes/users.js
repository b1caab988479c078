'use strict';

const { addAliases, renameAliases } = require('../state/aliases');
const { removeIds, renameIds } = require('../state/externalIds');
const { identify, IDENTIFY_LISTS } = require('../state/identify');
const { deleteUsers, DELETE_LISTS, mergeUsers } = require('../state/removal');
const { isObject } = require('../state/values');

/** @typedef {import('../types').Answer} Answer */
/** @typedef {import('../types').Json} Json */
/** @typedef {import('../types-http').Call} Call */
/** @typedef {import('../types-http').Endpoint} Endpoint */

/** Ids in one request (rate limits page), and what is said beyond (errors page). */
const MAX_IDS = 50;
const TOO_MANY = 'The max number of ids per request was exceeded';

/** @param {string} message @returns {Answer} */
const bad = (message) => ({ status: 400, body: { message } });

/**
 * Runs an endpoint whose body is a request of lists, once those are lists, not empty, and not too
 * long together.
 *
 * @param {string[]} names the lists; one is enough
 * @param {(body: Json, call: Call) => Answer} run
 * @returns {(call: Call) => Answer}
 */
function withLists(names, run) {
	return (call) => {
		const body = isObject(call.body) ? call.body : {};
		const lists = names.map((name) => body[name]).filter((list) => list !== undefined);
		// Not documented: the text for a missing or empty list.
		const needed = `${names.map((name) => `'${name}'`).join(' or ')} must be an array that is not empty`;
		if (lists.length === 0 || !lists.every(Array.isArray)) return bad(needed);
		const count = lists.flat().length;
		if (count === 0) return bad(needed);
		return count > MAX_IDS ? bad(TOO_MANY) : run(body, call);
	};
}

/**
 * @param {string} name of the one list
 * @param {(list: unknown[], workspace: import('../state/workspace').Workspace) => Answer} run
 */
const withList = (name, run) =>
	withLists([name], (body, { workspace }) => run(/** @type {unknown[]} */ (body[name]), workspace));

/** @type {(body: Json, call: Call) => Answer} */
const remove = (body, { workspace }) => {
	const given = DELETE_LISTS.filter((name) => body[name] !== undefined);
	// The page's text allows one list in a request, its own example has several: a setting decides.
	if (workspace.settings.oneDeleteList && given.length > 1) {
		return bad(`only one of ${DELETE_LISTS.map((name) => `'${name}'`).join(', ')} may be given`);
	}
	return deleteUsers(body, workspace);
};

/** @type {Array<[string, string, (call: Call) => Answer]>} path, permission, what it does */
const table = [
	[
		'/users/identify',
		'users.identify',
		withLists(IDENTIFY_LISTS, (body, { workspace }) => identify(body, workspace)),
	],
	['/users/alias/new', 'users.alias.new', withList('user_aliases', addAliases)],
	['/users/alias/update', 'users.alias.update', withList('alias_updates', renameAliases)],
	['/users/delete', 'users.delete', withLists(DELETE_LISTS, remove)],
	[
		'/users/merge',
		'users.merge',
		({ body, workspace }) => mergeUsers(isObject(body) ? body.merge_updates : body, workspace),
	],
	[
		'/users/external_ids/rename',
		'users.external_ids.rename',
		withList('external_id_renames', renameIds),
	],
	['/users/external_ids/remove', 'users.external_ids.remove', withList('external_ids', removeIds)],
];

/** @type {Endpoint[]} */
const users = table.map(([path, permission, handle]) => ({
	method: 'POST',
	path,
	permission,
	handle,
}));

module.exports = { users };
