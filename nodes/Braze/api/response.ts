import { messageOf } from './message';
import type { Headers } from './retry';

/** What came back for one request. */
export type Reply =
	| { kind: 'answer'; status: number; headers: Headers; body: unknown }
	/** No answer. `reached`: whether Braze may have got the request before the connection broke. */
	| { kind: 'none'; reached: boolean; reason: string };

/** What an answer means for the request. */
export type ResponseClass =
	/** Taken; single objects may still have failed. */
	| { kind: 'taken' }
	/** Refused because of what it holds; nothing was processed. */
	| { kind: 'refused'; message: string }
	/** Too many requests; nothing was processed. */
	| { kind: 'busy'; message: string }
	/** A failure that passes. `ambiguous`: Braze may have taken it all the same. */
	| { kind: 'failed'; message: string; ambiguous: boolean }
	/** Refused whatever it holds: every other request would be, too. */
	| { kind: 'denied'; message: string; status: number };

/**
 * What to make of a reply, by its status alone: Braze documents the statuses, not the texts.
 * Source: https://www.braze.com/docs/api/errors/
 *
 * @param permission the API key permission that the endpoint asks for
 */
export function classifyResponse(reply: Reply, permission: string): ResponseClass {
	if (reply.kind === 'none') {
		return {
			kind: 'failed',
			ambiguous: reply.reached,
			message: `Braze gave no answer (${reply.reason})`,
		};
	}
	const { status, body } = reply;
	const said = messageOf(body);
	const quoted = said === undefined ? '' : `: ${said}`;
	if (status >= 200 && status < 300) {
		if (typeof body !== 'string' || body.trim() === '') return { kind: 'taken' };
		return {
			kind: 'denied',
			status,
			message: `The answer (status ${status}) is not Braze's: it holds no JSON. Check that the REST endpoint of the credential is your Braze instance, and that no proxy stands in between.`,
		};
	}
	if (status === 400 || status === 413 || status === 422 || isAboutContent(status, body)) {
		return { kind: 'refused', message: said ?? `Braze refused the request (status ${status})` };
	}
	if (status === 429) return { kind: 'busy', message: `Braze's rate limit is reached${quoted}` };
	if (status >= 500 || status === 408) {
		return { kind: 'failed', ambiguous: true, message: `Braze failed (status ${status}${quoted})` };
	}
	return { kind: 'denied', status, message: denial(status, quoted, permission) };
}

/**
 * A 404 whose body lists errors is Braze's word on what was asked for, such as an unknown catalog or
 * catalog item; any other 404 means a wrong address.
 */
function isAboutContent(status: number, body: unknown): boolean {
	const errors = (body as { errors?: unknown } | null | undefined)?.errors;
	return status === 404 && Array.isArray(errors) && errors.length > 0;
}

function denial(status: number, quoted: string, permission: string): string {
	switch (status) {
		case 401:
			return `Braze does not know this API key (status 401${quoted}). Check the API key, and that the instance in the credential is the one that the key was made on.`;
		case 403:
			return `The API key may not do this (status 403${quoted}). It needs the permission "${permission}", and this machine's IP address if the key has an allowlist.`;
		case 404:
			return `Braze has no such address (status 404${quoted}). Check the REST endpoint of the credential: it is the instance's address alone.`;
		default:
			return `Braze refused the request (status ${status}${quoted}).`;
	}
}
