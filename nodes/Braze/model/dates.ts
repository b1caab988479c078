/** A date as Braze reads it: ISO 8601 text, with a time or without. Inside objects it is `$time`. */
export class IsoDate {
	constructor(readonly text: string) {}

	toJSON(): string {
		return this.text;
	}
}

/**
 * The ISO 8601 text of a date object: an {@link IsoDate}, n8n's (luxon) DateTime or JavaScript's
 * Date.
 *
 * @returns undefined for anything else, and for an invalid date
 */
export function toIsoDate(value: unknown): string | undefined {
	if (value instanceof IsoDate) return value.text;
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
	if (typeof value === 'object' && value !== null && 'isLuxonDateTime' in value) {
		return (value as unknown as { toISO(): string | null }).toISO() ?? undefined;
	}
	return undefined;
}

/** Whether a text that begins with `YYYY-MM-DD` begins with a day that the calendar has. */
export function isCalendarDate(text: string): boolean {
	const year = numberAt(text, 0) * 100 + numberAt(text, 2);
	const month = numberAt(text, 5);
	const day = numberAt(text, 8);
	return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
}

/** What two digits of a text say. */
function numberAt(text: string, at: number): number {
	return (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;
}

const ZERO = '0'.charCodeAt(0);

function daysOf(year: number, month: number): number {
	if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
	return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** The last year that Braze accepts in a date. Source: user attributes object, "Custom attribute data types". */
const LAST_YEAR = 3000;

/** (Date.parse reads much more than ISO 8601: `2026-03-26 6:12 pm`, `2026-03-26 (draft)`.) */
const DATE_AND_TIME =
	/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.:]\d+)?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?)?$/;

/** Whether Braze reads a text as a date, with a time or without. Source: as above. */
export function isDateText(text: string): boolean {
	if (text[2] === '/') {
		const american = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
		if (american === null) return false;
		const [, month, day, year] = american;
		return isDateText(`${year}-${month}-${day}`);
	}
	if (!DATE_AND_TIME.test(text) || !isCalendarDate(text)) return false;
	const hasTime = !Number.isNaN(Date.parse(asIso(text)));
	return hasTime && Number(text.slice(0, 4)) <= LAST_YEAR;
}

/** Braze's second form besides ISO 8601. Source: event object, "time". */
const COLON_MILLISECONDS = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}):(\d{3}(?:[+-]\d{2}:?\d{2}|Z)?)$/;

/** A date in Braze's second form, with a colon before the milliseconds, as ISO 8601; others as they are. */
export function asIso(text: string): string {
	return text.replace(COLON_MILLISECONDS, '$1.$2');
}
