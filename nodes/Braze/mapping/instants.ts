import { asIso } from '../model/dates';
import { plainDate } from '../model/writtenDates';
import { inZone } from './dates';
import { readMoment } from './moments';

/** A point in time, in the two formats of Braze's endpoints. */
export interface Instant {
	/** In UTC, in whole seconds: `2027-05-24T21:30:00Z`. */
	utc: string;
	/** The local time, without a zone: `2027-05-24T17:30:00`. */
	clock: string;
}

/**
 * Reads a point in time in every format of {@link readMoment}. The local time is in the given zone, or in that
 * of n8n's (luxon) DateTime.
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
