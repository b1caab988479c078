import { createHash, timingSafeEqual } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

/** The credential's fields. */
export interface SharedSecret {
	secret: string;
	headerName: string;
	/** Still accepted while the sender is switched to a new secret. */
	previousSecret: string;
}

/** Where a call has the secret; `any`: anywhere, for senders with several ways. */
export type SecretLocation = 'header' | 'query' | 'any';

export const QUERY_KEY = 'secret';

/** Blanks around a secret come from pasting, and headers can't have them. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** The secrets that a credential accepts: the secret and, during a change, the previous one. */
export const secretsOf = ({ secret, previousSecret }: Partial<SharedSecret>): string[] =>
	[secret, previousSecret].map(textOf).filter((text) => text !== '');

/** @param defaultHeader the header's name if the credential has none */
export const headerNameOf = ({ headerName }: Partial<SharedSecret>, defaultHeader: string) =>
	textOf(headerName) || defaultHeader;

const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();

/** Compares in a time that does not reveal whether or where two texts differ. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** What was sent, with and without the scheme that some senders put before a token (RFC 6750, 2.1). */
const readings = (sent: string): string[] => [sent, sent.replace(/^Bearer +/i, '')];

/**
 * Checks the shared secret of a call. Fails closed: without a secret in the credential nothing is
 * authentic.
 *
 * @param call headers with names in lower case, and the query
 * @param defaultHeader the header's name if the credential has none
 * @returns what is wrong, for the sender, or undefined if the secret is right
 */
export function secretProblem(
	call: { headers: IDataObject; query: IDataObject },
	credential: Partial<SharedSecret>,
	location: SecretLocation,
	defaultHeader: string,
): string | undefined {
	const expected = secretsOf(credential);
	if (expected.length === 0) {
		return 'The trigger has no secret to compare with. Enter one in its credential in n8n.';
	}
	const name = headerNameOf(credential, defaultHeader);
	const inHeader = location === 'query' ? '' : textOf(call.headers[name.toLowerCase()]);
	const inQuery = location === 'header' ? '' : textOf(call.query[QUERY_KEY]);
	// All are compared, so that the time does not reveal which one matched.
	const matches = [inHeader, inQuery]
		.filter((sent) => sent !== '')
		.flatMap(readings)
		.flatMap((text) => expected.map((one) => isSame(text, one)));
	if (matches.includes(true)) return undefined;
	if (inHeader !== '') return `The secret in the header ${name} is wrong.`;
	return inQuery === '' ? missing(location, name) : 'The secret in the URL is wrong.';
}

function missing(location: SecretLocation, name: string): string {
	const advice = {
		header: `Send it in the header ${name}.`,
		query: `Add ?${QUERY_KEY}=… to the URL.`,
		any: `Send it in the header ${name}, or add ?${QUERY_KEY}=… to the URL.`,
	};
	return `The secret is missing. ${advice[location]}`;
}
