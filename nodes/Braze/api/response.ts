import { cut, explain, messageOf } from './message';
import type { Request } from './request';
import type { Headers } from './retry';

/** An HTTP response, from Braze or a proxy. */
interface HttpResponse {
	kind: 'response';
	status: number;
	headers: Headers;
	body: unknown;
}

/** Why no response came. */
export interface NoResponse {
	kind: 'none';
	/** Whether Braze may have got the request before the connection broke. */
	reached: boolean;
	/** Part of a sentence. */
	reason: string;
	/** Whether every other request would fail as well. */
	isLasting?: boolean;
	/** What to do, in whole sentences, where the usual advice does not fit. */
	advice?: string;
}

/** What came of sending a request once. */
export type HttpResult = HttpResponse | NoResponse;

/** What to do about most failed connections. */
const CHECK_CONNECTION =
	'Check the REST endpoint in the credential, and any firewall or proxy in between.';

/** Refusals of a request's content or rate: only a server that has read the request responds like this. */
const ABOUT_REQUEST: ReadonlySet<number> = new Set([400, 413, 422, 429]);

/** What a response means for its request. */
export type ResponseClass =
	/** Taken; single objects may still have failed. */
	| { kind: 'taken' }
	/** Refused because of its content; nothing was processed. */
	| { kind: 'refused'; message: string }
	/** Too many requests; nothing was processed. */
	| { kind: 'busy'; message: string }
	/** A temporary failure. `ambiguous`: Braze may have taken the request all the same. */
	| { kind: 'failed'; message: string; ambiguous: boolean }
	/** Refused whatever its content: every other request would be, too. */
	| { kind: 'denied'; message: string; status?: number };

/** What must be known of a request to judge its response. */
export interface SentRequest {
	/** The API key permission that the endpoint needs. */
	permission: string;
	request: Pick<Request, 'responseKey' | 'mayBeMissing' | 'whenBusy'>;
}

/**
 * Classifies a response by its status: Braze documents the statuses, but not the texts.
 * Source: https://www.braze.com/docs/api/errors/
 *
 * @param restEndpoint where it was sent, for messages
 */
export function classifyResponse(
	result: HttpResult,
	sent: SentRequest,
	restEndpoint: string,
): ResponseClass {
	if (result.kind === 'none') return withoutResponse(result, restEndpoint);
	if (isProxys(result, restEndpoint)) return refusedByProxy(result, restEndpoint);
	const { status, body } = result;
	const said = messageOf(body);
	const quoted = said === undefined ? '' : `: ${said}`;
	if (status >= 200 && status < 300) {
		if (isBrazes(body, sent)) return { kind: 'taken' };
		return {
			kind: 'failed',
			ambiguous: true,
			message: `The response (status ${status}${quoted}) is not from Braze. Check that the REST endpoint in the credential, ${restEndpoint}, is your Braze instance, and that no proxy is in between`,
		};
	}
	if (status >= 300 && status < 400) {
		return { kind: 'denied', status, message: redirection(result, restEndpoint) };
	}
	if (status === 400 || status === 413 || status === 422 || isAboutContent(status, body, sent)) {
		const message = said ?? `Braze rejected the request (status ${status})`;
		return { kind: 'refused', message: explain(message) };
	}
	const { whenBusy } = sent.request;
	if (status === 429 && whenBusy !== undefined && !isUsedUp(result)) {
		return { kind: 'refused', message: whenBusy };
	}
	if (status === 429) return { kind: 'busy', message: `Braze's rate limit was reached${quoted}` };
	if (status >= 500 || status === 408) {
		return {
			kind: 'failed',
			ambiguous: true,
			message: `Braze${isObject(body) ? '' : ', or a proxy in between,'} had a server error (status ${status}${quoted})`,
		};
	}
	const message =
		status === 403 && !isObject(body)
			? `Access was refused (status 403), and the response is not Braze's usual one. Check that no proxy or firewall is between n8n and ${restEndpoint}. If there is none, give the API key the permission "${sent.permission}" and, if it has an IP allowlist, add the IP address of your n8n.`
			: denial(status, quoted, sent);
	return { kind: 'denied', status, message };
}

function withoutResponse(
	{ reached, reason, isLasting = false, advice = CHECK_CONNECTION }: NoResponse,
	restEndpoint: string,
): ResponseClass {
	if (reached) {
		const message = `No response from Braze at ${restEndpoint} (${cut(reason)})`;
		return { kind: 'failed', ambiguous: true, message };
	}
	const message = `Could not connect to ${restEndpoint}: ${cut(reason)}. Nothing was sent. ${advice}`;
	if (isLasting) return { kind: 'denied', message };
	return { kind: 'failed', ambiguous: false, message };
}

/**
 * Whether a proxy responded in Braze's place to the request for a connection. Only a proxy uses status 407,
 * and a response from Braze has a date, which proxies keep or add when they pass it on.
 * Sources: https://www.rfc-editor.org/rfc/rfc9110#name-407-proxy-authentication-re and #name-date
 */
function isProxys({ status, headers, body }: HttpResponse, restEndpoint: string): boolean {
	if (status === 407) return true;
	if (status < 400 || ABOUT_REQUEST.has(status) || isObject(body)) return false;
	// (Without TLS, it is a stand-in for Braze on this machine.)
	if (!restEndpoint.startsWith('https:')) return false;
	return headers.date === undefined || (status < 500 && namesProxy(headers));
}

function namesProxy(headers: Headers): boolean {
	return (
		Object.keys(headers).some((name) => /^(proxy-|x-squid-)/.test(name)) ||
		/proxy|squid|zscaler|forcepoint|netskope/i.test(headers.server ?? '')
	);
}

function refusedByProxy({ status }: HttpResponse, restEndpoint: string): ResponseClass {
	if (status === 407) {
		const message =
			'A proxy between n8n and Braze asks for a user name and password (status 407). Nothing was sent. Enter them in n8n’s proxy settings, e.g. in the environment variable HTTPS_PROXY.';
		return { kind: 'denied', status, message };
	}
	if (status >= 500 || status === 408) {
		const message = `A proxy between n8n and Braze could not connect to ${restEndpoint} (status ${status}). Nothing was sent. Check the REST endpoint in the credential and the proxy.`;
		return { kind: 'failed', ambiguous: false, message };
	}
	const message = `A proxy between n8n and Braze refused the connection to ${restEndpoint} (status ${status}). Nothing was sent. Ask whoever runs the proxy to allow it, or check n8n’s proxy settings.`;
	return { kind: 'denied', status, message };
}

/** Whether a response says that the rate limit is used up: nothing is left, or when to retry. */
function isUsedUp({ headers }: HttpResponse): boolean {
	return (
		headers['x-ratelimit-remaining'] === '0' || headers['x-ratelimit-retry-after'] !== undefined
	);
}

function isObject(body: unknown): boolean {
	return typeof body === 'object' && body !== null;
}

/**
 * Whether a response with status 2xx can be Braze's: an object with a `message` or a list of `errors`, or with
 * the key that this endpoint has in their place. Other servers may respond 200 to anything.
 */
function isBrazes(body: unknown, { request: { responseKey } }: SentRequest): boolean {
	if (typeof body !== 'object' || body === null) return false;
	const { message, errors } = body as { message?: unknown; errors?: unknown };
	if (typeof message === 'string' || Array.isArray(errors)) return true;
	return responseKey !== undefined && Object.hasOwn(body, responseKey);
}

/** Braze never redirects; following would send the API key to another host. */
function redirection({ status, headers }: HttpResponse, restEndpoint: string): string {
	const { location } = headers;
	const known = location !== undefined && URL.canParse(location, restEndpoint);
	const where = known ? ` to ${cut(new URL(location, restEndpoint).origin)}` : '';
	return `The REST endpoint in the credential, ${restEndpoint}, redirects${where} (status ${status}). Braze never redirects, so nothing was sent there. Check the address in the credential.`;
}

/**
 * Whether a 404 is about the request's content, such as an unknown catalog. Braze then lists errors; where the
 * path names something that may be missing, any JSON will do. Any other 404 means a wrong address.
 */
function isAboutContent(status: number, body: unknown, { request }: SentRequest): boolean {
	if (status !== 404) return false;
	const errors = (body as { errors?: unknown } | null | undefined)?.errors;
	if (Array.isArray(errors) && errors.length > 0) return true;
	return request.mayBeMissing === true && isObject(body);
}

function denial(status: number, quoted: string, { permission }: SentRequest): string {
	switch (status) {
		case 401:
			return `Braze rejected the API key (status 401${quoted}). Check the key, and that the instance in the credential is the one where the key was created.`;
		case 403:
			return `The API key is not allowed to do this (status 403${quoted}). Give it the permission "${permission}" and, if it has an IP allowlist, add the IP address of your n8n.`;
		case 404:
			return `There is no Braze API at this address (status 404${quoted}). Check the REST endpoint in the credential: it must be only the address of your instance.`;
		default:
			return `Braze rejected the request (status ${status}${quoted}).`;
	}
}
