import type { IDataObject } from 'n8n-workflow';

import { QUERY_KEY, secretsOf, type SharedSecret } from './sharedSecret';

/** Headers that describe a call and its route, and hold no credentials. */
const HARMLESS = new Set([
	'accept',
	'accept-charset',
	'accept-encoding',
	'accept-language',
	'content-encoding',
	'content-length',
	'content-type',
	'date',
	'host',
	'origin',
	'traceparent',
	'user-agent',
	'via',
	'x-correlation-id',
	'x-forwarded-for',
	'x-forwarded-host',
	'x-forwarded-port',
	'x-forwarded-proto',
	'x-real-ip',
	'x-request-id',
]);

/** A text as written and, if it is percent-encoded, decoded. */
function readings(text: string): string[] {
	try {
		return [text, decodeURIComponent(text)];
	} catch {
		return [text];
	}
}

const SECRET_IN_QUERY = new RegExp(`[?&]${QUERY_KEY}=`, 'i');

/** Whether a header holds a shared secret: a proxy may copy the address there, including the query. */
function holdsSecret(value: string, secrets: readonly string[]): boolean {
	if (SECRET_IN_QUERY.test(value)) return true;
	return secrets.some(
		(secret) =>
			readings(value).some((text) => text.includes(secret)) ||
			value.includes(encodeURIComponent(secret)),
	);
}

/**
 * The headers of a call that an item may show: harmless ones and those that the user lists, but none that
 * holds the shared secret.
 *
 * @param headers with names in lower case
 * @param names more headers to show, in any case
 */
export function publicHeaders(
	headers: IDataObject,
	names: readonly string[],
	credential: Partial<SharedSecret>,
): IDataObject {
	const secrets = secretsOf(credential);
	const shown = new Set([...HARMLESS, ...names.map((name) => name.toLowerCase())]);
	return Object.fromEntries(
		Object.entries(headers).filter(
			([name, value]) =>
				shown.has(name) && !holdsSecret(String(value as string | string[]), secrets),
		),
	);
}

/**
 * Adds the call's headers as `headers`, or as `request_headers` if the submission has `headers` of its own.
 */
export function withHeaders(json: IDataObject, headers?: IDataObject): IDataObject {
	if (headers === undefined) return json;
	return { ...json, [Object.hasOwn(json, 'headers') ? 'request_headers' : 'headers']: headers };
}
