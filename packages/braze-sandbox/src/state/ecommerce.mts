import { said, type Problem } from './problems.mts';
import { isObject } from './values.mts';

export type Field = { type: string; required?: boolean; items?: Schema };
export type Schema = Record<string, Field>;

const must = (type: string): Field => ({ type, required: true });
const may = (type: string): Field => ({ type });

const COMMON: Schema = {
	currency: must('string'),
	source: must('string'),
	metadata: may('object'),
};

const PRODUCT: Schema = {
	product_id: must('string'),
	product_name: must('string'),
	variant_id: must('string'),
	quantity: must('integer'),
	price: must('number'),
	image_url: may('string'),
	product_url: may('string'),
	metadata: may('object'),
};

const PRODUCTS: Field = { type: 'array', required: true, items: PRODUCT };
const AMOUNTS: Schema = {
	subtotal_value: may('number'),
	tax: may('number'),
	shipping: may('number'),
};
const DISCOUNTS: Schema = { total_discounts: may('number'), discounts: may('array') };

/**
 * Properties of the eCommerce recommended events.
 *
 * inferred: the schemas of eCommerce events, from what integrators enforce, and the texts of mismatches, which they saw.
 *   Braze's own schema page may ask for more.
 */
const SCHEMAS: Record<string, Schema> = {
	'ecommerce.product_viewed': {
		...COMMON,
		product_id: must('string'),
		product_name: must('string'),
		variant_id: must('string'),
		price: must('number'),
		image_url: may('string'),
		product_url: may('string'),
		type: may('array'),
	},
	'ecommerce.cart_updated': {
		...COMMON,
		...AMOUNTS,
		cart_id: must('string'),
		products: PRODUCTS,
		total_value: may('number'),
		action: may('string'),
	},
	'ecommerce.checkout_started': {
		...COMMON,
		...AMOUNTS,
		checkout_id: must('string'),
		cart_id: may('string'),
		products: PRODUCTS,
		total_value: must('number'),
	},
	'ecommerce.order_placed': {
		...COMMON,
		...AMOUNTS,
		...DISCOUNTS,
		order_id: must('string'),
		cart_id: may('string'),
		products: PRODUCTS,
		total_value: must('number'),
	},
	'ecommerce.order_refunded': {
		...COMMON,
		...DISCOUNTS,
		order_id: must('string'),
		products: PRODUCTS,
		total_value: must('number'),
	},
	'ecommerce.order_cancelled': {
		...COMMON,
		...AMOUNTS,
		...DISCOUNTS,
		order_id: must('string'),
		products: PRODUCTS,
		total_value: must('number'),
		cancel_reason: must('string'),
	},
};

/** @returns JSON Schema's name of its type */
function typeName(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	if (Number.isInteger(value)) return 'integer';
	return typeof value;
}

function hasType(value: unknown, type: string) {
	const name = typeName(value);
	return name === type || (type === 'number' && name === 'integer');
}

/**
 * @param path a JSON pointer, as `#/`
 * @returns what is wrong, in the words of a JSON Schema validator
 */
function mismatch(value: Record<string, unknown>, schema: Schema, path: string): string | null {
	for (const [name, field] of Object.entries(schema)) {
		const inner = value[name];
		if (inner === undefined) {
			if (!field.required) continue;
			return `The property '${path}' did not contain a required property of '${name}'`;
		}
		const where = `${path === '#/' ? '#' : path}/${name}`;
		if (!hasType(inner, field.type)) {
			return `The property '${where}' of type ${typeName(inner)} did not match the following type: ${field.type}`;
		}
		if (!field.items || !Array.isArray(inner)) continue;
		for (const [index, element] of inner.entries()) {
			const found = isObject(element)
				? mismatch(element, field.items, `${where}/${index}`)
				: `The property '${where}/${index}' of type ${typeName(element)} did not match the following type: object`;
			if (found) return found;
		}
	}
	const unknown = Object.keys(value).filter((name) => !Object.hasOwn(schema, name));
	return unknown.length > 0
		? `The property '${path}' contains additional properties ${JSON.stringify(unknown)} outside of the schema when none are allowed`
		: null;
}

/**
 * Checks the properties of a recommended event; any other event has none to check.
 *
 * @param name of the event
 */
export function schemaProblem(name: string, properties: unknown): Problem | null {
	if (!Object.hasOwn(SCHEMAS, name) || !isObject(properties)) return null;
	const found = mismatch(properties, SCHEMAS[name], '#/') ?? totalMissing(name, properties);
	return found ? said(found) : null;
}

/** A cart's total may only be left out while products are added to it or removed. */
function totalMissing(name: string, { total_value: total, action }: Record<string, unknown>) {
	if (name !== 'ecommerce.cart_updated' || total !== undefined) return null;
	if (action === 'add' || action === 'remove') return null;
	return "The property '#/' did not contain a required property of 'total_value'";
}
