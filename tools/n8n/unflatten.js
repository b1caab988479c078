'use strict';

/**
 * Reads the format in which n8n hands out the data of an execution: a list of values, in which
 * every text inside an object or array stands for the value at that index.
 * (https://github.com/WebReflection/flatted#flatted-json)
 *
 * @param {string} text
 * @returns {any}
 */
function unflatten(text) {
	/** @type {unknown[]} */
	const values = JSON.parse(text);
	/** @type {Set<unknown>} */
	const done = new Set();
	/**
	 * @param {unknown} value
	 * @returns {unknown}
	 */
	const restore = (value) => {
		if (typeof value !== 'object' || value === null || done.has(value)) return value;
		done.add(value);
		const container = /** @type {Record<string, unknown>} */ (value);
		for (const [key, part] of Object.entries(container)) {
			container[key] = typeof part === 'string' ? restore(values[Number(part)]) : part;
		}
		return value;
	};
	return restore(values[0]);
}

module.exports = { unflatten };
