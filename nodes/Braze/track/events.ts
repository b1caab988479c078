import type { IDataObject } from 'n8n-workflow';

import type { Evaluate, ItemValue } from '../mapping/value';
import { compileValue } from '../mapping/value';
import { checkEcommerceEvent } from '../model/ecommerce';
import { pickedValue } from '../mapping/picked';
import { ValueProblem } from '../model/itemError';
import type { PropertySources } from './properties';
import { compileProperties, EVENT_PROPERTIES, readProperties } from './properties';
import { readTime } from '../model/time';

/** A row of the Events field, compiled. */
export interface EventTemplate {
	name: ItemValue;
	time: ItemValue;
	properties: PropertySources;
}

/** Characters of an event's name; its page names no limit, property names and texts have this one. */
const NAME_LENGTH = 255;

/** Compiles the Events field: `{event: [{name, time, properties, propertiesJson}]}`. */
export function compileEvents(parameter: unknown, evaluate: Evaluate): EventTemplate[] {
	const { event = [] } = (parameter ?? {}) as { event?: IDataObject[] };
	return event.map((row) => ({
		name: compileValue(pickedValue(row.name), evaluate),
		time: compileValue(row.time, evaluate),
		properties: compileProperties(row.properties, row.propertiesJson, evaluate),
	}));
}

/**
 * One item's event, without its user.
 * Source: https://www.braze.com/docs/api/objects_filters/event_object/
 *
 * @param now ISO 8601, for an item without a time
 * @throws ValueProblem naming the field
 */
export function readEvent(
	template: EventTemplate,
	json: IDataObject,
	itemIndex: number,
	now: string,
): IDataObject {
	const name = template.name(json, itemIndex);
	if (typeof name !== 'string' || name.trim() === '') {
		throw new ValueProblem('Event Name is empty. Pick an event or type its name.');
	}
	if (name.length > NAME_LENGTH) {
		throw new ValueProblem(`Event Name has ${name.length} characters; Braze takes ${NAME_LENGTH}.`);
	}
	const inEvent = `Event "${name}"`;
	const time = within(inEvent, () => readTime(template.time(json, itemIndex), json, now));
	const properties = within(inEvent, () =>
		readProperties(template.properties, EVENT_PROPERTIES, json, itemIndex),
	);
	within(inEvent, () => checkEcommerceEvent(name, properties ?? {}));
	return { name, time, ...(properties !== undefined && { properties }) };
}

/** Says in a problem which event or purchase it is about. */
export function within<T>(subject: string, read: () => T): T {
	try {
		return read();
	} catch (error) {
		return rethrow(subject, error as Error);
	}
}

function rethrow(subject: string, error: Error): never {
	throw new ValueProblem(`${subject}: ${error.message}`);
}
