import { tryToParseDateTime } from 'n8n-workflow';

import { isCalendarDate, IsoDate, toIsoDate } from '../model/dates';
import { plainDate } from '../model/writtenDates';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** ISO 8601 or SQL, with a zone or without. */
const DATE_TIME =
	/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?<zone> ?(?:Z|[+-]\d{2}(?::?\d{2})?))?$/;

/** As JavaScript writes a moment: returned as it is. */
const AS_IT_IS = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** As emails and HTTP write dates (RFC 2822, RFC 9110). */
const WITH_MONTH_NAME =
	/^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:GMT|UTC|Z|[+-]\d{4})$/;

/** As JavaScript shows a moment: `Thu Jan 01 2026 01:00:00 GMT+0100 (…)`. */
const SHOWN =
	/^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT([+-]\d{4})(?: \([^)]*\))?$/;

/** As many databases and Ruby show a moment: `2026-01-01 00:00:00 UTC`. */
const IN_UTC = /^(\d{4}-\d{2}-\d{2}[T ][\d:.]+) (?:UTC|GMT)$/;

/** ISO 8601's basic format: `20260101T000000Z`. */
const BASIC = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})/;

/**
 * The date that a value is. A day without a time stays one; a time without a zone is in the given
 * one; a date object keeps its moment, and n8n's (luxon) also its zone. Forms that countries read
 * differently (`01/02/2026`) are not guessed.
 *
 * n8n's parser is used since it takes the zone as an argument; luxon itself may not be imported, and
 * its default zone is that of whichever workflow ran last in the process.
 *
 * @returns undefined if it is not a date, such as `2026-02-30`
 */
export function parseDate(value: unknown, timezone: string): IsoDate | undefined {
	if (value instanceof IsoDate) return value;
	if (value instanceof Date) {
		return Number.isNaN(value.getTime()) ? undefined : inZone(value, timezone);
	}
	const own = toIsoDate(value);
	if (own !== undefined) return new IsoDate(own);
	if (typeof value !== 'string') return undefined;
	const text = plainDate(value);
	if (AS_IT_IS.test(text) || DAY.test(text)) {
		return isCalendarDate(text) ? new IsoDate(text) : undefined;
	}
	const usual = text
		.replace(SHOWN, '$2 $1 $3 $4 $5')
		.replace(BASIC, '$1-$2-$3T$4:$5:$6')
		.replace(IN_UTC, '$1Z');
	if (DATE_TIME.test(usual) ? isCalendarDate(usual) : WITH_MONTH_NAME.test(usual)) {
		return inZone(usual, timezone);
	}
	return undefined;
}

/** A JavaScript Date, or a time without a zone, in the given one; undefined if it is not a time. */
export function inZone(value: Date | string, timezone: string): IsoDate | undefined {
	try {
		const iso = tryToParseDateTime(value, timezone).toISO();
		return iso === null ? undefined : new IsoDate(iso);
	} catch {
		return undefined;
	}
}
