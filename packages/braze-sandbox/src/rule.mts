import { isObject } from './state/values.mts';

/**
 * One thing that goes wrong: where, how often, and what. It has at most one action (`status`,
 * `text`, `html`, `redirect`, `huge`, `echoAuthorization`, `cut`, `queued`, `amend`, `refuse`),
 * but `status` and `headers` go with any that responds, `delayMs` and `drip` with all.
 */
export interface Rule {
	/** Requests it concerns: a path, or a prefix that ends in `*`; all by default. */
	path?: string;
	/** How often it happens; unlimited by default. */
	times?: number;
	/** How many matching requests to spare first. */
	skip?: number;
	/** Share of matching requests, 0 to 1; all by default. */
	rate?: number;
	/** Wait before the response. */
	delayMs?: number;
	/** Send the response's body in pieces of this many bytes, this many milliseconds apart. */
	drip?: { bytes: number; everyMs: number };
	/** Respond with this status, and process nothing unless `applied`. */
	status?: number;
	/** Process the request all the same, though the response doesn't show it. */
	applied?: boolean;
	/** JSON of that response. */
	body?: unknown;
	/** Headers of that response, in place of all that Braze's would have. */
	headers?: Record<string, string>;
	/** Seconds that a 429 asks to wait. */
	retryAfter?: number;
	/** Respond with this text as its body (200 unless `status`). */
	text?: string;
	/** Respond with a page instead of JSON (502 unless `status`). */
	html?: boolean;
	/** Respond with this address in `location` (302 unless `status`). */
	redirect?: string;
	/** Respond with JSON of this many bytes (200 unless `status`). */
	huge?: number;
	/** Respond with an error whose text holds the request's `Authorization` (400 unless `status`). */
	echoAuthorization?: boolean;
	/** Drop the connection before or after processing. */
	cut?: 'before' | 'after';
	/** Process, and respond with 202 `{"message":"queued"}`. */
	queued?: boolean;
	/** Process, and change these keys of the response's body; null removes one. */
	amend?: Record<string, unknown>;
	/**
	 * `/users/track` responds with 400 for the whole request if any object is invalid, or holds this key;
	 * `errors` names those objects, and nothing is processed.
	 */
	refuse?: 'invalid' | { holding: string };
}

const MAX_HUGE = 512 * 1024 * 1024;

const isFrom = (value: unknown, min: number, max = Number.MAX_SAFE_INTEGER) =>
	Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
const isTrue = (value: unknown) => value === true;
const isString = (value: unknown) => typeof value === 'string';

const CHECKS: Record<keyof Rule, (value: unknown) => boolean> = {
	path: isString,
	times: (value) => isFrom(value, 1),
	skip: (value) => isFrom(value, 0),
	rate: (value) => typeof value === 'number' && value >= 0 && value <= 1,
	delayMs: (value) => typeof value === 'number' && value >= 0 && value <= 600_000,
	drip: (value) => isObject(value) && isFrom(value.bytes, 1) && isFrom(value.everyMs, 0),
	status: (value) => isFrom(value, 200, 599),
	applied: (value) => typeof value === 'boolean',
	body: () => true,
	headers: (value) => isObject(value) && Object.values(value).every(isString),
	retryAfter: (value) => typeof value === 'number' && value >= 0,
	text: isString,
	html: isTrue,
	redirect: isString,
	huge: (value) => isFrom(value, 1, MAX_HUGE),
	echoAuthorization: isTrue,
	cut: (value) => value === 'before' || value === 'after',
	queued: isTrue,
	amend: isObject,
	refuse: (value) => value === 'invalid' || (isObject(value) && typeof value.holding === 'string'),
};

/** Each makes a word for the request list; a rule without any only delays. */
const ACTIONS: Array<(rule: Rule) => string | false | undefined> = [
	({ cut }) => cut && `cut ${cut}`,
	({ queued }) => queued && 'queued',
	({ html }) => html && 'not JSON',
	({ text }) => text !== undefined && 'text',
	({ redirect }) => redirect !== undefined && 'redirect',
	({ huge }) => huge !== undefined && `${huge} bytes`,
	({ echoAuthorization }) => echoAuthorization && 'key in the text',
	({ amend }) => amend && 'amended',
	({ refuse }) => refuse && 'refused',
	({ status }) => status !== undefined && `status ${status}`,
	({ drip }) => drip && 'dripping',
];

/** A word for the request list; null for a rule that only delays. */
export function actionOf(rule: Rule): string | null {
	for (const action of ACTIONS) {
		const word = action(rule);
		if (word) return word;
	}
	return null;
}

/** @throws {TypeError} naming the key that is wrong */
export function checkRule(rule: unknown, index: number): Rule {
	if (!isObject(rule)) throw new TypeError(`rules[${index}] must be an object`);
	for (const [key, value] of Object.entries(rule)) {
		const isValid = Object.hasOwn(CHECKS, key) && CHECKS[key as keyof Rule](value);
		if (!isValid) throw new TypeError(`rules[${index}].${key} is not a key with such a value`);
	}
	return rule;
}
