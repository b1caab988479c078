/** Blanks, invisible characters and quotes round what people paste. */
const AROUND = /^[\s\u200b-\u200d\u2060\ufeff"'`“”‘’<>]+|[\s\u200b-\u200d\u2060\ufeff"'`“”‘’<>]+$/g;

/** The header's name or scheme, pasted along with the key. */
const HEADER = /^(authorization\s*:\s*)?bearer\s+/i;

/**
 * Makes an API key of what people paste: in quotes, with `Bearer` before it, with a line break at the
 * end. The rest must be able to stand in a header: visible characters without a blank.
 *
 * @throws Error that says what is wrong and what to do
 */
export function cleanApiKey(pasted: unknown): string {
	const text = String(pasted ?? '').replace(AROUND, '');
	const key = text.replace(HEADER, '').replace(AROUND, '');
	if (key === '' || /^bearer$/i.test(key)) {
		throw new Error(
			'The API key is empty. Braze shows a key once, when it is made, under Settings > APIs and Identifiers > API Keys.',
		);
	}
	if (/\s/.test(key)) {
		throw new Error(
			'The API key holds a blank or a line break. Copy it from Braze once more, the key alone.',
		);
	}
	if (!/^[\x21-\x7e]+$/.test(key)) {
		throw new Error(
			'The API key holds characters that no key has, such as letters with accents or dots for hidden ones. Copy it from Braze once more.',
		);
	}
	return key;
}
