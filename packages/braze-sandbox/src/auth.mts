import type { Answer } from './types.mts';
import type { Workspace } from './state/workspace.mts';

/**
 * Whether a request may use an endpoint.
 *
 * braze(errors): an unknown or malformed key is a 401; a key without the permission a 403, or by
 *   another line of the page a 401.
 * inferred: the texts of 401 and 403 answers, which integrators' tests and the transactional endpoint
 *   have.
 *
 * @param header `Authorization`
 * @param permission of the endpoint
 * @returns the refusal, or null
 */
export function refusal(
	header: string | undefined,
	permission: string,
	workspace: Workspace,
): Answer | null {
	const key = /^Bearer (\S+)$/.exec(header ?? '')?.[1];
	const permissions = key === undefined ? undefined : workspace.keys.get(key);
	if (!permissions) return { status: 401, body: { message: 'Invalid API Key' } };
	if (permissions.has('*') || permissions.has(permission)) return null;
	return {
		status: workspace.settings.missingPermission,
		body: { message: 'You do not have permission to access this resource' },
	};
}
