import { findErrors, ARRAY_NAMES, NOTHING_VALID } from './state/track.mts';
import { isObject } from './state/values.mts';
import type { Answer, TrackError } from './types.mts';
import type { Rule } from './faults.mts';
import type { Workspace } from './state/workspace.mts';
import type { RateLimits } from './rates.mts';

/** A gateway's page, as it comes when Braze itself doesn't answer. */
const PAGE =
	'<html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>';

const holds = (object: unknown, key: string) =>
	isObject(object) && (key in object || (isObject(object.properties) && key in object.properties));

/** @returns the objects because of which the whole request is refused */
function refusedObjects(
	refuse: NonNullable<Rule['refuse']>,
	body: unknown,
	workspace: Workspace,
): TrackError[] {
	if (!isObject(body)) return [];
	if (refuse === 'invalid') return findErrors(body, workspace);
	return ARRAY_NAMES.flatMap((name) => {
		const list = body[name];
		if (!Array.isArray(list)) return [];
		return list.flatMap((object, index) =>
			holds(object, refuse.holding)
				? [{ type: `'${refuse.holding}' is not valid`, input_array: name, index }]
				: [],
		);
	});
}

/** @returns whether the request takes effect before the fault shows */
export function isProcessed({ status, html, cut, applied = false }: Rule): boolean {
	if (cut) return cut === 'after';
	return status === undefined && !html ? true : applied;
}

/**
 * What a rule answers in place of Braze. Not documented: the texts of 5XX answers.
 *
 * @param context the request
 * @returns null: what Braze would answer
 */
export function injected(
	rule: Rule,
	{ body, workspace, rates }: { body: unknown; workspace: Workspace; rates: RateLimits },
): (Answer | { status: number; text: string }) | null {
	if (rule.html) return { status: rule.status ?? 502, text: PAGE };
	if (rule.refuse) {
		const errors = refusedObjects(rule.refuse, body, workspace);
		return errors.length === 0 ? null : { status: 400, body: { message: NOTHING_VALID, errors } };
	}
	if (rule.status === 429) return rates.refusal(workspace.settings, rule.retryAfter);
	if (rule.status === undefined) return null;
	const given = isObject(rule.body) ? rule.body : { message: `Fault: status ${rule.status}` };
	return { status: rule.status, body: given };
}
