import { isCalendarDate, isDateText } from '../model/dates';
import { inZone, parseDate } from './dates';

/** A moment, and whether its text needed reading that the user should know of. */
export interface Moment {
	/** ISO 8601. */
	text: string;
	/** Whether day, month and year stood in the order of some country. */
	isInterpreted: boolean;
}

/** Epoch times: below are seconds, from here on milliseconds (1973; as seconds, the year 5138). */
const MILLISECONDS_FROM = 1e11;

/** Times before 1973 (in seconds) are rather a spreadsheet's day or a year; after 3000 Braze takes none. */
const FIRST_SECONDS = 1e8;
const LAST_MILLISECONDS = Date.UTC(3001, 0);

const NUMBER = /^\d{9,14}(?:\.\d+)?$/;

const TIME = String.raw`(?:,?[ T]+(?:at )?(\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,3})?)(?: ?([AP])\.?M\.?)?)?`;
const IN_NUMBERS = new RegExp(String.raw`^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})${TIME}$`, 'i');
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([/.])(\d{1,2})\2(\d{1,2})${TIME}$`, 'i');
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

/**
 * The moment that a value means for an event or a purchase: a date in any form that can be read in one
 * way only, or an epoch time in seconds or milliseconds. A time without a zone is in the given one, and
 * so is the start of a day without a time.
 *
 * @returns undefined for anything else, such as `01/02/2026`, which countries read differently
 */
export function readMoment(value: unknown, timezone: string): Moment | undefined {
	const date = parseDate(value, timezone);
	if (date !== undefined) {
		const moment = date.text.length === 10 ? inZone(date.text, timezone) : date;
		return moment !== undefined && isDateText(moment.text) ? asMoment(moment.text) : undefined;
	}
	if (typeof value === 'number') return readEpoch(value);
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (NUMBER.test(text)) return readEpoch(Number(text));
	// (Braze's own second form.)
	if (isDateText(text) && text.includes('-')) return asMoment(text);
	return readWritten(text, timezone);
}

function asMoment(text: string, isInterpreted = false): Moment {
	return { text, isInterpreted };
}

function readEpoch(number: number): Moment | undefined {
	if (!(number >= FIRST_SECONDS)) return undefined;
	const milliseconds = number < MILLISECONDS_FROM ? number * 1000 : number;
	if (milliseconds >= LAST_MILLISECONDS) return undefined;
	return asMoment(new Date(milliseconds).toISOString());
}

/** A date as people write it, if it can be read in one way only. */
function readWritten(text: string, timezone: string): Moment | undefined {
	const readings = new Set(readingsOf(text));
	if (readings.size !== 1) return undefined;
	const moment = inZone([...readings][0], timezone);
	return moment === undefined ? undefined : asMoment(moment.text, IN_NUMBERS.test(text));
}

/** Every day that the calendar has, and its time, as ISO 8601. */
function readingsOf(text: string): string[] {
	const numbers = IN_NUMBERS.exec(text);
	if (numbers !== null) {
		const [, first, sign, second, year, time, half] = numbers;
		const dayFirst = iso(year, second, first, time, half);
		// (With full stops the day comes first wherever people write so.)
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

/** An English month's number; an impossible one for what is no month. */
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
