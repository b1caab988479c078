import type { IDataObject } from 'n8n-workflow';

import { compileAssignments, type MappedField, type Mapping } from '../mapping/assignments';
import type { Engine } from '../mapping/engine';
import { compileJson } from '../mapping/json';
import { nest } from '../mapping/nest';
import type { PerItem } from '../mapping/perItem';
import { isExpression } from '../mapping/value';
import type { EmptyValues } from '../model/emptyValues';
import { ItemError, type Problems } from '../model/itemError';
import { isUnset } from '../model/nothing';
import { isPlainObject } from '../model/objects';
import { checkProperties, type PropertyRules } from '../model/properties';
import type { TimedItem } from './time';

/** Properties from drag and drop and from JSON, compiled; JSON wins. */
export interface PropertySources {
	fields: Mapping;
	json: PerItem<unknown>;
	/** Whether the JSON is the same for all items: a mistake is then in the node, not in the item. */
	isFixed: boolean;
}

/** An item, with what applies to each of its events and purchases. */
export interface ActivityItem extends TimedItem {
	emptyValues: EmptyValues;
	/** The app that they are counted for, unless they name another. */
	appId?: string;
}

/** How properties are checked. */
export interface PropertyChecks {
	rules: PropertyRules;
	emptyValues: EmptyValues;
}

/** The field of an event or purchase that holds its properties, if there are any. */
export interface WithProperties {
	properties?: IDataObject;
}

/** Compiles the two parameters that hold properties. */
export function compileProperties(fields: unknown, json: unknown, engine: Engine): PropertySources {
	return {
		fields: compileAssignments(fields, engine, { all: 'Properties', one: 'Property' }),
		json: compileJson(json, engine),
		isFixed: !isExpression(json),
	};
}

/**
 * Reads an item's properties. Empty ones are left out, unless they are to be sent.
 *
 * @param problems collects the errors of properties, each with a name; those are left out
 * @throws ItemError if they are too large in total
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

/** Checks properties; see {@link readProperties}. */
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
	return !isUnset(value);
}
