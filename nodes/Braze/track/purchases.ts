import type { IDataObject } from 'n8n-workflow';

import type { Engine } from '../mapping/engine';
import { compileValue, type ItemValue } from '../mapping/value';
import type { Problems } from '../model/itemError';
import {
	checkCurrency,
	checkPrice,
	checkProductId,
	checkQuantity,
	PURCHASE_PROPERTIES,
} from '../model/purchases';
import { compileProperties, type PropertySources, readProperties } from './properties';
import { compileTime, type ItemTime } from './time';

/** A row of the Purchases field, compiled. */
export interface PurchaseTemplate {
	productId: ItemValue;
	currency: ItemValue;
	price: ItemValue;
	quantity: ItemValue;
	time: ItemTime;
	properties: PropertySources;
}

/** Compiles the Purchases field: `{purchase: [{productId, currency, price, quantity, ...}]}`. */
export function compilePurchases(parameter: unknown, engine: Engine): PurchaseTemplate[] {
	const { purchase = [] } = (parameter ?? {}) as { purchase?: IDataObject[] };
	return purchase.map((row) => compilePurchase(row, engine));
}

function compilePurchase(row: IDataObject, engine: Engine): PurchaseTemplate {
	return {
		productId: compileValue(row.productId, engine, 'Product ID'),
		currency: compileValue(row.currency, engine, 'Currency'),
		price: compileValue(row.price, engine, 'Price'),
		quantity: compileValue(row.quantity, engine, 'Quantity'),
		time: compileTime(row.time, engine),
		properties: compileProperties(row.properties, row.propertiesJson, engine),
	};
}

/**
 * One item's purchase, without its user.
 *
 * @param now ISO 8601, for an item without a time
 * @param problems gets what is wrong with it, each named
 * @returns undefined if it cannot be sent at all
 */
export function readPurchase(
	template: PurchaseTemplate,
	json: IDataObject,
	itemIndex: number,
	now: string,
	problems: Problems,
): IDataObject | undefined {
	const product_id = problems.attempt(() => checkProductId(template.productId(json, itemIndex)));
	if (product_id === undefined) return undefined;
	const own = problems.within(`Purchase "${product_id}": `);
	const before = own.found.length;
	const currency = own.attempt(() => checkCurrency(template.currency(json, itemIndex)));
	const price = own.attempt(() => checkPrice(template.price(json, itemIndex)));
	const quantity = own.attempt(() => checkQuantity(template.quantity(json, itemIndex)));
	const time = own.attempt(() => template.time(json, itemIndex, now));
	if (own.found.length > before) return undefined;
	const properties = own.attempt(() =>
		readProperties(template.properties, PURCHASE_PROPERTIES, json, itemIndex, own),
	);
	return {
		product_id,
		currency,
		price,
		...(quantity !== undefined && { quantity }),
		time,
		...(properties !== undefined && { properties }),
	};
}
