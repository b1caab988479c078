'use strict';

const crypto = require('node:crypto');

const { makeItems, toAttributes } = require('./items');

/** @typedef {Record<string, unknown>} TrackObject */

/**
 * @param {TrackObject[]} objects
 * @returns {string} the same for the same set of objects, in whatever order they and their keys are
 */
function digestOf(objects) {
	const lines = [...new Set(objects.map(canonical))].sort();
	return crypto.createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
}

/** @param {unknown} value @returns {string} its JSON with sorted keys */
function canonical(value) {
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const parts = Object.entries(value).map(
		([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`,
	);
	return `{${parts.sort().join()}}`;
}

/**
 * Makes sure that a measurement did the whole job: every item's object arrived, as it should be,
 * once for each run.
 *
 * @param {string} what was measured
 * @param {import('./target').Report} report
 * @param {{ items: number, runs: number }} expected
 * @throws with what is wrong
 */
function checkArrived(what, report, { items, runs }) {
	const { objects, users, least, most, digest } = report;
	const complete = users === items && least === runs && most === runs;
	if (complete && digest === digestOf(makeItems(items).map(toAttributes))) return;
	const found = `${objects} objects of ${users} users, ${least} to ${most} for each`;
	const wanted = `${runs} for each of ${items}`;
	const reason = complete ? 'The objects are not the expected ones' : `${found}, not ${wanted}`;
	throw new Error(`${what} did not send what it should: ${reason}.`);
}

module.exports = { canonical, checkArrived, digestOf };
