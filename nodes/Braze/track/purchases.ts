import type { IDataObject } from 'n8n-workflow';

import type { Evaluate, ItemValue } from '../mapping/value';
import { compileValue } from '../mapping/value';
import { within } from './events';
import { ValueProblem } from '../model/itemError';
import type { PropertySources } from './properties';
import { compileProperties, PURCHASE_PROPERTIES, readProperties } from './properties';
import { readTime } from '../model/time';

/** A row of the Purchases field, compiled. */
export interface PurchaseTemplate {
	productId: ItemValue;
	currency: ItemValue;
	price: ItemValue;
	quantity: ItemValue;
	time: ItemValue;
	properties: PropertySources;
}

/** Source of both: https://www.braze.com/docs/api/objects_filters/purchase_object/ */
const PRODUCT_ID_LENGTH = 255;
const MOST = 100;

/** Compiles the Purchases field: `{purchase: [{productId, currency, price, quantity, ...}]}`. */
export function compilePurchases(parameter: unknown, evaluate: Evaluate): PurchaseTemplate[] {
	const { purchase = [] } = (parameter ?? {}) as { purchase?: IDataObject[] };
	return purchase.map((row) => ({
		productId: compileValue(row.productId, evaluate),
		currency: compileValue(row.currency, evaluate),
		price: compileValue(row.price, evaluate),
		quantity: compileValue(row.quantity, evaluate),
		time: compileValue(row.time, evaluate),
		properties: compileProperties(row.properties, row.propertiesJson, evaluate),
	}));
}

/**
 * One item's purchase, without its user. A negative price is a refund.
 *
 * @param now ISO 8601, for an item without a time
 * @throws ValueProblem naming the field
 */
export function readPurchase(
	template: PurchaseTemplate,
	json: IDataObject,
	itemIndex: number,
	now: string,
): IDataObject {
	const product_id = readProductId(template.productId(json, itemIndex));
	return within(`Purchase "${product_id}"`, () => {
		const quantity = readQuantity(template.quantity(json, itemIndex));
		const properties = readProperties(template.properties, PURCHASE_PROPERTIES, json, itemIndex);
		return {
			product_id,
			currency: readCurrency(template.currency(json, itemIndex)),
			price: readPrice(template.price(json, itemIndex)),
			...(quantity !== undefined && { quantity }),
			time: readTime(template.time(json, itemIndex), json, now),
			...(properties !== undefined && { properties }),
		};
	});
}

function readProductId(value: unknown): string {
	const text = typeof value === 'number' ? String(value) : value;
	if (typeof text !== 'string' || text.trim() === '')
		throw new ValueProblem('Product ID is empty.');
	if (text.length > PRODUCT_ID_LENGTH) {
		throw new ValueProblem(
			`Product ID has ${text.length} characters; Braze takes ${PRODUCT_ID_LENGTH}.`,
		);
	}
	return text;
}

function readCurrency(value: unknown): string {
	const code = typeof value === 'string' ? value.trim().toUpperCase() : '';
	if (!/^[A-Z]{3}$/.test(code)) {
		throw new ValueProblem('Currency must be a code of three letters, e.g. USD.');
	}
	return code;
}

/** The field itself says number, so numeric text is one. */
function readNumber(value: unknown): number {
	const isNumeric = typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value);
	return isNumeric || typeof value === 'number' ? Number(value) : Number.NaN;
}

function readPrice(value: unknown): number {
	const price = readNumber(value);
	if (!Number.isFinite(price)) throw new ValueProblem('Price must be a number, e.g. 19.99.');
	return price;
}

function readQuantity(value: unknown): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const quantity = readNumber(value);
	if (!Number.isInteger(quantity) || quantity < 1 || quantity > MOST) {
		throw new ValueProblem(`Quantity must be a whole number from 1 to ${MOST}.`);
	}
	return quantity;
}
