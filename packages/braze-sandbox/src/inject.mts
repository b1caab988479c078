import type { Rule } from './rule.mts';
import { ARRAY_NAMES, findErrors, NOTHING_VALID, shownError } from './state/track.mts';
import { isList, isObject } from './state/values.mts';
import type { Workspace } from './state/workspace.mts';
import type { BrazeResponse, Json, TrackError } from './types.mts';

/** What is sent instead of Braze's response. */
export interface Instead {
	status: number;
	headers?: Record<string, string>;
	type: 'json' | 'html' | 'plain';
	/** The body, or how many bytes of JSON to send. */
	content: string | { bytes: number };
}

/** A gateway's page, as it comes when Braze itself doesn't respond. */
const PAGE =
	'<html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>';

const holds = (object: unknown, key: string) =>
	isObject(object) && (key in object || (isObject(object.properties) && key in object.properties));

/** The objects that cause a whole request to be refused. */
function refusedObjects(
	refuse: NonNullable<Rule['refuse']>,
	body: unknown,
	workspace: Workspace,
): TrackError[] {
	if (!isObject(body)) return [];
	if (refuse === 'invalid') {
		return findErrors(body, workspace).map(shownError);
	}
	return ARRAY_NAMES.flatMap((name) => {
		const list = body[name];
		if (!isList(list)) return [];
		return list.flatMap((object, index) =>
			holds(object, refuse.holding)
				? [{ type: `'${refuse.holding}' is not valid`, input_array: name, index }]
				: [],
		);
	});
}

/** Whether the request takes effect before the fault shows. */
export function isProcessed(rule: Rule): boolean {
	if (rule.cut) return rule.cut === 'after';
	const { status, html, text, redirect, huge, echoAuthorization, applied = false } = rule;
	if (rule.queued ?? rule.amend) return true;
	const isReplaced =
		[status, text, redirect, huge].some((value) => value !== undefined) ||
		html === true ||
		echoAuthorization === true;
	return isReplaced ? applied : true;
}

const json = (status: number, body: Json): Instead => ({
	status,
	type: 'json',
	content: JSON.stringify(body),
});

/** What a rule sends instead of Braze's response, without the headers it may set. */
function action(
	rule: Rule,
	request: { body: unknown; authorization: string | undefined; workspace: Workspace },
	limited: (retryAfter?: number) => BrazeResponse,
): Instead | null {
	const { status } = rule;
	if (rule.html) return { status: status ?? 502, type: 'html', content: PAGE };
	if (rule.text !== undefined) {
		return { status: status ?? 200, type: 'plain', content: rule.text };
	}
	if (rule.redirect !== undefined) {
		return {
			...json(status ?? 302, { message: 'Moved' }),
			headers: { location: rule.redirect },
		};
	}
	if (rule.huge !== undefined) {
		return { status: status ?? 200, type: 'json', content: { bytes: rule.huge } };
	}
	if (rule.echoAuthorization) {
		const message = `Authorization '${request.authorization ?? ''}' is not valid`;
		return json(status ?? 400, { message });
	}
	if (rule.refuse) {
		const errors = refusedObjects(rule.refuse, request.body, request.workspace);
		return errors.length === 0 ? null : json(400, { message: NOTHING_VALID, errors });
	}
	if (status === 429 && rule.body === undefined) {
		const { headers, body } = limited(rule.retryAfter);
		return { ...json(429, body), headers };
	}
	if (status === undefined || rule.queued || rule.amend) return null;
	// ours: the bodies of 5XX responses.
	const given = rule.body === undefined ? { message: `Fault: status ${status}` } : rule.body;
	return { status, type: 'json', content: JSON.stringify(given) };
}

/**
 * The response of a rule, instead of Braze's.
 *
 * @param limited makes the response for a request over the limit
 * @returns null for Braze's own response
 */
export function injected(
	rule: Rule,
	request: { body: unknown; authorization: string | undefined; workspace: Workspace },
	limited: (retryAfter?: number) => BrazeResponse,
): Instead | null {
	const instead = action(rule, request, limited);
	return instead && rule.headers ? { ...instead, headers: rule.headers } : instead;
}

/** Braze's own response as a rule changes it. */
export function amended(rule: Rule, response: BrazeResponse): BrazeResponse {
	if (rule.queued && response.status < 300) return { status: 202, body: { message: 'queued' } };
	if (!rule.amend) return rule.headers ? { ...response, headers: rule.headers } : response;
	const body = Object.entries({ ...response.body, ...rule.amend }).filter(
		([, value]) => value !== null,
	);
	return {
		status: rule.status ?? response.status,
		headers: rule.headers ?? response.headers,
		body: Object.fromEntries(body),
	};
}
