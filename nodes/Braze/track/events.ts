import type { IDataObject } from 'n8n-workflow';

import type { Evaluate, ItemValue } from '../mapping/value';
import { compileValue, pickedValue } from '../mapping/value';
import { activityTime } from '../model/dates';
import { checkEvent, checkEventName, EVENT_PROPERTIES } from '../model/events';
import type { Problems } from '../model/itemError';
import type { PropertySources } from './properties';
import { compileProperties, readProperties } from './properties';

/** A row of the Events field, compiled. */
export interface EventTemplate {
	name: ItemValue;
	time: ItemValue;
	properties: PropertySources;
}

/** Compiles the Events field: `{event: [{name, time, properties, propertiesJson}]}`. */
export function compileEvents(parameter: unknown, evaluate: Evaluate): EventTemplate[] {
	const { event = [] } = (parameter ?? {}) as { event?: IDataObject[] };
	return event.map((row) => ({
		name: compileValue(pickedValue(row.name), evaluate, 'Event Name'),
		time: compileValue(row.time, evaluate, 'Time'),
		properties: compileProperties(row.properties, row.propertiesJson, evaluate),
	}));
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
	const time = own.attempt(() => activityTime(template.time(json, itemIndex), json.timestamp, now));
	const properties = own.attempt(() =>
		readProperties(template.properties, EVENT_PROPERTIES, json, itemIndex, own),
	);
	if (time === undefined) return undefined;
	return own.attempt(() => checkEvent({ name, time, properties }));
}
