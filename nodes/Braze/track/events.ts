import type { IDataObject } from 'n8n-workflow';

import { compileComposedName } from '../mapping/composed';
import type { Engine } from '../mapping/engine';
import type { PerItem } from '../mapping/perItem';
import { labeled } from '../mapping/value';
import { checkEvent, checkEventName, propertyRulesOf } from '../model/events';
import type { Problems } from '../model/itemError';
import type { PropertyRules } from '../model/properties';
import { short } from '../model/shownValue';
import { compileCondition } from './condition';
import {
	type ActivityItem,
	compileProperties,
	type PropertySources,
	readProperties,
	type WithProperties,
} from './properties';
import { compileTime, type ItemTime } from './time';

/** A row of the Events field, compiled. */
export interface EventTemplate {
	sendIf: PerItem<boolean>;
	name: PerItem<unknown>;
	time: ItemTime;
	properties: PropertySources;
}

/** Compiles the Events field: `{event: [{sendIf, name, time, properties, propertiesJson}]}`. */
export function compileEvents(parameter: unknown, engine: Engine): EventTemplate[] {
	const { event = [] } = (parameter ?? {}) as { event?: IDataObject[] };
	return event.map((row) => compileEvent(row, engine));
}

function compileEvent(row: IDataObject, engine: Engine): EventTemplate {
	return {
		sendIf: compileCondition(row.sendIf, engine),
		name: labeled('Event Name', compileComposedName(row.name, engine)),
		time: compileTime(row.time, engine),
		properties: compileProperties(row.properties, row.propertiesJson, engine),
	};
}

/** The parts of an event, each read separately. */
interface EventSource {
	name: () => unknown;
	/** Adds remarks to the problems; throws ItemError for anything that is not a time. */
	time: (problems: Problems) => string;
	/** Adds errors of single properties to the problems; throws ItemError about all of them. */
	properties: (problems: Problems, rules: PropertyRules) => WithProperties;
}

/**
 * Reads an item's event, without its user.
 *
 * @param problems collects errors of it and its properties, each with a name
 * @returns undefined if there is nothing to send
 */
export function readEvent(
	template: EventTemplate,
	item: ActivityItem,
	problems: Problems,
): IDataObject | undefined {
	const { json, itemIndex, emptyValues } = item;
	const source: EventSource = {
		name: () => (template.sendIf(json, itemIndex) ? template.name(json, itemIndex) : undefined),
		time: (own) => template.time(item, own),
		properties: (own, rules) =>
			readProperties(template.properties, { rules, emptyValues }, item, own),
	};
	return buildEvent(source, problems);
}

/** Builds an event from its parts; see {@link readEvent}. */
export function buildEvent(source: EventSource, problems: Problems): IDataObject | undefined {
	const unnamed = problems.within('', { kind: 'event' });
	const name = unnamed.attempt(() => checkEventName(source.name()));
	if (name === undefined) return undefined;
	const own = problems.within(`Event "${short(name)}": `, { kind: 'event', name });
	const time = own.attempt(() => source.time(own));
	const single = own.within('', { kind: 'property', of: `event "${short(name)}"` });
	const properties = own.attempt(() => source.properties(single, propertyRulesOf(name)));
	if (time === undefined || properties === undefined) return undefined;
	return own.attempt(() => checkEvent({ name, time, ...properties }, own));
}
