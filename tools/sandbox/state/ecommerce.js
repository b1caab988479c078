'use strict';

const { said } = require('./problems');
const { isObject } = require('./values');

/** @typedef {import('./problems').Problem} Problem */
/** @typedef {{ type: string, required?: boolean, items?: Schema }} Field */
/** @typedef {Record<string, Field>} Schema */

/** @param {string} type @returns {Field} */
const must = (type) => ({ type, required: true });
/** @param {string} type @returns {Field} */
const may = (type) => ({ type });

/** @type {Schema} */
const COMMON = { currency: must('string'), source: must('string'), metadata: may('object') };

/** @type {Schema} */
const PRODUCT = {
	product_id: must('string'),
	product_name: must('string'),
	variant_id: must('string'),
	quantity: must('integer'),
	price: must('number'),
	image_url: may('string'),
	product_url: may('string'),
	metadata: may('object'),
};

/** @type {Field} */
const PRODUCTS = { type: 'array', required: true, items: PRODUCT };
/** @type {Schema} */
const AMOUNTS = { subtotal_value: may('number'), tax: may('number'), shipping: may('number') };
/** @type {Schema} */
const DISCOUNTS = { total_discounts: may('number'), discounts: may('array') };

/**
 * Properties of the eCommerce recommended events: the schemas that integrators enforce. Not
 * documented here: Braze's own schema page, which may ask for more.
 *
 * @type {Record<string, Schema>}
 */
const SCHEMAS = {
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

/** @param {unknown} value @returns {string} JSON Schema's name of its type */
function typeName(value) {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	if (Number.isInteger(value)) return 'integer';
	return typeof value;
}

/** @param {unknown} value @param {string} type */
function hasType(value, type) {
	const name = typeName(value);
	return name === type || (type === 'number' && name === 'integer');
}

/**
 * @param {Record<string, unknown>} value
 * @param {Schema} schema
 * @param {string} path a JSON pointer, as `#/`
 * @returns {string | null} what is wrong, in the words of a JSON Schema validator
 */
function mismatch(value, schema, path) {
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
 * @param {string} name of the event
 * @param {unknown} properties
 * @returns {Problem | null}
 */
function schemaProblem(name, properties) {
	if (!Object.hasOwn(SCHEMAS, name) || !isObject(properties)) return null;
	const found = mismatch(properties, SCHEMAS[name], '#/') ?? totalMissing(name, properties);
	return found ? said(found) : null;
}

/**
 * A cart's total may only be left out while products are added to it or removed.
 *
 * @param {string} name
 * @param {Record<string, unknown>} properties
 */
function totalMissing(name, { total_value: total, action }) {
	if (name !== 'ecommerce.cart_updated' || total !== undefined) return null;
	if (action === 'add' || action === 'remove') return null;
	return "The property '#/' did not contain a required property of 'total_value'";
}

module.exports = { schemaProblem };
