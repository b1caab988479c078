import type { IDataObject } from 'n8n-workflow';

import type { Engine } from '../mapping/engine';
import { type Moment, readMoment } from '../mapping/moments';
import { compileValue } from '../mapping/value';
import { ItemError, type Problems } from '../model/itemError';
import { isNothing } from '../model/nothing';
import { momentIn } from './stored';

/** What the time of an event or purchase is read from. */
export interface TimedItem {
	json: IDataObject;
	itemIndex: number;
	/** When the execution started, ISO 8601: the time of items without one. */
	now: string;
}

/**
 * Reads when an item's event or purchase happened, as ISO 8601.
 *
 * @param problems collects remarks about a time that is sent all the same
 * @throws ItemError for a mapped value that is not a time
 */
export type ItemTime = (item: TimedItem, problems: Problems) => string;

/** Clocks differ, so a time is in the future only if it is more milliseconds than this ahead. */
export const MINUTE = 60_000;

/** Compiles a Time field. Times without a zone are in the workflow's. */
export function compileTime(parameter: unknown, engine: Engine): ItemTime {
	const mapped = compileValue(parameter, engine, 'Time');
	return (item, problems) =>
		momentOf(mapped(item.json, item.itemIndex), item, engine.timezone, problems);
}

/**
 * The mapped time, or else the item's timestamp (Komo's time of the entry), or else now; see
 * {@link ItemTime}.
 */
export function momentOf(
	mapped: unknown,
	{ json, now }: TimedItem,
	timezone: string,
	problems: Problems,
): string {
	if (!isNothing(mapped)) {
		const moment = readMoment(mapped, timezone);
		if (moment === undefined) {
			throw new ItemError(
				'Time is not a date and time that can be read in one way only. Use a format such as 2026-03-26T18:12:00Z, or seconds or milliseconds since 1970.',
				{ value: mapped },
			);
		}
		return told(moment, { name: 'Time', value: mapped }, now, problems);
	}
	const { timestamp } = json;
	if (isNothing(timestamp)) return now;
	const moment = readMoment(timestamp, timezone);
	if (moment !== undefined) {
		return told(moment, { name: 'The item’s timestamp', value: timestamp }, now, problems);
	}
	problems.remark(
		'timestamp',
		'The item’s timestamp is not a date and time that can be read in one way only, so the time of this run was sent instead. Map Time, with a format such as 2026-03-26T18:12:00Z.',
		timestamp,
	);
	return now;
}

function told(
	{ text, isInterpreted }: Moment,
	{ name, value }: { name: string; value: unknown },
	now: string,
	problems: Problems,
): string {
	const field = name === 'Time' ? 'time' : 'timestamp';
	if (isInterpreted) {
		problems.remark(
			field,
			`${name} was read as ${text}, the only way to read it. Times such as 2026-03-26T18:12:00Z are safer.`,
			value,
		);
	}
	if (mayBeLater(text, now) && momentIn(text) > Date.parse(now) + MINUTE) {
		problems.remark(
			field,
			`${name} is in the future. Braze stores the time at which it receives the data instead.`,
			value,
		);
	}
	return text;
}

/** A quick check: moments in UTC sort as text. */
function mayBeLater(text: string, now: string): boolean {
	return !text.endsWith('Z') || text > now;
}
