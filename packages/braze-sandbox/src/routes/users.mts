import { addAliases, renameAliases } from '../state/aliases.mts';
import { removeIds, renameIds } from '../state/externalIds.mts';
import { identify, IDENTIFY_LISTS } from '../state/identify.mts';
import { DELETE_LISTS, deleteUsers, mergeUsers } from '../state/removal.mts';
import { isObject } from '../state/values.mts';
import type { Workspace } from '../state/workspace.mts';
import type { BrazeResponse, Json } from '../types.mts';
import type { Call, Endpoint } from '../types-http.mts';

/** braze(errors): at most 50 IDs in a request, and the text for more. */
const MAX_IDS = 50;
const TOO_MANY = 'The max number of ids per request was exceeded';

const bad = (message: string): BrazeResponse => ({ status: 400, body: { message } });

/**
 * Runs an endpoint that takes lists, once they are lists, not all empty, and not too long together.
 *
 * @param names the lists; one is enough
 */
function withLists(
	names: string[],
	run: (body: Json, call: Call) => BrazeResponse,
): (call: Call) => BrazeResponse {
	return (call) => {
		const body = isObject(call.body) ? call.body : {};
		const lists = names.map((name) => body[name]).filter((list) => list !== undefined);
		// ours: the text for a list that is missing or empty.
		const needed = `${names.map((name) => `'${name}'`).join(' or ')} must be an array that is not empty`;
		if (lists.length === 0 || !lists.every(Array.isArray)) return bad(needed);
		const count = lists.flat().length;
		if (count === 0) return bad(needed);
		return count > MAX_IDS ? bad(TOO_MANY) : run(body, call);
	};
}

/** @param name of the one list */
const withList = (name: string, run: (list: unknown[], workspace: Workspace) => BrazeResponse) =>
	withLists([name], (body, { workspace }) => run(body[name] as unknown[], workspace));

const remove: (body: Json, call: Call) => BrazeResponse = (body, { workspace }) => {
	const given = DELETE_LISTS.filter((name) => body[name] !== undefined);
	// ours: the text for a deletion with more than one list.
	if (workspace.settings.oneDeleteList && given.length > 1) {
		return bad(`only one of ${DELETE_LISTS.map((name) => `'${name}'`).join(', ')} may be given`);
	}
	return deleteUsers(body, workspace);
};

/** Path, permission, what it does. */
const table: Array<[string, string, (call: Call) => BrazeResponse]> = [
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

export const users: Endpoint[] = table.map(([path, permission, handle]) => ({
	method: 'POST',
	path,
	permission,
	handle,
}));
