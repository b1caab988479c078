import { onceEach } from './once';

/** A city or region, which Braze accepts besides IANA names: `Eastern Time (US & Canada)`. */
const NAME = /^[A-Z][a-z][A-Za-z.'’()& -]+$/;

/** The longest zone name: IANA's longest has 32 characters, and Braze's others are hardly longer. */
const LONGEST = 100;

/** Intl is slow, and the same few zones come again and again. */
const isKnown = onceEach(isIanaOrBrazes, 1000);

/**
 * Whether Braze would accept a time zone: an IANA name, or a text that may be one of Braze's own names, which it
 * does not list.
 * Source: https://www.braze.com/docs/api/objects_filters/user_attributes_object/
 */
export function isTimeZone(text: string): boolean {
	return text.length <= LONGEST && isKnown(text);
}

/** {@link isTimeZone}, without remembering the result. */
export function isIanaOrBrazes(text: string): boolean {
	// (Newer platforms accept offsets such as +10:00 as well.)
	if (!/^[A-Za-z]/.test(text)) return false;
	try {
		new Intl.DateTimeFormat('en', { timeZone: text });
		return true;
	} catch {
		return NAME.test(text);
	}
}
