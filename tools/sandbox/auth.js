'use strict';

/** @typedef {import('./types').Answer} Answer */
/** @typedef {import('./state/workspace').Workspace} Workspace */

/**
 * Whether a request may use an endpoint. The status codes are documented; the texts only for the
 * transactional endpoint, and Braze's documentation asks to go by the status.
 *
 * @param {string | undefined} header `Authorization`
 * @param {string} permission of the endpoint
 * @param {Workspace} workspace
 * @returns {Answer | null} the refusal, or null
 */
function refusal(header, permission, workspace) {
	const key = /^Bearer (\S+)$/.exec(header ?? '')?.[1];
	const permissions = key === undefined ? undefined : workspace.keys.get(key);
	if (!permissions) return { status: 401, body: { message: 'Invalid API Key' } };
	if (permissions.has('*') || permissions.has(permission)) return null;
	return {
		status: workspace.settings.missingPermission,
		body: { message: 'You do not have permission to access this resource' },
	};
}

module.exports = { refusal };
