import type { Answer } from './types.mts';
import type { Workspace } from './state/workspace.mts';

/**
 * Whether a request may use an endpoint. The status codes are documented; the texts only for the
 * transactional endpoint, and Braze's documentation asks to go by the status.
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
