import type { Json } from '../types.mts';
import { isCurrency } from './currencies.mts';
import { parseTime } from './dates.mts';
import { emailProblem, propertiesProblem } from './events.mts';
import { findOrCreate, identifierProblem } from './lookup.mts';
import { type Problem, problem } from './problems.mts';
import { tally } from './tally.mts';
import { isObject, isText } from './values.mts';
import type { Workspace } from './workspace.mts';

/** braze(purchase): at most a quantity of 100, 255 characters of a product ID, 50 KB of properties. */
const MAX_QUANTITY = 100;
const MAX_PRODUCT_ID = 255;
const MAX_PROPERTIES = 51_200;

const RESERVED = ['time', 'product_id', 'quantity', 'event_name', 'price', 'currency'];

const isQuantity = (quantity: unknown) =>
	Number.isInteger(quantity) && Number(quantity) >= 1 && Number(quantity) <= MAX_QUANTITY;

/**
 * What makes Braze refuse a purchase.
 *
 * braze(purchase): a product ID, currency, price and time are required; a quantity is 1 to 100; a
 *   negative price is fine: a refund.
 * ours: a product ID over 255 characters is refused.
 */
export function* purchaseProblems(purchase: unknown, workspace: Workspace): Generator<Problem> {
	if (workspace.settings.purchases === 'refused') {
		yield problem('noPurchases');
		return;
	}
	if (!isObject(purchase)) {
		yield problem('notAnObject');
		return;
	}
	const identifier = identifierProblem(purchase, workspace) ?? emailProblem(purchase);
	if (identifier) yield identifier;
	const { product_id: product, currency, price, quantity, properties } = purchase;
	if (!isText(product) || product.length > MAX_PRODUCT_ID) yield problem('noProductId');
	if (!isCurrency(currency, workspace.settings.currencyLetters)) yield problem('noCurrency');
	if (typeof price !== 'number') yield problem('noPrice');
	if (quantity !== undefined && quantity !== null && !isQuantity(quantity)) {
		yield problem('badQuantity');
	}
	if (!parseTime(purchase.time, workspace.clock.date())) yield problem('noTime');
	const { settings } = workspace;
	const rule = { reserved: RESERVED, maxBytes: MAX_PROPERTIES, settings };
	const found = propertiesProblem(properties, rule);
	if (found) yield found;
}

/**
 * Counts a purchase on its user's profile, as many times as its quantity.
 *
 * @param purchase that `purchaseProblems` finds nothing wrong with
 */
export function applyPurchase(purchase: Json, workspace: Workspace) {
	const product = String(purchase.product_id);
	if (!workspace.noteData('products', product)) return;
	const aliasCreates = workspace.settings.aliasEvents === 'create';
	const profile = findOrCreate(purchase, workspace, { aliasCreates });
	const time = parseTime(purchase.time, workspace.clock.date());
	if (!profile || !time) return;
	const quantity = Number(purchase.quantity ?? 1);
	tally(profile.purchases, product, time, quantity);
	// Braze converts to US dollars with the day's rates; without rates only US dollars are added up.
	if (String(purchase.currency).toUpperCase() === 'USD') {
		profile.revenue = Math.round((profile.revenue + Number(purchase.price) * quantity) * 1e6) / 1e6;
	}
	workspace.profiles.touch(profile);
}
