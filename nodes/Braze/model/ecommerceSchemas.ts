/** What a property holds. */
export type Kind =
	| 'text'
	| 'amount'
	| 'whole number'
	| 'currency'
	| 'action'
	| 'alerts'
	| 'object'
	| 'discounts'
	| 'products';

/** What a kind is to the user who has to map it. */
export const IN_WORDS: Readonly<Record<Kind, string>> = {
	text: 'text',
	amount: 'number',
	'whole number': 'whole number',
	currency: 'text',
	action: 'text',
	alerts: 'list',
	object: 'object',
	discounts: 'list',
	products: 'list',
};

/** A schema: the kind of each property, with `!` after those that are required. */
export type Schema = Readonly<Record<string, `${Kind}!` | Kind>>;

const COMMON: Schema = { currency: 'currency!', source: 'text!', metadata: 'object' };

const PRODUCT: Schema = {
	product_id: 'text!',
	product_name: 'text!',
	variant_id: 'text!',
	price: 'amount!',
	image_url: 'text',
	product_url: 'text',
};

export const LINE: Schema = { ...PRODUCT, quantity: 'whole number!', metadata: 'object' };

const CHARGES: Schema = { subtotal_value: 'amount', tax: 'amount', shipping: 'amount' };

const DISCOUNTS: Schema = { total_discounts: 'amount', discounts: 'discounts' };

export const DISCOUNT: Schema = { code: 'text', amount: 'amount', type: 'text' };

/**
 * Braze's recommended eCommerce events. An event that does not fit is dropped although the response
 * says success; what is not part of the schema belongs in `metadata`.
 * Source: https://www.braze.com/docs/user_guide/data/activation/events/recommended_events/ecommerce_events
 * (lengths and blank texts: the checks of Braze's own SDK)
 */
export const SCHEMAS = new Map<string, Schema>([
	['ecommerce.product_viewed', { ...COMMON, ...PRODUCT, type: 'alerts' }],
	[
		'ecommerce.cart_updated',
		{
			...COMMON,
			...CHARGES,
			cart_id: 'text!',
			products: 'products!',
			total_value: 'amount',
			action: 'action',
		},
	],
	[
		'ecommerce.checkout_started',
		{
			...COMMON,
			...CHARGES,
			checkout_id: 'text!',
			cart_id: 'text',
			products: 'products!',
			total_value: 'amount!',
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
			products: 'products!',
			total_value: 'amount!',
		},
	],
	[
		'ecommerce.order_refunded',
		{ ...COMMON, ...DISCOUNTS, order_id: 'text!', products: 'products!', total_value: 'amount!' },
	],
	[
		'ecommerce.order_cancelled',
		{
			...COMMON,
			...CHARGES,
			...DISCOUNTS,
			order_id: 'text!',
			products: 'products!',
			total_value: 'amount!',
			cancel_reason: 'text!',
		},
	],
]);

/** The names of Braze's recommended eCommerce events. */
export const ECOMMERCE_EVENTS: readonly string[] = [...SCHEMAS.keys()];

/**
 * What is wrong with a name that looks like one of Braze's eCommerce events but isn't: Braze takes it
 * for an ordinary event. Undefined for every other name.
 *
 * @param name not one of {@link ECOMMERCE_EVENTS}
 */
export function problemOfEcommerceName(name: string): string | undefined {
	if (!/^\W*e[-_ ]?commerce/i.test(name)) return undefined;
	const meant = ECOMMERCE_EVENTS.find((event) => letters(event) === letters(name));
	const instead =
		meant === undefined
			? `Braze's eCommerce events are ${ECOMMERCE_EVENTS.join(', ')}.`
			: `The name of Braze's eCommerce event is ${meant}.`;
	return `it is sent as an ordinary event, without effect on revenue and orders. ${instead}`;
}

function letters(name: string): string {
	return name
		.toLowerCase()
		.replace(/[^a-z]/g, '')
		.replace('canceled', 'cancelled');
}
