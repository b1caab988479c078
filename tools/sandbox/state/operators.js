'use strict';

const { isDeepStrictEqual } = require('node:util');
const { readNested, withoutNulls, deepMerge, MAX_TEXT } = require('./nested');
const { isObject } = require('./values');

/** Elements that an array attribute keeps; beyond, the oldest drop off (custom attributes page). */
const MAX_ELEMENTS = 500;

/** @param {unknown} value */
const isScalar = (value) =>
	typeof value === 'number' ||
	typeof value === 'boolean' ||
	(typeof value === 'string' && value.length <= MAX_TEXT);

/**
 * @param {Record<string, unknown>} value
 * @param {string[]} names
 * @returns {boolean} whether it has some of these keys, and no others
 */
function hasOnly(value, names) {
	const keys = Object.keys(value);
	return keys.length > 0 && keys.every((key) => names.includes(key));
}

/** @param {unknown[]} elements @returns {unknown[]} each once, at its last place, the newest 500 */
function unique(elements) {
	const last = new Map(elements.map((element, index) => [element, index]));
	return elements.filter((element, index) => last.get(element) === index).slice(-MAX_ELEMENTS);
}

/** @typedef {{ stored: unknown, merge: boolean }} Context the value so far, and `_merge_objects` */

/** @param {Record<string, unknown>} update @param {Context} context */
function increment({ inc }, { stored }) {
	// Only integers can be incremented (user attributes object page). Not documented: an attribute
	// that does not exist yet counts from 0.
	if (!Number.isInteger(inc)) return undefined;
	const from = stored ?? 0;
	return Number.isInteger(from) ? Number(from) + Number(inc) : undefined;
}

/** @param {Record<string, unknown>} update @param {Context} context */
function changeArray({ add = [], remove = [] }, { stored = [] }) {
	if (!Array.isArray(add) || !Array.isArray(remove) || !Array.isArray(stored)) return undefined;
	if (![...add, ...remove, ...stored].every(isScalar)) return undefined;
	return unique([...stored, ...add]).filter((element) => !remove.includes(element));
}

/** @param {unknown} element @param {unknown} choice @returns {boolean} whether the choice means it */
function isChosen(element, choice) {
	return (
		isObject(element) &&
		isObject(choice) &&
		typeof choice.$identifier_key === 'string' &&
		isDeepStrictEqual(element[choice.$identifier_key], choice.$identifier_value)
	);
}

/** @param {Record<string, unknown>} update @param {Context} context */
function changeObjects(update, { stored = [], merge }) {
	const { $add = [], $update = [], $remove = [] } = update;
	if (!Array.isArray(stored) || !stored.every(isObject)) return undefined;
	if (![$add, $update, $remove].every((list) => Array.isArray(list) && list.every(isObject))) {
		return undefined;
	}
	const added = readNested(/** @type {Record<string, unknown>[]} */ ($add));
	if (!added) return undefined;
	// Not documented: the order when several come together.
	let elements = [...stored, ...added.map(withoutNulls)];
	for (const choice of /** @type {Record<string, unknown>[]} */ ($update)) {
		const change = readNested(choice.$new_object);
		if (!isObject(change)) return undefined;
		elements = elements.map((element) => {
			if (!isChosen(element, choice)) return element;
			return merge ? deepMerge(element, change) : withoutNulls(change);
		});
	}
	const gone = /** @type {unknown[]} */ ($remove);
	return elements.filter((element) => !gone.some((choice) => isChosen(element, choice)));
}

/** @type {Array<{ keys: string[], apply: (update: Record<string, unknown>, context: Context) => unknown }>} */
const OPERATORS = [
	{ keys: ['inc'], apply: increment },
	{ keys: ['add', 'remove'], apply: changeArray },
	{ keys: ['$add', '$update', '$remove'], apply: changeObjects },
];

/**
 * The operator that an object value is, if it is one: `inc`, `add`/`remove` on an array of scalars,
 * `$add`/`$update`/`$remove` on an array of objects (user attributes object, array of objects
 * pages).
 *
 * @param {Record<string, unknown>} value
 * @returns {((context: Context) => unknown) | null} applied, it gives the new value, or undefined
 *   when Braze would not take the update
 */
function operatorOf(value) {
	const operator = OPERATORS.find(({ keys }) => hasOnly(value, keys));
	return operator ? (context) => operator.apply(value, context) : null;
}

/** @param {unknown[]} value @returns {unknown[] | undefined} an array as it is stored */
function readArray(value) {
	if (value.length > 0 && value.every(isObject)) {
		return readNested(value)?.map(withoutNulls);
	}
	// Not documented: a list that mixes objects and scalars is not taken.
	return value.every(isScalar) ? unique(value) : undefined;
}

module.exports = { operatorOf, readArray };
