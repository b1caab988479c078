import type { IDataObject } from 'n8n-workflow';

import { compileComposedName } from '../mapping/composed';
import type { Engine } from '../mapping/engine';
import type { PerItem } from '../mapping/perItem';
import { compileValue, labeled } from '../mapping/value';
import type { Problems } from '../model/itemError';
import {
	checkCurrency,
	checkPrice,
	checkProductId,
	checkQuantity,
	PURCHASE_PROPERTIES,
} from '../model/purchases';
import { short } from '../model/shownValue';
import { compileCondition } from './condition';
import {
	type ActivityItem,
	compileProperties,
	type PropertySources,
	readProperties,
	type WithProperties,
} from './properties';
import { compileTime, type ItemTime } from './time';

/** A row of the Purchases field, compiled. */
export interface PurchaseTemplate {
	sendIf: PerItem<boolean>;
	productId: PerItem<unknown>;
	currency: PerItem<unknown>;
	price: PerItem<unknown>;
	quantity: PerItem<unknown>;
	time: ItemTime;
	properties: PropertySources;
}

/** Compiles the Purchases field: `{purchase: [{sendIf, productId, currency, price, ...}]}`. */
export function compilePurchases(parameter: unknown, engine: Engine): PurchaseTemplate[] {
	const { purchase = [] } = (parameter ?? {}) as { purchase?: IDataObject[] };
	return purchase.map((row) => compilePurchase(row, engine));
}

function compilePurchase(row: IDataObject, engine: Engine): PurchaseTemplate {
	return {
		sendIf: compileCondition(row.sendIf, engine),
		productId: labeled('Product ID', compileComposedName(row.productId, engine)),
		currency: compileValue(row.currency, engine, 'Currency'),
		price: compileValue(row.price, engine, 'Price'),
		quantity: compileValue(row.quantity, engine, 'Quantity'),
		time: compileTime(row.time, engine),
		properties: compileProperties(row.properties, row.propertiesJson, engine),
	};
}

/** The parts of a purchase, each read separately. */
interface PurchaseSource {
	productId: () => unknown;
	currency: () => unknown;
	price: () => unknown;
	quantity: () => unknown;
	/** Adds remarks to the problems; throws ItemError for anything that is not a time. */
	time: (problems: Problems) => string;
	/** Adds errors of single properties to the problems; throws ItemError about all of them. */
	properties: (problems: Problems) => WithProperties;
}

/**
 * Reads an item's purchase, without its user.
 *
 * @param problems collects errors of it and its properties, each with a name
 * @returns undefined if there is nothing to send
 */
export function readPurchase(
	template: PurchaseTemplate,
	item: ActivityItem,
	problems: Problems,
): IDataObject | undefined {
	const { json, itemIndex, emptyValues } = item;
	const isSent = problems
		.within('', { kind: 'purchase' })
		.attempt(() => template.sendIf(json, itemIndex));
	if (isSent !== true) return undefined;
	const source: PurchaseSource = {
		productId: () => template.productId(json, itemIndex),
		currency: () => template.currency(json, itemIndex),
		price: () => template.price(json, itemIndex),
		quantity: () => template.quantity(json, itemIndex),
		time: (own) => template.time(item, own),
		properties: (own) =>
			readProperties(template.properties, { rules: PURCHASE_PROPERTIES, emptyValues }, item, own),
	};
	return buildPurchase(source, problems);
}

/** Builds a purchase from its parts; see {@link readPurchase}. */
export function buildPurchase(source: PurchaseSource, problems: Problems): IDataObject | undefined {
	const unnamed = problems.within('', { kind: 'purchase' });
	const product_id = unnamed.attempt(() => checkProductId(source.productId()));
	if (product_id === undefined) return undefined;
	const own = problems.within(`Purchase "${short(product_id)}": `, {
		kind: 'purchase',
		name: product_id,
	});
	const before = own.count;
	const currency = own.attempt(() => checkCurrency(source.currency()));
	const price = own.attempt(() => checkPrice(source.price()));
	const quantity = own.attempt(() => checkQuantity(source.quantity()));
	const time = own.attempt(() => source.time(own));
	if (own.count > before) return undefined;
	const single = own.within('', { kind: 'property', of: `purchase "${short(product_id)}"` });
	const properties = own.attempt(() => source.properties(single));
	if (properties === undefined) return undefined;
	return {
		product_id,
		currency,
		price,
		...(quantity !== undefined && { quantity }),
		time,
		...properties,
	};
}
