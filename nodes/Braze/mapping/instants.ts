import { asIso } from '../model/dates';
import { inZone } from './dates';
import { readMoment } from './moments';

/** A point in time, in the two ways in which Braze's endpoints take one. */
export interface Instant {
	/** In UTC, in whole seconds: `2027-05-24T21:30:00Z`. */
	utc: string;
	/** What a clock shows then, without a zone: `2027-05-24T17:30:00`. */
	clock: string;
}

/**
 * Reads a point in time in every form in which {@link readMoment} does. The clock is that of the given
 * zone; that of n8n's (luxon) DateTime is in the zone that it has.
 *
 * @returns undefined for what is none
 */
export function readInstant(value: unknown, timezone: string): Instant | undefined {
	const moment = readMoment(typeof value === 'string' ? asIso(value.trim()) : value, timezone);
	if (moment === undefined) return undefined;
	const date = new Date(moment.text);
	const shown = moment.text.endsWith('Z') ? inZone(date, timezone)?.text : moment.text;
	return {
		utc: `${date.toISOString().slice(0, 19)}Z`,
		clock: (shown ?? moment.text).slice(0, 19),
	};
}
