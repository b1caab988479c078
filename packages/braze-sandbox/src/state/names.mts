/**
 * braze(analytics): names of attributes and events, and texts of events, have at most 479 bytes; the
 *   rest is cut off.
 */
export const MAX_BYTES = 479;

/** Cuts a text to this many bytes, never inside a character. */
export function cut(text: string, bytes = MAX_BYTES): string {
	const buffer = Buffer.from(text);
	if (buffer.length <= bytes) return text;
	let end = bytes;
	while ((buffer[end] & 0xc0) === 0x80) end -= 1;
	return buffer.subarray(0, end).toString();
}

/**
 * A text as Braze trims it.
 *
 * braze(analytics): outer spaces and newlines are removed from names.
 */
export const trimmed = (text: string): string => text.replace(/[\r\n]+/g, '').trim();

/** The name of an attribute or an event, as it is stored. */
export const storedName = (name: string): string => cut(trimmed(name));
