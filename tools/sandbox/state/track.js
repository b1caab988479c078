'use strict';

const { attributesProblem, applyAttributes } = require('./attributes');
const { eventProblem, applyEvent } = require('./events');
const { purchaseProblem, applyPurchase } = require('./purchases');
const { isObject } = require('./values');

/** @typedef {import('../types').Json} Json */
/** @typedef {import('../types').Answer} Answer */
/** @typedef {import('../types').TrackError} TrackError */
/** @typedef {import('./workspace').Workspace} Workspace */

/** Objects in one request: in all, or for each array under older contracts (rate limits page). */
const MAX_OBJECTS = 75;

const NOTHING_VALID =
	"Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.";

/** In the order in which Braze generally processes them. */
const ARRAYS = /** @type {const} */ ([
	{ name: 'attributes', check: attributesProblem, apply: applyAttributes },
	{ name: 'events', check: eventProblem, apply: applyEvent },
	{ name: 'purchases', check: purchaseProblem, apply: applyPurchase },
]);

/** @param {Json} body @param {string} name @returns {unknown[]} */
function listOf(body, name) {
	const list = body[name];
	return Array.isArray(list) ? list : [];
}

/** @param {Json} body @param {Workspace} workspace */
function isTooMany(body, { settings }) {
	const counts = ARRAYS.map(({ name }) => listOf(body, name).length);
	const total = counts.reduce((sum, count) => sum + count, 0);
	return settings.objectLimit === 'perArray'
		? counts.some((count) => count > MAX_OBJECTS)
		: total > MAX_OBJECTS;
}

/**
 * Which objects of a request Braze would refuse, and why. Changes nothing.
 *
 * @param {Json} body
 * @param {Workspace} workspace
 * @returns {TrackError[]}
 */
function findErrors(body, workspace) {
	const isCode = workspace.settings.errorStyle === 'codes';
	return ARRAYS.flatMap(({ name, check }) =>
		listOf(body, name).flatMap((object, index) => {
			const problem = check(object, workspace);
			if (!problem) return [];
			return [{ type: isCode ? problem.code : problem.sentence, input_array: name, index }];
		}),
	);
}

/**
 * `POST /users/track`: checks every object, applies the good ones, answers with counts and the
 * errors of the bad ones.
 *
 * @param {unknown} body
 * @param {Workspace} workspace
 * @returns {Answer}
 */
function track(body, workspace) {
	if (!isObject(body)) return { status: 400, body: { message: NOTHING_VALID } };
	if (isTooMany(body, workspace)) {
		return { status: 400, body: { message: 'Max Input Length Exceeded' } };
	}
	const errors = findErrors(body, workspace);
	const bad = new Set(errors.map(({ input_array, index }) => `${input_array} ${index}`));
	/** @type {Json} */
	const answer = { message: 'success' };
	for (const { name, apply } of ARRAYS) {
		const good = listOf(body, name).filter((_, index) => !bad.has(`${name} ${index}`));
		for (const object of good) apply(/** @type {Json} */ (object), workspace);
		if (good.length > 0) answer[`${name}_processed`] = good.length;
	}
	const isNothing = Object.keys(answer).length === 1;
	if (isNothing) answer.message = NOTHING_VALID;
	if (errors.length > 0) answer.errors = errors;
	return { status: isNothing ? 400 : 201, body: answer };
}

module.exports = { track, findErrors, NOTHING_VALID, ARRAY_NAMES: ARRAYS.map(({ name }) => name) };
