import type { IDataObject } from 'n8n-workflow';

import type { Engine } from '../mapping/engine';
import { compileValue, type ItemValue, pickedValue } from '../mapping/value';
import { checkEvent, checkEventName, EVENT_PROPERTIES } from '../model/events';
import type { Problems } from '../model/itemError';
import { compileProperties, type PropertySources, readProperties } from './properties';
import { compileTime, type ItemTime } from './time';

/** A row of the Events field, compiled. */
export interface EventTemplate {
	name: ItemValue;
	time: ItemTime;
	properties: PropertySources;
}

/** Compiles the Events field: `{event: [{name, time, properties, propertiesJson}]}`. */
export function compileEvents(parameter: unknown, engine: Engine): EventTemplate[] {
	const { event = [] } = (parameter ?? {}) as { event?: IDataObject[] };
	return event.map((row) => compileEvent(row, engine));
}

function compileEvent(row: IDataObject, engine: Engine): EventTemplate {
	return {
		name: compileValue(pickedValue(row.name), engine, 'Event Name'),
		time: compileTime(row.time, engine),
		properties: compileProperties(row.properties, row.propertiesJson, engine),
	};
}

/**
 * One item's event, without its user.
 *
 * @param now ISO 8601, for an item without a time
 * @param problems gets what is wrong with its properties, which are left out
 * @throws ItemError naming the field, for an event that cannot be sent at all
 */
export function readEvent(
	template: EventTemplate,
	json: IDataObject,
	itemIndex: number,
	now: string,
	problems: Problems,
): IDataObject | undefined {
	const name = problems.attempt(() => checkEventName(template.name(json, itemIndex)));
	if (name === undefined) return undefined;
	const own = problems.within(`Event "${name}": `);
	const time = own.attempt(() => template.time(json, itemIndex, now));
	const properties = own.attempt(() =>
		readProperties(template.properties, EVENT_PROPERTIES, json, itemIndex, own),
	);
	if (time === undefined) return undefined;
	return own.attempt(() => checkEvent({ name, time, properties }));
}
