import type { Workspace } from './state/workspace.mts';
import type { BrazeResponse } from './types.mts';

/**
 * The refusal of a request that may not use an endpoint.
 *
 * braze(errors): an unknown or malformed key is a 401; a key without the permission a 403, or by
 *   another line of the page a 401.
 * inferred: the texts of 401 and 403 responses, from integrators' tests and the transactional endpoint.
 *
 * @param header `Authorization`
 * @param permission of the endpoint
 * @returns null if it may
 */
export function refusal(
	header: string | undefined,
	permission: string,
	workspace: Workspace,
): BrazeResponse | null {
	const permissions = permissionsOf(header, workspace);
	if (!permissions) return { status: 401, body: { message: 'Invalid API Key' } };
	if (permissions.has('*') || permissions.has(permission)) return null;
	return {
		status: workspace.settings.missingPermission,
		body: { message: 'You do not have permission to access this resource' },
	};
}

/** What the key in an `Authorization` header may do; undefined if the workspace doesn't know it. */
export function permissionsOf(
	header: string | undefined,
	{ keys }: Workspace,
): ReadonlySet<string> | undefined {
	const key = /^Bearer (\S+)$/.exec(header ?? '')?.[1];
	return key === undefined ? undefined : keys.get(key);
}
