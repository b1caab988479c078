import type { Headers } from './retry';

/** What stands in place of the API key. */
const REPLACEMENT = '[API key]';

/** A key shorter than this is replaced only after `Bearer`: it could be part of any word. */
const SHORTEST_SECRET = 8;

/**
 * Makes the function that takes an API key out of what came from outside: a server or proxy may send
 * back the header it got. Found as it is, in JSON and in URLs, in small and capital letters.
 *
 * @param apiKey as it is sent
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

/** What some servers put before UTF-8, and JSON may not start with. */
const BYTE_ORDER_MARK = /^\ufeff/;

/**
 * Reads an answer's text: JSON as a value, anything else as the text it is, both without the API key
 * and without a byte-order mark.
 *
 * @param redact see {@link redactor}
 */
export function readBody(text: string, redact: (text: string) => string): unknown {
	const value = parse(redact(text.replace(BYTE_ORDER_MARK, '')));
	// JSON may write any character as \u0061; written once more, it has one form.
	if (!text.includes('\\u')) return value;
	return parse(redact(JSON.stringify(value)));
}

/**
 * An answer's headers without the API key, which a redirect may name in any part of its address.
 *
 * @param redact see {@link redactor}
 */
export function readHeaders(headers: Headers, redact: (text: string) => string): Headers {
	const read: Record<string, string | undefined> = {};
	for (const [name, value] of Object.entries(headers)) {
		// (Some, such as set-cookie, are lists.)
		read[name] = typeof value === 'string' ? withoutKey(value, redact) : undefined;
	}
	return read;
}

/** In an address, any character may be written as %61. */
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
 * Levels of lists and objects that are read. No answer of Braze's has so many; each more would bring
 * whatever walks through an answer (JSON.stringify, n8n itself) nearer to the end of its stack.
 */
const DEEPEST = 100;

/** Cuts off, level by level, what is nested deeper than anything that Braze sends. */
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
