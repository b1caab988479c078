import type { IDataObject } from 'n8n-workflow';

import { compileAssignments, type MappedField, type Mapping } from '../mapping/assignments';
import type { Engine } from '../mapping/engine';
import { compileJson } from '../mapping/json';
import { nest } from '../mapping/nest';
import type { PerItem } from '../mapping/perItem';
import { isExpression } from '../mapping/value';
import type { EmptyValues } from '../model/emptyValues';
import { ItemError, type Problems } from '../model/itemError';
import { isPlainObject } from '../model/objects';
import { checkProperties, type PropertyRules } from '../model/properties';
import type { TimedItem } from './time';

/** Properties by dragging and as JSON, compiled; what is given as JSON wins. */
export interface PropertySources {
	fields: Mapping;
	json: PerItem<unknown>;
	/** Whether the JSON is the same for all items, so that a mistake in it is the node's. */
	isFixed: boolean;
}

/** What is read of an item, and what goes into each of its events and purchases. */
export interface ActivityItem extends TimedItem {
	emptyValues: EmptyValues;
	/** The app it is counted for, unless it says another. */
	appId?: string;
}

/** How properties are checked. */
export interface PropertyChecks {
	rules: PropertyRules;
	emptyValues: EmptyValues;
}

/** The properties of an event or purchase, as its field; without it if there are none. */
export interface WithProperties {
	properties?: IDataObject;
}

/** Compiles the two parameters that properties come from. */
export function compileProperties(fields: unknown, json: unknown, engine: Engine): PropertySources {
	return {
		fields: compileAssignments(fields, engine, { all: 'Properties', one: 'Property' }),
		json: compileJson(json, engine),
		isFixed: !isExpression(json),
	};
}

/**
 * One item's properties. Empty ones are left out, unless they are to be sent.
 *
 * @param problems gets what is wrong with properties, each named; those are left out
 * @throws ItemError if they are too many for Braze together
 */
export function readProperties(
	sources: PropertySources,
	checks: PropertyChecks,
	{ json, itemIndex }: ActivityItem,
	problems: Problems,
): WithProperties {
	const fields = sources.fields(json, itemIndex, problems);
	const dragged = nest(checks.emptyValues === 'send' ? fields : fields.filter(isFilled));
	const whole = problems.part && { ...problems.part, kind: 'properties' };
	const given = problems
		.within('Properties (JSON) ', sources.isFixed ? null : whole)
		.attempt(() => asObject(sources.json(json, itemIndex)));
	return withProperties({ ...dragged, ...given }, checks, problems);
}

/** Checks properties, as {@link readProperties}. */
export function withProperties(
	given: Record<string, unknown>,
	{ rules, emptyValues }: PropertyChecks,
	problems: Problems,
): WithProperties {
	const properties = checkProperties(given, rules, problems, emptyValues);
	return properties === undefined ? {} : { properties };
}

/** @returns undefined for nothing @throws ItemError; follows the field's name */
export function asObject(value: unknown): Record<string, unknown> | undefined {
	if (value === undefined || value === null) return undefined;
	if (!isPlainObject(value)) throw new ItemError('must be an object.');
	return value;
}

function isFilled({ value }: MappedField): boolean {
	return value !== undefined && value !== null && value !== '';
}
