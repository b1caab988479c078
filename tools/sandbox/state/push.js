'use strict';

const { problem } = require('./problems');
const { isObject } = require('./values');

/** @typedef {import('../types').Profile} Profile */
/** @typedef {import('./workspace').Workspace} Workspace */
/** @typedef {import('./problems').Problem} Problem */

/** @param {unknown} token @param {Workspace} workspace @returns {Problem | null} */
function tokenProblem(token, workspace) {
	if (!isObject(token)) return problem('BAD_PUSH_TOKEN_VALUE');
	// Not documented: while the workspace declares no apps, any app_id is one of its apps.
	const isApp =
		typeof token.app_id === 'string' &&
		(workspace.appIds.size === 0 || workspace.appIds.has(token.app_id));
	if (!isApp) return problem('BAD_PUSH_TOKEN_APP_ID');
	if (typeof token.token !== 'string') return problem('BAD_PUSH_TOKEN_STRING');
	if (token.device_id === undefined) return null;
	const bytes = typeof token.device_id === 'string' ? Buffer.byteLength(token.device_id) : 0;
	return bytes >= 8 && bytes <= 255 ? null : problem('BAD_DEVICE_ID');
}

/**
 * @param {Record<string, unknown>} object an attributes object
 * @param {Workspace} workspace
 * @returns {Problem | null}
 */
function pushTokenProblem(object, workspace) {
	const { push_tokens: tokens, push_token_import: isImport } = object;
	if (isImport === true) {
		const isNamed = (object.external_id ?? object.braze_id) !== undefined;
		if (isNamed || tokens === undefined) return problem('BAD_PUSH_TOKEN_IMPORT');
	}
	if (tokens === undefined) return null;
	if (!Array.isArray(tokens)) return problem('BAD_PUSH_TOKEN_VALUE');
	for (const token of tokens) {
		const found = tokenProblem(token, workspace);
		if (found) return found;
	}
	return null;
}

/**
 * Keeps push tokens; one that is known already is ignored (user attributes object page).
 *
 * @param {Workspace} workspace
 * @param {Profile | null} profile null for an import, which makes a profile for each new token
 * @param {unknown[]} tokens valid ones
 */
function importTokens(workspace, profile, tokens) {
	for (const { app_id, token, device_id } of /** @type {Record<string, string>[]} */ (tokens)) {
		const key = `${app_id}\u0000${token}`;
		if (workspace.pushTokens.has(key)) continue;
		const owner = profile ?? workspace.profiles.create();
		workspace.pushTokens.add(key);
		const before = /** @type {unknown[]} */ (owner.standard.get('push_tokens') ?? []);
		owner.standard.set('push_tokens', [...before, { app: app_id, token, device_id }]);
	}
}

module.exports = { pushTokenProblem, importTokens };
