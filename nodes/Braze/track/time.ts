import type { IDataObject } from 'n8n-workflow';

import { toMoment } from '../mapping/dates';
import type { Engine } from '../mapping/engine';
import { compileValue } from '../mapping/value';
import { activityTime } from '../model/dates';

/**
 * When an item's event or purchase happened, ISO 8601.
 *
 * @param now for an item without a time
 * @throws ItemError for a mapped time that is none
 */
export type ItemTime = (json: IDataObject, itemIndex: number, now: string) => string;

/** Compiles a Time field. A time without a zone is in the workflow's. */
export function compileTime(parameter: unknown, engine: Engine): ItemTime {
	const mapped = compileValue(parameter, engine, 'Time');
	const { timezone } = engine;
	return (json, itemIndex, now) => momentOf(mapped(json, itemIndex), json, now, timezone);
}

/** The time that was mapped, else the item's timestamp, else now; as {@link ItemTime}. */
export function momentOf(
	mapped: unknown,
	json: IDataObject,
	now: string,
	timezone: string,
): string {
	return activityTime(toMoment(mapped, timezone), toMoment(json.timestamp, timezone), now);
}
