/**
 * A word as it is compared: upper and lower case, accents, full width, blanks and punctuation make no
 * difference.
 * (Marks that make letters in other scripts, such as the vowels of Hindi, stay.)
 */
export function fold(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/[^\p{L}\p{M}\p{N}&]|[\u0300-\u036f]/gu, '')
		.replaceAll('&', 'and')
		.toLowerCase()
		.replaceAll('ß', 'ss');
}

/** A name as similar ones are compared: its letters and digits in lower case. */
export function plainName(name: string): string {
	return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
