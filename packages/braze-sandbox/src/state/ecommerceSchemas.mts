/** A property of an eCommerce event, or of something in it. */
export interface Field {
	type: 'string' | 'number' | 'integer' | 'object' | 'array' | 'amount' | 'currency';
	required?: boolean;
	/** Of a list of objects. */
	items?: Schema;
	/** The only values; of a list, those of its elements. */
	values?: string[];
}

export type Schema = Record<string, Field>;

type Type = Field['type'];

const must = (type: Type): Field => ({ type, required: true });
const may = (type: Type): Field => ({ type });

const COMMON: Schema = {
	currency: must('currency'),
	source: must('string'),
	metadata: may('object'),
};

const PRODUCT: Schema = {
	product_id: must('string'),
	product_name: must('string'),
	variant_id: must('string'),
	quantity: must('integer'),
	price: must('amount'),
	image_url: may('string'),
	product_url: may('string'),
	metadata: may('object'),
};

const DISCOUNT: Schema = { code: may('string'), amount: may('number'), type: may('string') };

const PRODUCTS: Field = { type: 'array', required: true, items: PRODUCT };
const AMOUNTS: Schema = {
	subtotal_value: may('amount'),
	tax: may('amount'),
	shipping: may('amount'),
};
const DISCOUNTS: Schema = {
	total_discounts: may('amount'),
	discounts: { type: 'array', items: DISCOUNT },
};

/**
 * Properties of the eCommerce recommended events.
 *
 * braze(recommended): the schemas of eCommerce events; an event holds nothing beyond its
 *   schema, amounts are not negative, currencies are of ISO 4217.
 * ours: which keys of a discount are required: none.
 */
export const SCHEMAS: Record<string, Schema> = {
	'ecommerce.product_viewed': {
		...COMMON,
		product_id: must('string'),
		product_name: must('string'),
		variant_id: must('string'),
		price: must('amount'),
		image_url: may('string'),
		product_url: may('string'),
		type: { type: 'array', values: ['price_drop', 'back_in_stock'] },
	},
	'ecommerce.cart_updated': {
		...COMMON,
		...AMOUNTS,
		cart_id: must('string'),
		products: PRODUCTS,
		total_value: may('amount'),
		action: { type: 'string', values: ['add', 'remove', 'replace'] },
	},
	'ecommerce.checkout_started': {
		...COMMON,
		...AMOUNTS,
		checkout_id: must('string'),
		cart_id: may('string'),
		products: PRODUCTS,
		total_value: must('amount'),
	},
	'ecommerce.order_placed': {
		...COMMON,
		...AMOUNTS,
		...DISCOUNTS,
		order_id: must('string'),
		cart_id: may('string'),
		products: PRODUCTS,
		total_value: must('amount'),
	},
	'ecommerce.order_refunded': {
		...COMMON,
		...DISCOUNTS,
		order_id: must('string'),
		products: PRODUCTS,
		total_value: must('amount'),
	},
	'ecommerce.order_cancelled': {
		...COMMON,
		...AMOUNTS,
		...DISCOUNTS,
		order_id: must('string'),
		products: PRODUCTS,
		total_value: must('amount'),
		cancel_reason: must('string'),
	},
};
