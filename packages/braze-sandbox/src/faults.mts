import { isObject } from './state/values.mts';

/**
 * One thing that goes wrong. Exactly one of `status`, `cut`, `queued`, `html`, `refuse`; or only
 * `delayMs`, which any of them may have as well.
 */
export interface Rule {
	/** Requests it concerns: a path, or a beginning that ends in `*`; all unless told. */
	path?: string;
	/** How often it happens; without end unless told. */
	times?: number;
	/** Matching requests to let pass first. */
	skip?: number;
	/** Share of matching requests, 0 to 1; all unless told. */
	rate?: number;
	/** Wait before the answer. */
	delayMs?: number;
	/** Answer with it, and process nothing unless `applied`. */
	status?: number;
	/** Process the request all the same; nobody can tell from the answer. */
	applied?: boolean;
	/** Of that answer. */
	body?: unknown;
	/** Seconds that a 429 asks to wait. */
	retryAfter?: number;
	/** Drop the connection before or after processing. */
	cut?: 'before' | 'after';
	/** Process, and answer 202 `{"message":"queued"}`. */
	queued?: boolean;
	/** Answer with a page instead of JSON (502 unless `status`) */
	html?: boolean;
	/**
	 * `/users/track` answers 400 for the whole
	 * request if any object is invalid, or holds this key; `errors` names those, nothing is processed
	 */
	refuse?: 'invalid' | { holding: string };
}

const CHECKS: Record<keyof Rule, (value: unknown) => boolean> = {
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

/** @throws {TypeError} naming the key */
function checkRule(rule: unknown, index: number): Rule {
	if (!isObject(rule)) throw new TypeError(`rules[${index}] must be an object`);
	for (const [key, value] of Object.entries(rule)) {
		const isValid = Object.hasOwn(CHECKS, key) && CHECKS[key as keyof Rule](value);
		if (!isValid) throw new TypeError(`rules[${index}].${key} is not a key with such a value`);
	}
	return rule;
}

/** @returns mulberry32: the same seed, the same numbers */
function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** @param requested path */
function concerns({ path = '*' }: Rule, requested: string) {
	return path.endsWith('*') ? requested.startsWith(path.slice(0, -1)) : path === requested;
}

/** Decides for each request what goes wrong, the same way for the same seed and order. */
export class Faults {
	rules: Array<{ rule: Rule; seen: number; happened: number }> = [];
	random = randomFrom(1);

	/**
	 * Replaces all rules.
	 *
	 * @param config `{rules: Rule[], seed?: number}`; no rules, no faults
	 * @throws {TypeError} saying which rule is wrong
	 */
	set(config: unknown) {
		if (!isObject(config) || !Array.isArray(config.rules)) {
			throw new TypeError("faults must be an object with a list 'rules'");
		}
		const rules = config.rules.map(checkRule);
		this.rules = rules.map((rule) => ({ rule, seen: 0, happened: 0 }));
		this.random = randomFrom(Number(config.seed ?? 1));
	}

	/**
	 * @param path of a request
	 * @returns the first rule that strikes, with the delays of those before it
	 */
	decide(path: string): Rule | null {
		let delayMs = 0;
		let struck: Rule | null = null;
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

	/** @returns the rules with how often each has happened */
	list(): object[] {
		return this.rules.map(({ rule, seen, happened }) => ({ ...rule, seen, happened }));
	}
}

/** @returns a word for the request list */
export function nameOf({ status, cut, queued, html, refuse, delayMs }: Rule): string {
	if (cut) return `cut ${cut}`;
	if (queued) return 'queued';
	if (html) return 'not JSON';
	if (refuse) return 'refused';
	if (status) return `status ${status}`;
	return `delayed ${delayMs} ms`;
}
