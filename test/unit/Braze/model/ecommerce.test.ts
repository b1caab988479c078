import { fitEcommerceEvent, ECOMMERCE_EVENTS } from '../../../../nodes/Braze/model/ecommerce';
import { ItemError } from '../../../../nodes/Braze/model/itemError';

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
const DISCOUNTS = { total_discounts: 1, discounts: [{ code: 'x', amount: 1 }] };

/** Each event with every property that its page lists. */
const WHOLE: Record<string, Record<string, unknown>> = {
	'ecommerce.product_viewed': { ...COMMON, ...PRODUCT, type: ['a'] },
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
			const kind =
				typeof whole[key] === 'string'
					? 'text'
					: typeof whole[key] === 'number'
						? 'number'
						: key === 'type'
							? 'list of texts'
							: Array.isArray(whole[key])
								? 'list'
								: 'object';
			const wrong = kind === 'text' ? 0.5 : 'x';
			expect(problemsOf(name, { ...whole, [key]: wrong })).toEqual([
				`${key} must be ${({ text: '', object: 'an ' } as Record<string, string>)[kind] ?? 'a '}${kind}`,
			]);
		},
	);

	it('gets no metadata without any other property', () => {
		const properties = { ...whole };
		delete properties.metadata;
		expect(fitEcommerceEvent(name, properties as never)).toEqual(properties);
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
		const properties = { anything: '1' };
		expect(fitEcommerceEvent('ecommerce.other', properties)).toBe(properties);
		expect(fitEcommerceEvent('other', undefined)).toBeUndefined();
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

	it('take lists of texts alone as a type', () => {
		const viewed = WHOLE['ecommerce.product_viewed'];
		expect(problemsOf('ecommerce.product_viewed', { ...viewed, type: ['a', 5] })).toEqual([
			'type must be a list of texts',
		]);
	});
});
