import { isCalendarDate } from './dates';
import { isPlainText, withoutInvisible } from './invisible';

/*
 * Dates as people write them.
 */

const TIME = String.raw`(?:,?[ T]+(?:at )?(\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,3})?)(?: ?([AP])\.?M\.?)?)?`;
/** A day, a month and a year in numbers, in the order of some country. */
export const IN_NUMBERS = new RegExp(String.raw`^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})${TIME}$`, 'i');
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})${TIME}$`, 'i');
const WEEKDAY = String.raw`(?:[a-z]{3,9},? )?`;
const DAY_FIRST = new RegExp(
	String.raw`^${WEEKDAY}(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})${TIME}$`,
	'i',
);
const MONTH_FIRST = new RegExp(
	String.raw`^${WEEKDAY}([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})${TIME}$`,
	'i',
);
const MONTHS =
	'january february march april may june july august september october november december'.split(
		' ',
	);

/** A date without the marks and narrow blanks that browsers write into one: `24/05/2027, 6:30\u202fPM`. */
export function plainDate(text: string): string {
	return isPlainText(text) ? text.trim() : withoutInvisible(text).replace(/\s/g, ' ');
}

/** Whether countries differ in what a text has first, the day or the month: `01/02/2026`. */
export function hasOrder(text: string): boolean {
	const sign = IN_NUMBERS.exec(text)?.[2];
	return sign !== undefined && sign !== '.';
}

/**
 * The days of the calendar that a text can mean, with its time, as ISO 8601 without a zone; none for
 * anything else.
 */
export function readingsOf(text: string): string[] {
	const numbers = IN_NUMBERS.exec(text);
	if (numbers !== null) {
		const [, first, sign, second, year, time, half] = numbers;
		const dayFirst = iso(year, second, first, time, half);
		// (With periods the day comes first wherever people write so.)
		if (sign === '.') return dayFirst;
		return [...dayFirst, ...iso(year, first, second, time, half)];
	}
	const yearFirst = YEAR_FIRST.exec(text);
	if (yearFirst !== null) {
		const [, year, , month, day, time, half] = yearFirst;
		return iso(year, month, day, time, half);
	}
	const named = DAY_FIRST.exec(text) ?? swapped(MONTH_FIRST.exec(text));
	if (named === undefined) return [];
	const [, day, month, year, time, half] = named;
	return iso(year, monthOf(month), day, time, half);
}

function swapped(match: RegExpExecArray | null): readonly string[] | undefined {
	if (match === null) return undefined;
	const [all, month, day, ...others] = match;
	return [all, day, month, ...others];
}

/** An English month's number; an impossible one if it is not a month. */
function monthOf(name: string): string {
	const text = name.toLowerCase();
	const index = MONTHS.findIndex(
		(month) => month === text || (text.length <= 4 && month.startsWith(text)),
	);
	return String(index + 1);
}

function iso(year: string, month: string, day: string, time = '0:00', half = ''): string[] {
	const [hours, ...others] = time.split(':');
	const hour =
		half === '' ? Number(hours) : (Number(hours) % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
	const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	if (!isCalendarDate(date) || hour > 23 || (half !== '' && Number(hours) > 12)) return [];
	return [`${date}T${[String(hour).padStart(2, '0'), ...others].join(':')}`];
}
