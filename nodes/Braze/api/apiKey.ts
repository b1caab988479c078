import { textOf } from '../model/text';
import { trimmed } from './trimmed';

/** Blanks, invisible characters and quotes around pasted text. */
const AROUND = /[\s\u200b-\u200d\u2060\ufeff"'`“”‘’<>]/;

/** The header's scheme, with or without its name, pasted along with the key. */
const HEADER = /^(authorization\s*:\s*)?bearer\s+/i;

/**
 * Cleans a pasted API key, which may have quotes, a `Bearer` before it, or a line break at the end. The rest must
 * be allowed in a header: visible ASCII characters, no blanks.
 *
 * @throws Error that says what is wrong and what to do
 */
export function cleanApiKey(pasted: unknown): string {
	const text = trimmed(textOf(pasted), AROUND);
	const key = trimmed(text.replace(HEADER, ''), AROUND);
	if (key === '' || /^bearer$/i.test(key)) {
		throw new Error(
			'The API key is empty. Create one in Braze under Settings > APIs and Identifiers > API Keys; Braze shows it only once.',
		);
	}
	if (/\s/.test(key)) {
		throw new Error(
			'The API key contains a space or a line break. Copy it from Braze again, without anything else.',
		);
	}
	if (!/^[\x21-\x7e]+$/.test(key)) {
		throw new Error(
			'The API key contains characters that no key has, such as accented letters or dots that hide the real ones. Copy it from Braze again.',
		);
	}
	return key;
}
