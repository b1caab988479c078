import type { IDataObject } from 'n8n-workflow';

import { ItemError } from './itemError';
import { isPlainObject } from './objects';

type Kind = 'text' | 'number' | 'whole number' | 'object' | 'list' | 'list of texts';

/** A schema: the kind of each property, with `!` after those that are required. */
type Schema = Record<string, `${Kind}!` | Kind>;

const COMMON: Schema = { currency: 'text!', source: 'text!', metadata: 'object' };

const PRODUCT: Schema = {
	product_id: 'text!',
	product_name: 'text!',
	variant_id: 'text!',
	price: 'number!',
	image_url: 'text',
	product_url: 'text',
};

const LINE: Schema = { ...PRODUCT, quantity: 'whole number!', metadata: 'object' };

const CHARGES: Schema = { subtotal_value: 'number', tax: 'number', shipping: 'number' };

const DISCOUNTS: Schema = { total_discounts: 'number', discounts: 'list' };

/**
 * Braze's recommended eCommerce events; Braze checks their types strictly, and unknown properties
 * belong in `metadata`.
 * Source: https://www.braze.com/docs/user_guide/data/activation/events/recommended_events/ecommerce_events
 */
const SCHEMAS = new Map<string, Schema>([
	['ecommerce.product_viewed', { ...COMMON, ...PRODUCT, type: 'list of texts' }],
	[
		'ecommerce.cart_updated',
		{
			...COMMON,
			...CHARGES,
			cart_id: 'text!',
			products: 'list',
			total_value: 'number',
			action: 'text',
		},
	],
	[
		'ecommerce.checkout_started',
		{
			...COMMON,
			...CHARGES,
			checkout_id: 'text!',
			cart_id: 'text',
			products: 'list',
			total_value: 'number!',
		},
	],
	[
		'ecommerce.order_placed',
		{
			...COMMON,
			...CHARGES,
			...DISCOUNTS,
			order_id: 'text!',
			cart_id: 'text',
			products: 'list',
			total_value: 'number!',
		},
	],
	[
		'ecommerce.order_refunded',
		{ ...COMMON, ...DISCOUNTS, order_id: 'text!', products: 'list', total_value: 'number!' },
	],
	[
		'ecommerce.order_cancelled',
		{
			...COMMON,
			...CHARGES,
			...DISCOUNTS,
			order_id: 'text!',
			products: 'list',
			total_value: 'number!',
			cancel_reason: 'text!',
		},
	],
]);

/** The names of Braze's recommended eCommerce events. */
export const ECOMMERCE_EVENTS: readonly string[] = [...SCHEMAS.keys()];

/**
 * Checks the properties of a recommended eCommerce event; any other event passes.
 *
 * @throws ItemError naming every property that is missing, of another type or unknown
 */
export function checkEcommerceEvent(name: string, properties: IDataObject): void {
	const schema = SCHEMAS.get(name);
	if (schema === undefined) return;
	const problems = check(properties, schema, '');
	if (name === 'ecommerce.cart_updated') problems.push(...checkCartTotal(properties));
	if (Array.isArray(properties.products)) {
		(properties.products as unknown[]).forEach((line, index) => {
			const where = `products[${index}]`;
			if (isPlainObject(line)) problems.push(...check(line, LINE, `${where}.`));
			else problems.push(`${where} must be an object`);
		});
	}
	if (problems.length > 0) throw new ItemError(`${problems.join('; ')}.`);
}

/** The total is needed unless the cart is only added to or taken from. */
function checkCartTotal({ action, total_value: total }: IDataObject): string[] {
	return total === undefined && action !== 'add' && action !== 'remove'
		? ['total_value is missing (needed unless action is add or remove)']
		: [];
}

function check(properties: object, schema: Schema, where: string): string[] {
	const problems: string[] = [];
	const given = properties as Record<string, unknown>;
	for (const [name, rule] of Object.entries(schema)) {
		const kind = rule.replace('!', '') as Kind;
		if (given[name] === undefined) {
			if (rule.endsWith('!')) problems.push(`${where}${name} (${kind}) is missing`);
		} else if (!isOfKind(given[name], kind)) {
			problems.push(`${where}${name} must be a ${kind}`);
		}
	}
	for (const name of Object.keys(given)) {
		if (!Object.hasOwn(schema, name)) {
			problems.push(`${where}${name} is not part of this event (put it into metadata)`);
		}
	}
	return problems;
}

function isOfKind(value: unknown, kind: Kind): boolean {
	switch (kind) {
		case 'text':
			return typeof value === 'string';
		case 'number':
			return typeof value === 'number';
		case 'whole number':
			return Number.isInteger(value);
		case 'object':
			return isPlainObject(value);
		case 'list':
			return Array.isArray(value);
		case 'list of texts':
			return Array.isArray(value) && value.every((element) => typeof element === 'string');
	}
}
