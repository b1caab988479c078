/** Characters of a value or a name that is shown. */
const SHOWN = 40;

/** A value in a message: what it is as JSON, shortened. */
export function shownValue(value: unknown): string {
	if (typeof value === 'string') return `"${short(value)}"`;
	return short(jsonOf(value) ?? typeof value);
}

/** A value as JSON; undefined for what has none, such as a function. */
export function jsonOf(value: unknown): string | undefined {
	const text: unknown = JSON.stringify(value);
	return text as string | undefined;
}

/** A text of any length in a message, shortened. */
export function short(text: string, most = SHOWN): string {
	if (text.length <= most) return text;
	// (A text may be megabytes long, and a character two code units.)
	const characters = Array.from(text.slice(0, 2 * most + 2));
	return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
