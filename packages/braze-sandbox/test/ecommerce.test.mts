import { schemaProblems } from '../src/state/ecommerce.mts';
import { defaultSettings } from '../src/state/settingValues.mts';
import type { Settings } from '../src/types.mts';

/** What is wrong with the properties of an event, in Braze's words. */
function problems(name: string, properties: object, changes: Partial<Settings> = {}): string[] {
	const settings = { ...defaultSettings(), ...changes };
	// (As JSON does, this leaves out what is undefined.)
	const sent: unknown = JSON.parse(JSON.stringify(properties));
	return [...schemaProblems(`ecommerce.${name}`, sent, settings)].map(({ sentence }) => sentence);
}

const ids = { product_id: 'p', product_name: 'P', variant_id: 'v' };
const common = { currency: 'USD', source: 'web' };
const viewed = { ...ids, ...common, price: 1.5 };
const product = { ...ids, quantity: 1, price: 1 };
const order = { ...common, order_id: 'o', total_value: 5, products: [product] };
const discounts = [{ code: 'TEN', amount: 10, type: 'percentage' }];
const amounts = { subtotal_value: 4, tax: 0, shipping: 1 };

describe('eCommerce events', () => {
	it.each([
		['product_viewed', viewed],
		['product_viewed', { ...viewed, type: ['price_drop', 'back_in_stock'], metadata: { a: 1 } }],
		['cart_updated', { ...common, cart_id: 'c', products: [product], total_value: 1 }],
		['cart_updated', { ...common, cart_id: 'c', products: [product], action: 'remove' }],
		['checkout_started', { ...common, checkout_id: 'k', products: [product], total_value: 0 }],
		['order_placed', { ...order, ...amounts, discounts, total_discounts: 1, cart_id: 'c' }],
		['order_cancelled', { ...order, ...amounts, cancel_reason: 'late' }],
		['order_refunded', { ...order, discounts }],
	])('%s %j fits', (name, properties) => {
		expect(problems(name, properties)).toEqual([]);
	});

	const value = (path: string) => `The property '#/${path}'`;
	it.each([
		[
			'product_viewed',
			{ product_id: undefined },
			"did not contain a required property of 'product_id'",
		],
		['product_viewed', { product_id: 5 }, `${value('product_id')} of type integer did not match`],
		['product_viewed', { price: '1' }, `${value('price')} of type string did not match`],
		['product_viewed', { price: -1 }, `${value('price')} did not have a minimum value of 0`],
		['product_viewed', { sku: 1 }, 'additional properties ["sku"] outside of the schema'],
		['product_viewed', { currency: 'usd' }, "'currency' must be an ISO 4217 currency"],
		['product_viewed', { currency: 'ZZZ' }, "'currency' must be an ISO 4217 currency"],
		['product_viewed', { type: ['sale'] }, `${value('type')} value "sale" did not match one of`],
		['product_viewed', { metadata: 'x' }, `${value('metadata')} of type string did not match`],
		['product_viewed', { image_url: null }, `${value('image_url')} of type null did not match`],
	])('%s with %j does not fit', (name, change, text) => {
		expect(problems(name, { ...viewed, ...change })).toEqual([expect.stringContaining(text)]);
	});

	it.each([
		[{ total_value: -1 }, `${value('total_value')} did not have a minimum value of 0`],
		[{ tax: -0.01 }, `${value('tax')} did not have a minimum value of 0`],
		[
			{ products: [{ ...product, quantity: 1.5 }] },
			`${value('products/0/quantity')} of type number`,
		],
		[{ products: [{ ...product, price: -1 }] }, `${value('products/0/price')} did not have`],
		[
			{ products: [product, { ...product, color: 'red' }] },
			`${value('products/1')} contains additional`,
		],
		[{ products: ['p'] }, `${value('products/0')} of type string did not match`],
		[{ products: product }, `${value('products')} of type object did not match`],
		[
			{ discounts: [{ ...discounts[0], amount: '10' }] },
			`${value('discounts/0/amount')} of type string`,
		],
		[{ discounts: [{ percent: 10 }] }, `${value('discounts/0')} contains additional`],
		[{ checkout_id: 'k' }, 'additional properties ["checkout_id"]'],
	])('an order with %j does not fit', (change, text) => {
		expect(problems('order_placed', { ...order, ...change })).toEqual([
			expect.stringContaining(text),
		]);
	});

	it('a cart needs a total unless it adds or removes, and has no unknown action', () => {
		const cart = { ...common, cart_id: 'c', products: [product] };
		for (const more of [{}, { action: 'replace' }]) {
			expect(problems('cart_updated', { ...cart, ...more })).toEqual([
				expect.stringContaining("'total_value'"),
			]);
		}
		expect(problems('cart_updated', { ...cart, total_value: 1, action: 'swap' })).toEqual([
			expect.stringContaining('"swap" did not match one of the following values: add, remove'),
		]);
	});

	it('name everything that is wrong', () => {
		expect(problems('product_viewed', { ...viewed, price: '1', sku: 1 })).toHaveLength(2);
	});

	it.each(['Order_Placed', 'orderPlaced', 'order_placed ', 'toString'])(
		'%s is a name like any other',
		(name) => {
			expect(problems(name, { anything: true })).toEqual([]);
		},
	);

	it('have short texts that are not empty, and a product, where the setting asks for it', () => {
		const strict = { ecommerceTexts: 'strict' } as const;
		for (const source of [' ', 'x'.repeat(256)]) {
			expect(problems('order_placed', { ...order, source })).toEqual([]);
			expect(problems('order_placed', { ...order, source }, strict)).toHaveLength(1);
		}
		expect(problems('order_placed', { ...order, products: [] })).toEqual([]);
		expect(problems('order_placed', { ...order, products: [] }, strict)).toHaveLength(1);
		expect(problems('order_placed', order, strict)).toEqual([]);
	});
});
