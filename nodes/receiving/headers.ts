import type { IDataObject } from 'n8n-workflow';
import { type SharedSecret, textOf } from './sharedSecret';

/** Headers that describe a call and its way, and carry no credential. */
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

/** The text as written and, where it is percent-encoded, as meant. */
function readings(text: string): string[] {
	try {
		return [text, decodeURIComponent(text)];
	} catch {
		return [text];
	}
}

/** Whether a header's value holds the shared secret: a proxy may copy the address, and so the query. */
function holdsSecret(value: string, secret: string): boolean {
	if (/[?&]secret=/i.test(value)) return true;
	if (secret === '') return false;
	return (
		readings(value).some((text) => text.includes(secret)) ||
		value.includes(encodeURIComponent(secret))
	);
}

/**
 * The headers of a call that an item may show: harmless ones, and those the user asks for by name.
 * None that holds the shared secret, whatever its name.
 * @param headers with names in lower case
 * @param names more headers to show, in any case
 */
export function publicHeaders(
	headers: IDataObject,
	names: readonly string[],
	credential: Partial<SharedSecret>,
): IDataObject {
	const secret = textOf(credential.secret);
	const shown = new Set([...HARMLESS, ...names.map((name) => name.toLowerCase())]);
	return Object.fromEntries(
		Object.entries(headers).filter(
			([name, value]) => shown.has(name) && !holdsSecret(String(value), secret),
		),
	);
}
