import { isCurrency } from './currencies.mts';
import { type Field, type Schema, SCHEMAS } from './ecommerceSchemas.mts';
import { type Problem, said } from './problems.mts';
import type { Settings } from './settings.mts';
import { isList, isObject } from './values.mts';

const MAX_TEXT = 255;

/** What JSON Schema calls our types. */
const JSON_TYPES: Partial<Record<Field['type'], string>> = { amount: 'number', currency: 'string' };

/** @returns JSON Schema's name for its type */
function typeName(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	if (Number.isInteger(value)) return 'integer';
	return typeof value;
}

/**
 * What is wrong with a value of the right type.
 *
 * inferred: the texts about amounts and enumerations, in the words of a JSON Schema validator.
 */
function* valueProblems(
	value: unknown,
	{ type, values }: Field,
	where: string,
	{ ecommerceTexts, currencyLetters }: Settings,
): Generator<string> {
	if (type === 'amount' && Number(value) < 0) {
		yield `The property '${where}' did not have a minimum value of 0, inclusively`;
	}
	if (type === 'currency' && !isCurrency(value, currencyLetters)) {
		yield "'currency' must be an ISO 4217 currency";
	}
	for (const one of values === undefined ? [] : [value].flat()) {
		if (values?.includes(String(one))) continue;
		yield `The property '${where}' value ${JSON.stringify(one)} did not match one of the following values: ${String(values?.join(', '))}`;
	}
	if (type !== 'string' || ecommerceTexts === 'any') return;
	const { length } = String(value).trim();
	if (length === 0 || length > MAX_TEXT) {
		yield `The property '${where}' must have 1 to ${MAX_TEXT} characters`;
	}
}

function* elementProblems(
	list: unknown[],
	schema: Schema,
	where: string,
	settings: Settings,
): Generator<string> {
	if (list.length === 0 && settings.ecommerceTexts === 'strict' && where.endsWith('/products')) {
		yield `The property '${where}' did not contain a minimum number of items 1`;
	}
	for (const [index, element] of list.entries()) {
		const at = `${where}/${index}`;
		if (isObject(element)) yield* mismatches(element, schema, at, settings);
		else {
			yield `The property '${at}' of type ${typeName(element)} did not match the following type: object`;
		}
	}
}

/**
 * @param path a JSON pointer, such as `#/`
 * @returns what is wrong, in the words of a JSON Schema validator
 */
function* mismatches(
	value: Record<string, unknown>,
	schema: Schema,
	path: string,
	settings: Settings,
): Generator<string> {
	for (const [name, field] of Object.entries(schema)) {
		const inner = value[name];
		if (inner === undefined) {
			if (!field.required) continue;
			yield `The property '${path}' did not contain a required property of '${name}'`;
			continue;
		}
		const where = `${path === '#/' ? '#' : path}/${name}`;
		const [type, wanted] = [typeName(inner), JSON_TYPES[field.type] ?? field.type];
		if (type !== wanted && !(wanted === 'number' && type === 'integer')) {
			yield `The property '${where}' of type ${type} did not match the following type: ${wanted}`;
			continue;
		}
		yield* valueProblems(inner, field, where, settings);
		if (field.items && isList(inner)) yield* elementProblems(inner, field.items, where, settings);
	}
	const unknown = Object.keys(value).filter((name) => !Object.hasOwn(schema, name));
	if (unknown.length === 0) return;
	yield `The property '${path}' contains additional properties ${JSON.stringify(unknown)} outside of the schema when none are allowed`;
}

/** A cart's total may only be left out while products are added to it or removed. */
function* totalMissing(name: string, properties: Record<string, unknown>): Generator<string> {
	const { total_value: total, action } = properties;
	if (name !== 'ecommerce.cart_updated' || total !== undefined) return;
	if (action === 'add' || action === 'remove') return;
	yield "The property '#/' did not contain a required property of 'total_value'";
}

/**
 * What is wrong with the properties of a recommended event.
 *
 * braze(recommended): an event whose name is not exactly that of a recommended one is like any
 *   other event, and isn't checked.
 * inferred: the texts of mismatches, which integrators saw.
 *
 * @param name of the event
 */
export function* schemaProblems(
	name: string,
	properties: unknown,
	settings: Settings,
): Generator<Problem> {
	if (!Object.hasOwn(SCHEMAS, name) || !isObject(properties)) return;
	for (const text of mismatches(properties, SCHEMAS[name], '#/', settings)) yield said(text);
	for (const text of totalMissing(name, properties)) yield said(text);
}
