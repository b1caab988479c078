'use strict';

const { parseTime } = require('./dates');
const { propertiesProblem, emailProblem } = require('./events');
const { identifierProblem, findOrCreate } = require('./lookup');
const { problem } = require('./problems');
const { tally } = require('./tally');
const { isObject, isText } = require('./values');

/** @typedef {import('../types').Json} Json */
/** @typedef {import('./workspace').Workspace} Workspace */
/** @typedef {import('./problems').Problem} Problem */

/** Purchase object page: items in one purchase, characters of a product id, bytes of properties. */
const MAX_QUANTITY = 100;
const MAX_PRODUCT_ID = 255;
const MAX_PROPERTIES = 51_200;

const RESERVED = ['time', 'product_id', 'quantity', 'event_name', 'price', 'currency'];

/** @param {unknown} quantity */
const isQuantity = (quantity) =>
	Number.isInteger(quantity) && Number(quantity) >= 1 && Number(quantity) <= MAX_QUANTITY;

/**
 * What makes Braze refuse a purchase (purchase object page). A negative price is fine: a refund.
 *
 * @param {unknown} purchase
 * @param {Workspace} workspace
 * @returns {Problem | null}
 */
function purchaseProblem(purchase, workspace) {
	if (!isObject(purchase)) return problem('notAnObject');
	const identifier = identifierProblem(purchase, workspace) ?? emailProblem(purchase);
	if (identifier) return identifier;
	const { product_id: product, currency, price, quantity, properties } = purchase;
	if (!isText(product) || product.length > MAX_PRODUCT_ID) return problem('noProductId');
	// Not documented: which codes Braze takes; any three letters are one.
	if (typeof currency !== 'string' || !/^[A-Z]{3}$/i.test(currency)) return problem('noCurrency');
	if (typeof price !== 'number') return problem('noPrice');
	if (quantity !== undefined && quantity !== null && !isQuantity(quantity)) {
		return problem('badQuantity');
	}
	if (!parseTime(purchase.time, new Date())) return problem('noTime');
	return propertiesProblem(properties, { reserved: RESERVED, maxBytes: MAX_PROPERTIES });
}

/**
 * Counts a purchase on its user's profile, as many times as its quantity.
 *
 * @param {Json} purchase that `purchaseProblem` finds nothing wrong with
 * @param {Workspace} workspace
 */
function applyPurchase(purchase, workspace) {
	const product = String(purchase.product_id);
	workspace.products.add(product);
	const profile = findOrCreate(purchase, workspace, { aliasCreates: false });
	const time = parseTime(purchase.time, new Date());
	if (!profile || !time) return;
	const quantity = Number(purchase.quantity ?? 1);
	tally(profile.purchases, product, time, quantity);
	// Braze converts to US dollars with the day's rates; without rates only US dollars are added up.
	if (String(purchase.currency).toUpperCase() === 'USD') {
		profile.revenue = Math.round((profile.revenue + Number(purchase.price) * quantity) * 1e6) / 1e6;
	}
	workspace.profiles.touch(profile);
}

module.exports = { purchaseProblem, applyPurchase };
