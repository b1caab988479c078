/** A name of a city or region, as Braze takes it beside those of IANA: `Eastern Time (US & Canada)`. */
const NAME = /^[A-Z][a-z][A-Za-z.'’()& -]+$/;

/** Asking Intl takes its time, and the same few zones come again and again. */
const known = new Map<string, boolean>();

/** Characters of a zone's name: the longest of IANA's has 32, Braze's other names are hardly longer. */
const LONGEST = 100;

/** Time zones that are remembered at most: what items hold may be anything. */
const REMEMBERED = 1000;

/**
 * Whether Braze would set a time zone: a name of IANA's, or a text that may be one of the others,
 * which Braze does not list.
 * Source: https://www.braze.com/docs/api/objects_filters/user_attributes_object/
 */
export function isTimeZone(text: string): boolean {
	if (text.length > LONGEST) return false;
	const before = known.get(text);
	if (before !== undefined) return before;
	const isOne = isIana(text) || NAME.test(text);
	if (known.size >= REMEMBERED) known.clear();
	known.set(text, isOne);
	return isOne;
}

/** (Newer platforms take offsets such as +10:00, too.) */
function isIana(text: string): boolean {
	if (!/^[A-Za-z]/.test(text)) return false;
	try {
		new Intl.DateTimeFormat('en', { timeZone: text });
		return true;
	} catch {
		return false;
	}
}
