import { fitEcommerceEvent } from '../../../../nodes/Braze/model/ecommerce';
import { ECOMMERCE_EVENTS } from '../../../../nodes/Braze/model/ecommerceSchemas';
import { propertyRulesOf } from '../../../../nodes/Braze/model/events';
import { ItemError, Problems } from '../../../../nodes/Braze/model/itemError';
import { checkProperties } from '../../../../nodes/Braze/model/properties';

const COMMON = { currency: 'AUD', source: 'web', metadata: { a: 1 } };
const PRODUCT = {
	product_id: 'p',
	product_name: 'Ticket',
	variant_id: 'v',
	price: 9.5,
	image_url: 'https://example.com/i',
	product_url: 'https://example.com/p',
};
const LINE = { ...PRODUCT, quantity: 2, metadata: {} };
const CHARGES = { subtotal_value: 1, tax: 1, shipping: 1 };
const DISCOUNTS = { total_discounts: 1, discounts: [{ code: 'x', amount: 1, type: 'fixed' }] };

/** Each event with every property that its page lists. */
const WHOLE: Record<string, Record<string, unknown>> = {
	'ecommerce.product_viewed': { ...COMMON, ...PRODUCT, type: ['price_drop', 'back_in_stock'] },
	'ecommerce.cart_updated': {
		...COMMON,
		...CHARGES,
		cart_id: 'c',
		products: [LINE],
		total_value: 19,
		action: 'replace',
	},
	'ecommerce.checkout_started': {
		...COMMON,
		...CHARGES,
		checkout_id: 'c',
		cart_id: 'c',
		products: [LINE],
		total_value: 19,
	},
	'ecommerce.order_placed': {
		...COMMON,
		...CHARGES,
		...DISCOUNTS,
		order_id: 'o',
		cart_id: 'c',
		products: [LINE],
		total_value: 19,
	},
	'ecommerce.order_refunded': {
		...COMMON,
		...DISCOUNTS,
		order_id: 'o',
		products: [LINE],
		total_value: 19,
	},
	'ecommerce.order_cancelled': {
		...COMMON,
		...CHARGES,
		...DISCOUNTS,
		order_id: 'o',
		products: [LINE],
		total_value: 19,
		cancel_reason: 'x',
	},
};

/** What each cannot do without, and the kinds as the message has them. */
const REQUIRED: Record<string, string[]> = {
	'ecommerce.product_viewed': [
		'currency (text)',
		'source (text)',
		'product_id (text)',
		'product_name (text)',
		'variant_id (text)',
		'price (number)',
	],
	'ecommerce.cart_updated': [
		'currency (text)',
		'source (text)',
		'cart_id (text)',
		'products (list)',
	],
	'ecommerce.checkout_started': [
		'currency (text)',
		'source (text)',
		'checkout_id (text)',
		'products (list)',
		'total_value (number)',
	],
	'ecommerce.order_placed': [
		'currency (text)',
		'source (text)',
		'order_id (text)',
		'products (list)',
		'total_value (number)',
	],
	'ecommerce.order_refunded': [
		'currency (text)',
		'source (text)',
		'order_id (text)',
		'products (list)',
		'total_value (number)',
	],
	'ecommerce.order_cancelled': [
		'currency (text)',
		'source (text)',
		'order_id (text)',
		'products (list)',
		'total_value (number)',
		'cancel_reason (text)',
	],
};

/** What is wrong with an event, as a list. */
const problemsOf = (name: string, properties: object): string[] => {
	try {
		fitEcommerceEvent(name, properties as never);
		return [];
	} catch (error) {
		expect(error).toBeInstanceOf(ItemError);
		return (error as Error).message.replace(/\.$/, '').split('; ');
	}
};

describe.each(ECOMMERCE_EVENTS)('%s', (name) => {
	const whole = WHOLE[name];

	it('takes every property that it has', () => {
		expect(problemsOf(name, whole)).toEqual([]);
	});

	it('misses what it requires', () => {
		const missing = REQUIRED[name].map((one) => `${one} is missing`);
		const cart = 'total_value is missing (required unless action is add or remove)';
		expect(problemsOf(name, {})).toEqual(
			name.endsWith('cart_updated') ? [...missing, cart] : missing,
		);
		const needed = REQUIRED[name].map((one) => one.split(' ')[0]);
		const least = Object.fromEntries(needed.map((key) => [key, whole[key]]));
		expect(problemsOf(name, least)).toEqual(name.endsWith('cart_updated') ? [cart] : []);
	});

	it.each(Object.keys(WHOLE[name]).filter((key) => key !== 'products'))(
		'refuses another type of %s',
		(key) => {
			const wrong = typeof whole[key] === 'string' ? 0.5 : 'x';
			const kinds: Record<string, string> = {
				string: 'must be text',
				number: 'must be a number',
				object: Array.isArray(whole[key]) ? 'must be a list' : 'must be an object',
			};
			const others: Record<string, string> = {
				action: 'action must be add, remove or replace',
				currency: 'currency must be a code of ISO 4217, with three letters, such as USD',
				type: 'type[0] must be price_drop or back_in_stock',
			};
			const expected = others[key] ?? `${key} ${kinds[typeof whole[key]]}`;
			const withTotal = Object.fromEntries(
				Object.entries(whole).filter(([one]) => one !== 'action'),
			);
			const given = key === 'action' ? { ...whole, action: wrong } : { ...withTotal, [key]: wrong };
			const total = 'total_value is missing (required unless action is add or remove)';
			const isCartTotal = name.endsWith('cart_updated') && key === 'total_value';
			expect(problemsOf(name, given)).toEqual(isCartTotal ? [expected, total] : [expected]);
		},
	);

	it('gets no metadata without any other property', () => {
		const properties = { ...whole };
		delete properties.metadata;
		const given = { ...properties, coupon: undefined };
		expect(fitEcommerceEvent(name, given as never)).toStrictEqual(properties);
	});

	it('puts any other property into its metadata', () => {
		const { metadata, ...others } = whole;
		const given = { ...others, coupon: 'x', constructor: 1 };
		expect(fitEcommerceEvent(name, { ...given, metadata } as never)).toEqual({
			...others,
			metadata: { a: 1, coupon: 'x', constructor: 1 },
		});
		expect(fitEcommerceEvent(name, given as never)).toEqual({
			...others,
			metadata: { coupon: 'x', constructor: 1 },
		});
		expect(problemsOf(name, { ...whole, a: 2 })).toEqual(['a is in metadata as well']);
		expect(problemsOf(name, { ...given, metadata: 'x' })).toEqual(['metadata must be an object']);
	});

	it('takes numbers as text, and text as numbers, where the other is due', () => {
		const turned = Object.fromEntries(
			Object.entries(whole).map(([key, value]) => [
				key,
				typeof value === 'number' ? ` ${value} ` : value,
			]),
		);
		expect(fitEcommerceEvent(name, turned as never)).toEqual(whole);
		expect(fitEcommerceEvent(name, { ...whole, source: 5 } as never)).toEqual({
			...whole,
			source: '5',
		});
	});

	it('does not change what it is given', () => {
		const given = JSON.parse(JSON.stringify({ ...whole, coupon: 'x' })) as object;
		fitEcommerceEvent(name, given as never);
		expect(given).toEqual({ ...whole, coupon: 'x' });
	});

	if (name !== 'ecommerce.product_viewed') {
		it('checks its lines', () => {
			const line = { ...LINE, quantity: 1.5, price: 'x', sku: 'x', metadata: { sku: 'y' } };
			expect(problemsOf(name, { ...whole, products: [LINE, line, 'x'] })).toEqual([
				'products[1].price must be a number',
				'products[1].quantity must be a whole number',
				'products[1].sku is in metadata as well',
				'products[2] must be an object',
			]);
			const loose = { ...LINE, product_id: 7, quantity: '2', price: '9.50', sku: 'x' };
			expect(fitEcommerceEvent(name, { ...whole, products: [loose] } as never)).toEqual({
				...whole,
				products: [{ ...LINE, product_id: '7', metadata: { sku: 'x' } }],
			});
			expect(problemsOf(name, { ...whole, products: [{}] })).toEqual([
				'products[0].product_id (text) is missing',
				'products[0].product_name (text) is missing',
				'products[0].variant_id (text) is missing',
				'products[0].price (number) is missing',
				'products[0].quantity (whole number) is missing',
			]);
			expect(problemsOf(name, { ...whole, products: 'x' })).toEqual(['products must be a list']);
		});
	}
});

describe('eCommerce events', () => {
	it('are Braze’s six', () => {
		expect(ECOMMERCE_EVENTS).toEqual(Object.keys(WHOLE));
	});

	it('leave all other events alone', () => {
		const problems = new Problems();
		const properties = { anything: '1' };
		for (const name of ['order_placed', 'My eCommerce tour', 'my_ecommerce.order', 'commerce']) {
			expect(fitEcommerceEvent(name, properties, problems)).toBe(properties);
		}
		expect(fitEcommerceEvent('other', undefined, problems)).toBeUndefined();
		expect(problems.remarks).toEqual([]);
	});

	it.each([
		['add', []],
		['remove', []],
		['replace', ['total_value is missing (required unless action is add or remove)']],
		[undefined, ['total_value is missing (required unless action is add or remove)']],
	])('may leave out the cart’s total if the action is %s', (action, expected) => {
		const cart = { ...WHOLE['ecommerce.cart_updated'], total_value: undefined };
		expect(problemsOf('ecommerce.cart_updated', { ...cart, action })).toEqual(expected);
	});

	it.each([
		['ecommerce.Order_Placed', 'ecommerce.order_placed'],
		['ecommerce.OrderPlaced', 'ecommerce.order_placed'],
		['eCommerce.order_placed', 'ecommerce.order_placed'],
		['Ecommerce Order Placed', 'ecommerce.order_placed'],
		['ecommerce.order_canceled', 'ecommerce.order_cancelled'],
		['ecommerce.cart-updated', 'ecommerce.cart_updated'],
		['"e-commerce.cart_updated"', 'ecommerce.cart_updated'],
		['ecommerce.order_shipped', undefined],
	])('have near misses that are told: %s', (name, meant) => {
		const problems = new Problems();
		const properties = { anything: '1' };
		expect(fitEcommerceEvent(name, properties, problems)).toBe(properties);
		expect(problems.remarks.map(({ field }) => field)).toEqual([`event "${name}"`]);
		expect(problems.remarks[0].message).toContain(
			meant === undefined
				? 'events are ecommerce.product_viewed, '
				: `The name of Braze's eCommerce event is ${meant}.`,
		);
	});

	it.each([
		[{ type: ['a', 5] }, ['type[0] must be', 'type[1] must be']],
		[{ price: -1 }, ['price must not be negative']],
		[{ currency: 'XXX' }, ['currency must be a code']],
		[{ product_id: ' ' }, ['product_id (text) is missing']],
		[{ product_name: 'x'.repeat(256) }, ['product_name has 256 characters']],
		[{ image_url: '' }, []],
		[{ price: 0 }, []],
		[{ currency: ' aud ', type: 'price_drop' }, []],
	])('are checked against the whole schema: %j', (more, expected) => {
		const found = problemsOf('ecommerce.product_viewed', {
			...WHOLE['ecommerce.product_viewed'],
			...more,
		});
		expect(found).toHaveLength(expected.length);
		expected.forEach((start, index) => expect(found[index]).toContain(start));
	});

	it.each([
		[{ products: [] }, 'products must be a list of at least one product'],
		[
			{
				products: [
					{ ...LINE, quantity: 0 },
					{ ...LINE, quantity: -1 },
				],
			},
			'products[1].quantity must not be negative',
		],
		[{ total_value: -5 }, 'total_value must not be negative'],
		[{ discounts: [{ amount: -1 }] }, 'discounts[0].amount must not be negative'],
		[{ discounts: ['x'] }, 'discounts[0] must be an object'],
	])('have amounts, discounts and at least one product: %j', (more, problem) => {
		const whole = WHOLE['ecommerce.order_placed'];
		expect(problemsOf('ecommerce.order_placed', { ...whole, ...more })).toEqual([problem]);
	});

	it('take one line or discount for a list, and no other key in a discount', () => {
		const problems = new Problems();
		const order = {
			...WHOLE['ecommerce.order_placed'],
			products: LINE,
			discounts: { code: 'x', by: 1, at: 2 },
		};
		expect(fitEcommerceEvent('ecommerce.order_placed', order as never, problems)).toMatchObject({
			products: [LINE],
			discounts: [{ code: 'x' }],
		});
		expect(problems.remarks).toEqual([
			{
				field: 'event "ecommerce.order_placed"',
				message:
					'Event "ecommerce.order_placed": discounts[0] takes no "by", "at", so it was left out.',
			},
		]);
	});

	it('have texts without blanks around them, and choices in any case', () => {
		const cart = WHOLE['ecommerce.cart_updated'];
		const given = { ...cart, source: ' web\n', currency: ' aud ', action: ' Add ' };
		expect(fitEcommerceEvent('ecommerce.cart_updated', given as never)).toEqual({
			...cart,
			action: 'add',
		});
	});
});

describe('what is wrong deep inside an event', () => {
	const metadata = { ok: 1, lost: 'a\ufffd', rates: [Number.NaN], days: ['2026-01-01T00:00:00Z'] };
	const given = { products: [{ ...LINE, metadata: { ...metadata } }], metadata };
	const read = (name: string, problems: Problems) =>
		checkProperties({ ...given }, propertyRulesOf(name), problems);

	it('costs only itself where Braze takes the event as a whole', () => {
		const problems = new Problems(undefined, '', { kind: 'property' });
		expect(read('ecommerce.order_placed', problems)).toEqual({
			products: [{ ...LINE, metadata: { ok: 1 } }],
			metadata: { ok: 1 },
		});
		expect(problems.count).toBe(6);
		expect(problems.messages[0]).toMatch(
			/^Property "products" \[0\] \.metadata \.lost has lost letters/,
		);
		expect(problems.messages[4]).toMatch(/^Property "metadata" \.rates \[0\] is not a number/);
	});

	it('costs its property elsewhere', () => {
		const problems = new Problems(undefined, '', { kind: 'property' });
		expect(read('signed_up', problems)).toBeUndefined();
		expect(problems.count).toBe(2);
	});
});
