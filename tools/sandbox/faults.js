'use strict';

const { isObject } = require('./state/values');

/**
 * One thing that goes wrong. Exactly one of `status`, `cut`, `queued`, `html`, `refuse`; or only
 * `delayMs`, which any of them may have as well.
 *
 * @typedef {object} Rule
 * @property {string} [path] requests it concerns: a path, or a beginning that ends in `*`; all unless told
 * @property {number} [times] how often it happens; without end unless told
 * @property {number} [skip] matching requests to let pass first
 * @property {number} [rate] share of matching requests, 0 to 1; all unless told
 * @property {number} [delayMs] wait before the answer
 * @property {number} [status] answer with it, and process nothing unless `applied`
 * @property {boolean} [applied] process the request all the same; nobody can tell from the answer
 * @property {unknown} [body] of that answer
 * @property {number} [retryAfter] seconds that a 429 asks to wait
 * @property {'before' | 'after'} [cut] drop the connection before or after processing
 * @property {boolean} [queued] process, and answer 202 `{"message":"queued"}`
 * @property {boolean} [html] answer with a page instead of JSON (502 unless `status`)
 * @property {'invalid' | { holding: string }} [refuse] `/users/track` answers 400 for the whole
 *   request if any object is invalid, or holds this key; `errors` names those, nothing is processed
 */

/** @type {Record<keyof Rule, (value: unknown) => boolean>} */
const CHECKS = {
	path: (value) => typeof value === 'string',
	times: (value) => Number.isInteger(value) && Number(value) > 0,
	skip: (value) => Number.isInteger(value) && Number(value) >= 0,
	rate: (value) => typeof value === 'number' && value >= 0 && value <= 1,
	delayMs: (value) => typeof value === 'number' && value >= 0 && value <= 600_000,
	status: (value) => Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599,
	applied: (value) => typeof value === 'boolean',
	body: () => true,
	retryAfter: (value) => typeof value === 'number' && value >= 0,
	cut: (value) => value === 'before' || value === 'after',
	queued: (value) => value === true,
	html: (value) => value === true,
	refuse: (value) => value === 'invalid' || (isObject(value) && typeof value.holding === 'string'),
};

/** @param {unknown} rule @param {number} index @returns {Rule} @throws {TypeError} naming the key */
function checkRule(rule, index) {
	if (!isObject(rule)) throw new TypeError(`rules[${index}] must be an object`);
	for (const [key, value] of Object.entries(rule)) {
		const isValid = Object.hasOwn(CHECKS, key) && CHECKS[/** @type {keyof Rule} */ (key)](value);
		if (!isValid) throw new TypeError(`rules[${index}].${key} is not a key with such a value`);
	}
	return /** @type {Rule} */ (rule);
}

/** @param {number} seed @returns {() => number} mulberry32: the same seed, the same numbers */
function randomFrom(seed) {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** @param {Rule} rule @param {string} requested path */
function concerns({ path = '*' }, requested) {
	return path.endsWith('*') ? requested.startsWith(path.slice(0, -1)) : path === requested;
}

/** Decides for each request what goes wrong, the same way for the same seed and order. */
class Faults {
	constructor() {
		/** @type {Array<{ rule: Rule, seen: number, happened: number }>} */
		this.rules = [];
		this.random = randomFrom(1);
	}

	/**
	 * Replaces all rules.
	 *
	 * @param {unknown} config `{rules: Rule[], seed?: number}`; no rules, no faults
	 * @throws {TypeError} saying which rule is wrong
	 */
	set(config) {
		if (!isObject(config) || !Array.isArray(config.rules)) {
			throw new TypeError("faults must be an object with a list 'rules'");
		}
		const rules = config.rules.map(checkRule);
		this.rules = rules.map((rule) => ({ rule, seen: 0, happened: 0 }));
		this.random = randomFrom(Number(config.seed ?? 1));
	}

	/**
	 * @param {string} path of a request
	 * @returns {Rule | null} the first rule that strikes, with the delays of those before it
	 */
	decide(path) {
		let delayMs = 0;
		/** @type {Rule | null} */
		let struck = null;
		for (const state of this.rules) {
			const { rule } = state;
			if (struck || !concerns(rule, path)) continue;
			state.seen += 1;
			if (state.seen <= (rule.skip ?? 0)) continue;
			if (state.happened >= (rule.times ?? Infinity)) continue;
			if (rule.rate !== undefined && this.random() >= rule.rate) continue;
			state.happened += 1;
			delayMs += rule.delayMs ?? 0;
			const isOnlyDelay = !(rule.status || rule.cut || rule.queued || rule.html || rule.refuse);
			if (!isOnlyDelay) struck = rule;
		}
		if (!struck) return delayMs > 0 ? { delayMs } : null;
		return { ...struck, delayMs };
	}

	/** @returns {object[]} the rules with how often each has happened */
	list() {
		return this.rules.map(({ rule, seen, happened }) => ({ ...rule, seen, happened }));
	}
}

/** @param {Rule} rule @returns {string} a word for the request list */
function nameOf({ status, cut, queued, html, refuse, delayMs }) {
	if (cut) return `cut ${cut}`;
	if (queued) return 'queued';
	if (html) return 'not JSON';
	if (refuse) return 'refused';
	if (status) return `status ${status}`;
	return `delayed ${delayMs} ms`;
}

module.exports = { Faults, nameOf };
