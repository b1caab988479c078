import type { Headers } from './retry';

/** What replaces the API key. */
const REPLACEMENT = '[API key]';

/** A key shorter than this is replaced only after `Bearer`, since it could be part of any word. */
const SHORTEST_SECRET = 8;

/**
 * Makes a function that removes an API key from texts from outside: a server or proxy may send back the header that
 * it got. The key is found as it is, in JSON and in URLs, in lower and upper case.
 *
 * @param apiKey the key as it is sent
 */
export function redactor(apiKey: string): (text: string) => string {
	const json = JSON.stringify(apiKey).slice(1, -1);
	const url = encodeURIComponent(apiKey);
	const forms = [...new Set([apiKey, json, json.replaceAll('/', '\\/'), url])]
		.sort((a, b) => b.length - a.length)
		.map((form) => form.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
	const key = `(${forms.join('|')})`;
	const pattern =
		apiKey.length >= SHORTEST_SECRET
			? new RegExp(key, 'gi')
			: new RegExp(`(?<=Bearer( |%20|\\+))${key}`, 'gi');
	return (text) => text.replace(pattern, REPLACEMENT);
}

/** What some servers put before UTF-8, but JSON must not start with. */
const BYTE_ORDER_MARK = /^\ufeff/;

/**
 * Reads the body of a response: JSON as a value, anything else as text, both without the API key or a byte-order
 * mark.
 *
 * @param redact see {@link redactor}
 */
export function readBody(text: string, redact: (text: string) => string): unknown {
	const value = parse(redact(text.replace(BYTE_ORDER_MARK, '')));
	// JSON can escape any character, e.g. \u0061; written again, each has only one form.
	if (!text.includes('\\u')) return value;
	return parse(redact(JSON.stringify(value)));
}

/**
 * The headers of a response without the API key, which a redirect may have in any part of its address.
 *
 * @param redact see {@link redactor}
 */
export function readHeaders(headers: Headers, redact: (text: string) => string): Headers {
	const read: Record<string, string | undefined> = {};
	for (const [name, value] of Object.entries(headers)) {
		// Some headers, such as set-cookie, are lists.
		read[name] = typeof value === 'string' ? withoutKey(value, redact) : undefined;
	}
	return read;
}

/** In an address, any character can be escaped, e.g. %61. */
function withoutKey(value: string, redact: (text: string) => string): string {
	const decoded = value.includes('%') ? decode(value) : value;
	const redacted = redact(decoded);
	return redacted === decoded ? value : redacted;
}

function decode(text: string): string {
	return text.replace(/%[\da-f]{2}/gi, (code) => String.fromCharCode(parseInt(code.slice(1), 16)));
}

function parse(text: string): unknown {
	try {
		return withoutDepths(JSON.parse(text));
	} catch {
		return text;
	}
}

/**
 * The most levels of lists and objects that are read. No response from Braze has that many, and each level uses stack
 * in everything that walks through a response (JSON.stringify, n8n itself).
 */
const DEEPEST = 100;

/** Cuts off, level by level, anything nested deeper than what Braze sends. */
function withoutDepths(value: unknown): unknown {
	let level: object[] = [{ value }];
	for (let depth = 0; level.length > 0; depth++) {
		const next: object[] = [];
		for (const parent of level) {
			for (const [key, child] of Object.entries(parent)) {
				if (!isNested(child)) continue;
				if (depth <= DEEPEST) next.push(child);
				else (parent as Record<string, unknown>)[key] = '…';
			}
		}
		level = next;
	}
	return value;
}

function isNested(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}
