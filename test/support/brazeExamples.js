'use strict';

const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');

/** Braze's public endpoint collection; it is no part of this repository. */
const FILE = path.join(__dirname, '../../../shared/data/braze-openapi.json');

/**
 * @typedef {object} Example
 * @property {string} method in capitals
 * @property {string} path with `{parameters}`
 * @property {any} body
 */

/** @param {any} operation @returns {any} the example of its JSON body */
function bodyOf(operation) {
	const [content] = Object.values(operation.requestBody?.content ?? {});
	return content?.schema?.example ?? content?.example;
}

/**
 * The example bodies of Braze's endpoint collection.
 *
 * @returns {{ examples: Example[], missing: string | null }} missing says why there are none
 */
function readExamples() {
	if (!existsSync(FILE)) {
		return { examples: [], missing: 'braze-openapi.json is not beside the repository' };
	}
	const { paths } = JSON.parse(readFileSync(FILE, 'utf8'));
	const examples = Object.entries(paths).flatMap(([url, methods]) =>
		Object.entries(methods).map(([method, operation]) => ({
			method: method.toUpperCase(),
			path: url,
			body: bodyOf(operation),
		})),
	);
	return { examples, missing: null };
}

module.exports = { readExamples };
