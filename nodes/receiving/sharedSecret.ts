import { createHash, timingSafeEqual } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

/** The credential's fields. */
export interface SharedSecret {
	secret: string;
	headerName: string;
}

export type SecretLocation = 'header' | 'query';

export const DEFAULT_HEADER = 'X-Komo-Secret';
export const QUERY_KEY = 'secret';

/** Blanks around a secret come from pasting, and a header can't carry them. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();

/** Compares in a time that says nothing about where, or whether, two texts begin to differ. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/**
 * Whether a call carries the shared secret. Fails closed: without a secret in the credential nothing
 * is authentic. Komo documents no signature, so the secret itself is what travels.
 * @param call headers with names in lower case, and the query
 */
export function isAuthentic(
	call: { headers: IDataObject; query: IDataObject },
	credential: Partial<SharedSecret>,
	location: SecretLocation,
): boolean {
	const expected = textOf(credential.secret);
	const headerName = textOf(credential.headerName) || DEFAULT_HEADER;
	const sent =
		location === 'query' ? call.query[QUERY_KEY] : call.headers[headerName.toLowerCase()];
	const matches = isSame(textOf(sent), expected);
	return matches && expected !== '';
}
