import { currencyCode } from './currencies';
import { ItemError, named, rename } from './itemError';
import { MissingPart } from './missingPart';
import { isUnset } from './nothing';
import { checkNumber, readNumber } from './numbers';
import { isNoName } from './placeholder';
import type { PropertyRules } from './properties';
import { checkEventText } from './text';

/** Source: https://www.braze.com/docs/api/objects_filters/purchase_object/ */
export const PURCHASE_PROPERTIES: PropertyRules = {
	reserved: new Set(['time', 'product_id', 'quantity', 'event_name', 'price', 'currency']),
	bytes: 51_200,
};

/** Pieces of one purchase. Source: as above. */
const MOST = 100;

/** Reads a product ID; a number is accepted as text. @throws ItemError */
export function checkProductId(value: unknown): string {
	if (value instanceof MissingPart) throw new ItemError(`Product ID ${value.problem}`);
	const text =
		typeof value === 'number' ? String(named('Product ID ', () => checkNumber(value))) : value;
	if (typeof text !== 'string' || text.trim() === '') throw new ItemError('Product ID is empty.');
	if (isNoName(text)) throw new ItemError('Product ID must be text.', { value });
	try {
		return checkEventText(text);
	} catch (error) {
		return rename('Product ID ', error, { value });
	}
}

/** @throws ItemError for anything but a currency of ISO 4217 */
export function checkCurrency(value: unknown): string {
	const code = currencyCode(value);
	if (code === undefined) {
		throw new ItemError('Currency must be a code of ISO 4217, with three letters, such as USD.', {
			value,
		});
	}
	return code;
}

/** A negative price is a refund. @throws ItemError */
export function checkPrice(value: unknown): number {
	const price = readNumber(value);
	if (!Number.isFinite(price))
		throw new ItemError('Price must be a number such as 19.99.', { value });
	return price;
}

/** @returns undefined if there is none, which means 1 to Braze @throws ItemError */
export function checkQuantity(value: unknown): number | undefined {
	if (isUnset(value)) return undefined;
	const quantity = readNumber(value);
	if (!Number.isInteger(quantity) || quantity < 1 || quantity > MOST) {
		throw new ItemError(`Quantity must be a whole number from 1 to ${MOST}.`, { value });
	}
	return quantity;
}
