import type { IDataObject } from 'n8n-workflow';

import type { MappedField, Mapping } from '../mapping/assignments';
import { compileAssignments } from '../mapping/assignments';
import { toIsoDate } from '../mapping/convert';
import { nest } from '../mapping/nest';
import type { Evaluate, ItemValue } from '../mapping/value';
import { compileValue, isExpression } from '../mapping/value';
import { isPlainObject } from '../model/emptyValues';
import { ValueProblem } from '../model/itemError';

/** What Braze allows of the properties of an event or a purchase. */
export interface PropertyRules {
	/** Keys that Braze uses itself. */
	reserved: ReadonlySet<string>;
	/** Bytes of properties that hold lists or objects. */
	bytes: number;
}

/** Source: https://www.braze.com/docs/api/objects_filters/event_object/ */
export const EVENT_PROPERTIES: PropertyRules = {
	reserved: new Set(['time', 'event_name']),
	bytes: 102_400,
};

/** Source: https://www.braze.com/docs/api/objects_filters/purchase_object/ */
export const PURCHASE_PROPERTIES: PropertyRules = {
	reserved: new Set(['time', 'product_id', 'quantity', 'event_name', 'price', 'currency']),
	bytes: 51_200,
};

/** Characters of a property's name and of a text value. Source: event object. */
const LENGTH = 255;

/** Properties by dragging and as JSON, compiled; what is given as JSON wins. */
export interface PropertySources {
	fields: Mapping;
	json: ItemValue;
}

/** Compiles the two parameters that properties come from. */
export function compileProperties(
	fields: unknown,
	json: unknown,
	evaluate: Evaluate,
): PropertySources {
	return {
		fields: compileAssignments(fields, evaluate),
		json: compileJson(json, evaluate),
	};
}

/** A JSON parameter: a literal is parsed once, an expression for each item. */
export function compileJson(parameter: unknown, evaluate: Evaluate): ItemValue {
	const value = compileValue(parameter, evaluate);
	if (!isExpression(parameter) && typeof parameter === 'string') {
		const parsed = parseJson(parameter);
		return () => parsed;
	}
	return (item, itemIndex) => {
		const given = value(item, itemIndex);
		return typeof given === 'string' ? parseJson(given) : given;
	};
}

/** @returns the value; a {@link ValueProblem} for text that is no JSON */
function parseJson(text: string): unknown {
	if (text.trim() === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		return new ValueProblem(`is not valid JSON: ${(error as Error).message.replace(/".*"/s, '…')}`);
	}
}

/**
 * One item's properties. Empty ones are left out.
 *
 * @returns undefined if there are none
 * @throws ValueProblem naming the property
 */
export function readProperties(
	sources: PropertySources,
	rules: PropertyRules,
	json: IDataObject,
	itemIndex: number,
): IDataObject | undefined {
	const fields = sources.fields(json, itemIndex);
	for (const { name, problem } of fields) {
		if (problem !== undefined) throw new ValueProblem(`Property "${name}" ${problem}`);
	}
	const given = sources.json(json, itemIndex);
	if (given instanceof ValueProblem) throw new ValueProblem(`Properties (JSON) ${given.message}`);
	if (given !== undefined && given !== null && !isPlainObject(given)) {
		throw new ValueProblem('Properties (JSON) must be an object.');
	}
	const entries = Object.entries({ ...nest(fields.filter(isFilled)), ...given }).map(
		([name, value]) => [name, checkProperty(name, value, rules)] as const,
	);
	const properties = Object.fromEntries(
		entries.filter(([, value]) => value !== undefined && value !== null && value !== ''),
	) as IDataObject;
	if (Object.keys(properties).length === 0) return undefined;
	if (Buffer.byteLength(JSON.stringify(properties)) > rules.bytes) {
		throw new ValueProblem(
			`The properties are larger than the ${rules.bytes / 1024} KB Braze takes.`,
		);
	}
	return properties;
}

function isFilled({ value }: MappedField): boolean {
	return value !== undefined && value !== null && value !== '';
}

function checkProperty(name: string, value: unknown, { reserved }: PropertyRules): unknown {
	if (reserved.has(name)) {
		throw new ValueProblem(`Property "${name}" is a name that Braze keeps for itself. Rename it.`);
	}
	if (name === '' || name.length > LENGTH || name.startsWith('$')) {
		throw new ValueProblem(
			`Property "${name.slice(0, 40)}" needs a name of 1 to ${LENGTH} characters that does not start with $.`,
		);
	}
	const plain = toIsoDate(value) ?? value;
	if (typeof plain === 'string' && plain.length > LENGTH) {
		throw new ValueProblem(
			`Property "${name}" has ${plain.length} characters; Braze takes ${LENGTH}.`,
		);
	}
	if (typeof plain === 'number' && !Number.isFinite(plain)) {
		throw new ValueProblem(`Property "${name}" is not a number that Braze could store.`);
	}
	return plain;
}
