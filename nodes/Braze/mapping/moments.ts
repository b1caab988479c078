import { asIso, isDateText } from '../model/dates';
import { IN_NUMBERS, plainDate, readingsOf } from '../model/writtenDates';
import { inZone, parseDate } from './dates';

/** A moment, and whether its text was interpreted, which the user should know. */
export interface Moment {
	/** ISO 8601. */
	text: string;
	/** Whether day, month and year stood in the order of some country. */
	isInterpreted: boolean;
}

/**
 * Epoch times are recognized by their size: seconds, milliseconds, microseconds (as Google Analytics
 * exports them) or nanoseconds, each from 1973 on. A smaller number is more likely a spreadsheet's day or a year.
 */
const EPOCHS = [
	{ from: 1e17, perMillisecond: 1e6 },
	{ from: 1e14, perMillisecond: 1e3 },
	{ from: 1e11, perMillisecond: 1 },
	{ from: 1e8, perMillisecond: 1e-3 },
];

/** Braze accepts no times after the year 3000. */
const LAST_MILLISECONDS = Date.UTC(3001, 0);

/** (A number that begins with 0 is a phone’s, or a code.) */
const NUMBER = /^[1-9]\d{8,18}(?:\.\d+)?$/;

/**
 * The moment that a value means for an event or a purchase: a date in any form that can be read in only
 * one way, or an epoch time. A time without a zone is in the given one, and so is the start of a day
 * without a time.
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
	const text = plainDate(value);
	if (NUMBER.test(text)) return readEpoch(Number(text));
	// (Braze's own second form.)
	if (isDateText(text) && asIso(text) !== text) return asMoment(text);
	return readWritten(text, timezone);
}

function asMoment(text: string, isInterpreted = false): Moment {
	return { text, isInterpreted };
}

function readEpoch(number: number): Moment | undefined {
	const unit = EPOCHS.find(({ from }) => number >= from);
	if (unit === undefined) return undefined;
	const { perMillisecond } = unit;
	const milliseconds = perMillisecond < 1 ? number * 1000 : number / perMillisecond;
	if (milliseconds >= LAST_MILLISECONDS) return undefined;
	return asMoment(new Date(milliseconds).toISOString());
}

/** A date as people write it, if it can be read in only one way. */
function readWritten(text: string, timezone: string): Moment | undefined {
	const readings = new Set(readingsOf(text));
	if (readings.size !== 1) return undefined;
	const moment = inZone([...readings][0], timezone);
	return moment === undefined ? undefined : asMoment(moment.text, IN_NUMBERS.test(text));
}

/** A point in time, in the two formats of Braze's endpoints. */
export interface Instant {
	/** In UTC, in whole seconds: `2027-05-24T21:30:00Z`. */
	utc: string;
	/** The local time, without a zone: `2027-05-24T17:30:00`. */
	clock: string;
}

/**
 * Reads a point in time in every format of {@link readMoment}. The local time is in the given zone, or in the
 * value's own unless that is UTC.
 *
 * @returns undefined for anything else
 */
export function readInstant(value: unknown, timezone: string): Instant | undefined {
	const moment = readMoment(typeof value === 'string' ? asIso(plainDate(value)) : value, timezone);
	if (moment === undefined) return undefined;
	const date = new Date(moment.text);
	const shown = moment.text.endsWith('Z') ? inZone(date, timezone)?.text : moment.text;
	return {
		utc: `${date.toISOString().slice(0, 19)}Z`,
		clock: (shown ?? moment.text).slice(0, 19),
	};
}
