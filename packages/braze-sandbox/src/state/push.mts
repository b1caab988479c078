import type { Profile } from '../types.mts';
import { type Problem, problem } from './problems.mts';
import { isObject } from './values.mts';
import type { Workspace } from './workspace.mts';

function tokenProblem(token: unknown, workspace: Workspace): Problem | null {
	if (!isObject(token)) return problem('BAD_PUSH_TOKEN_VALUE');
	// ours: while the workspace declares no apps, any `app_id` is one of its apps.
	const isApp =
		typeof token.app_id === 'string' &&
		(workspace.appIds.size === 0 || workspace.appIds.has(token.app_id));
	if (!isApp) return problem('BAD_PUSH_TOKEN_APP_ID');
	if (typeof token.token !== 'string') return problem('BAD_PUSH_TOKEN_STRING');
	if (token.device_id === undefined) return null;
	const bytes = typeof token.device_id === 'string' ? Buffer.byteLength(token.device_id) : 0;
	return bytes >= 8 && bytes <= 255 ? null : problem('BAD_DEVICE_ID');
}

/** @param object an attributes object */
export function pushTokenProblem(
	object: Record<string, unknown>,
	workspace: Workspace,
): Problem | null {
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
 * Keeps push tokens.
 *
 * braze(attributes): a push token that is known already is ignored.
 *
 * @param profile null for an import, which makes a profile for each new token
 * @param tokens valid ones
 */
export function importTokens(workspace: Workspace, profile: Profile | null, tokens: unknown[]) {
	for (const { app_id, token, device_id } of tokens as Record<string, string>[]) {
		const key = `${app_id}\u0000${token}`;
		if (workspace.pushTokens.has(key)) continue;
		const owner = profile ?? workspace.profiles.create();
		workspace.pushTokens.add(key);
		const before = (owner.standard.get('push_tokens') ?? []) as unknown[];
		owner.standard.set('push_tokens', [...before, { app: app_id, token, device_id }]);
	}
}
