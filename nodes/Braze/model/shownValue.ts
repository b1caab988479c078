import { isLonger } from './limits';

/** How many characters of a value or name are shown. */
const SHOWN = 40;

/** A value for a message: as JSON, shortened. */
export function shownValue(value: unknown): string {
	if (typeof value === 'string') return `"${short(value)}"`;
	return short(jsonOf(value) ?? typeof value);
}

/** A value as JSON; undefined if it has none, such as a function. */
export function jsonOf(value: unknown): string | undefined {
	const text: unknown = JSON.stringify(value);
	return text as string | undefined;
}

/** A text for a message, shortened. */
export function short(text: string, most = SHOWN): string {
	if (!isLonger(text, most)) return text;
	// Texts may be megabytes long, and characters two code units.
	const characters = Array.from(text.slice(0, 2 * most));
	return `${characters.slice(0, most - 1).join('')}…`;
}
