import type { IDataObject } from 'n8n-workflow';

import { ItemError } from './itemError';
import { readNumber } from './numbers';
import { isPlainObject } from './objects';

type Kind = 'text' | 'number' | 'whole number' | 'object' | 'list' | 'list of texts';

const IN_WORDS: Readonly<Record<Kind, string>> = {
	text: 'text',
	number: 'a number',
	'whole number': 'a whole number',
	object: 'an object',
	list: 'a list',
	'list of texts': 'a list of texts',
};

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
			products: 'list!',
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
			products: 'list!',
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
			products: 'list!',
			total_value: 'number!',
		},
	],
	[
		'ecommerce.order_refunded',
		{ ...COMMON, ...DISCOUNTS, order_id: 'text!', products: 'list!', total_value: 'number!' },
	],
	[
		'ecommerce.order_cancelled',
		{
			...COMMON,
			...CHARGES,
			...DISCOUNTS,
			order_id: 'text!',
			products: 'list!',
			total_value: 'number!',
			cancel_reason: 'text!',
		},
	],
]);

/** The names of Braze's recommended eCommerce events. */
export const ECOMMERCE_EVENTS: readonly string[] = [...SCHEMAS.keys()];

/**
 * Fits the properties of a recommended eCommerce event to what Braze takes: numeric text becomes a
 * number where one is due, a number becomes text, and what is not part of the event goes into
 * `metadata`. Any other event's properties stay as they are.
 *
 * @returns undefined for an event without properties
 * @throws ItemError naming every property that is missing or of another type
 */
export function fitEcommerceEvent(
	name: string,
	properties: IDataObject | undefined,
): IDataObject | undefined {
	const schema = SCHEMAS.get(name);
	if (schema === undefined) return properties;
	const problems: string[] = [];
	const fitted = fit(properties ?? {}, schema, '', problems);
	if (name === 'ecommerce.cart_updated') problems.push(...checkCartTotal(properties ?? {}));
	const { products } = fitted;
	if (Array.isArray(products)) {
		fitted.products = (products as unknown[]).map((line, index) => {
			const where = `products[${index}]`;
			if (isPlainObject(line)) return fit(line, LINE, `${where}.`, problems);
			problems.push(`${where} must be an object`);
			return {};
		});
	}
	if (problems.length > 0) throw new ItemError(`${problems.join('; ')}.`);
	return fitted;
}

/** The total is needed unless the cart is only added to or taken from. */
function checkCartTotal({ action, total_value: total }: IDataObject): string[] {
	return total === undefined && action !== 'add' && action !== 'remove'
		? ['total_value is missing (required unless action is add or remove)']
		: [];
}

function fit(
	given: Record<string, unknown>,
	schema: Schema,
	where: string,
	problems: string[],
): IDataObject {
	const fitted: Record<string, unknown> = {};
	for (const [name, rule] of Object.entries(schema)) {
		const kind = rule.replace('!', '') as Kind;
		const value = toKind(given[name], kind);
		if (value === undefined || value === null) {
			if (rule.endsWith('!')) problems.push(`${where}${name} (${kind}) is missing`);
		} else if (isOfKind(value, kind)) {
			fitted[name] = value;
		} else {
			problems.push(`${where}${name} must be ${IN_WORDS[kind]}`);
		}
	}
	const others = Object.entries(given).filter(([name]) => !Object.hasOwn(schema, name));
	if (others.length === 0) return fitted as IDataObject;
	const metadata = (fitted.metadata ?? {}) as IDataObject;
	for (const [name] of others) {
		if (Object.hasOwn(metadata, name)) problems.push(`${where}${name} is in metadata as well`);
	}
	return { ...fitted, metadata: { ...metadata, ...Object.fromEntries(others) } } as IDataObject;
}

/** The kind is Braze's, so a value that says the same in another type is meant. */
function toKind(value: unknown, kind: Kind): unknown {
	if (kind === 'number' || kind === 'whole number') {
		const number = readNumber(value);
		return Number.isNaN(number) ? value : number;
	}
	return kind === 'text' && Number.isSafeInteger(value) ? String(value) : value;
}

function isOfKind(value: unknown, kind: Kind): boolean {
	switch (kind) {
		case 'text':
			return typeof value === 'string';
		case 'number':
			return Number.isFinite(value);
		case 'whole number':
			return Number.isSafeInteger(value);
		case 'object':
			return isPlainObject(value);
		case 'list':
			return Array.isArray(value);
		case 'list of texts':
			return Array.isArray(value) && value.every((element) => typeof element === 'string');
	}
}
