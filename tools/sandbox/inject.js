'use strict';

const { findErrors, ARRAY_NAMES, NOTHING_VALID } = require('./state/track');
const { isObject } = require('./state/values');

/** @typedef {import('./types').Answer} Answer */
/** @typedef {import('./types').TrackError} TrackError */
/** @typedef {import('./faults').Rule} Rule */
/** @typedef {import('./state/workspace').Workspace} Workspace */
/** @typedef {import('./rates').RateLimits} RateLimits */

/** A gateway's page, as it comes when Braze itself doesn't answer. */
const PAGE =
	'<html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>';

/** @param {unknown} object @param {string} key */
const holds = (object, key) =>
	isObject(object) && (key in object || (isObject(object.properties) && key in object.properties));

/**
 * @param {NonNullable<Rule['refuse']>} refuse
 * @param {unknown} body
 * @param {Workspace} workspace
 * @returns {TrackError[]} the objects because of which the whole request is refused
 */
function refusedObjects(refuse, body, workspace) {
	if (!isObject(body)) return [];
	if (refuse === 'invalid') return findErrors(body, workspace);
	return ARRAY_NAMES.flatMap((name) => {
		const list = body[name];
		if (!Array.isArray(list)) return [];
		return list.flatMap((object, index) =>
			holds(object, refuse.holding)
				? [{ type: `'${refuse.holding}' is not valid`, input_array: name, index }]
				: [],
		);
	});
}

/** @param {Rule} rule @returns {boolean} whether the request takes effect before the fault shows */
function isProcessed({ status, html, cut, applied = false }) {
	if (cut) return cut === 'after';
	return status === undefined && !html ? true : applied;
}

/**
 * What a rule answers in place of Braze. Not documented: the texts of 5XX answers.
 *
 * @param {Rule} rule
 * @param {{ body: unknown, workspace: Workspace, rates: RateLimits }} context the request
 * @returns {(Answer | { status: number, text: string }) | null} null: what Braze would answer
 */
function injected(rule, { body, workspace, rates }) {
	if (rule.html) return { status: rule.status ?? 502, text: PAGE };
	if (rule.refuse) {
		const errors = refusedObjects(rule.refuse, body, workspace);
		return errors.length === 0
			? null
			: { status: 400, body: { message: NOTHING_VALID, errors: /** @type {unknown} */ (errors) } };
	}
	if (rule.status === 429) return rates.refusal(workspace.settings, rule.retryAfter);
	if (rule.status === undefined) return null;
	const given = isObject(rule.body) ? rule.body : { message: `Fault: status ${rule.status}` };
	return { status: rule.status, body: given };
}

module.exports = { isProcessed, injected };
