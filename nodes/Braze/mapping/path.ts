import { MOST_LEVELS, tooDeep } from '../model/objects';

/** What a compiled path returns where n8n's engine has to decide. */
const DEFER = Symbol('left to the expression engine');

/** What a compiled path returns for an item: the value, or `DEFER`. */
type PathResult = unknown;

/** Reads one place of an item's JSON. */
type PathReader = (json: unknown) => PathResult;

const IDENTIFIER = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$]*`;
const STEP = new RegExp(
	String.raw`(?:\?\.|\.)(${IDENTIFIER})|(?:\?\.)?\[(?:"((?:[^"\\{}\r\n]|\\["'])*)"|'((?:[^'\\{}\r\n]|\\["'])*)'|(0|[1-9]\d{0,8}))\]`,
	'uy',
);
/** (Keeps a match from ending inside a key.) */
const IDENTIFIER_CONTINUES = String.raw`[\p{ID_Continue}$]`;
const START = /^=\{\{\s*\$json/;
const END = '}}';

/** Keys that n8n's engine guards or refuses; a path that names one is never compiled. */
const GUARDED = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

/**
 * Takes an expression apart if it is nothing but a path into the current item, such as
 * `={{ $json.a["b c"][0] }}`: what dragging a field from the input panel writes.
 *
 * @param expression a parameter's text, with n8n's leading `=`
 * @returns the keys, outermost first (empty for `$json` itself); undefined if it is anything more
 */
export function parsePath(expression: string): string[] | undefined {
	const start = START.exec(expression)?.[0];
	if (start === undefined || !expression.endsWith(END)) return undefined;
	const steps = expression.slice(start.length, -END.length).trimEnd();
	const keys: string[] = [];
	STEP.lastIndex = 0;
	while (STEP.lastIndex < steps.length) {
		const match = STEP.exec(steps) as ReadonlyArray<string | undefined> | null;
		if (match === null) return undefined;
		const key = match[1] ?? match[4] ?? unescaped(match[2] ?? match[3] ?? '');
		if (GUARDED.has(key)) return undefined;
		keys.push(key);
	}
	return keys;
}

const TEXT = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`;
const ITEM = String.raw`\$json|\$input\.(?:item|first\(\)|last\(\))\.json|\$\((?:${TEXT})\)\.(?:item|first\(\)|last\(\)|all\(\)\[\d+\])\.json|\$node(?:\.${IDENTIFIER}|\[(?:${TEXT})\])\.json`;
const KEY = String.raw`(?:\?\.|\.)(?:${IDENTIFIER})|(?:\?\.)?\[(?:${TEXT}|\d+)\]`;
const REFERENCE = new RegExp(
	String.raw`^=\s*\{\{\s*(?:${ITEM})(?:${KEY})*?(?:(?:\?\.|\.)(${IDENTIFIER})|(?:\?\.)?\[(${TEXT})\])\s*\}\}\s*$`,
	'su',
);

/** The references to fields in a piece of code, without the methods called on them. */
export const REFERENCES = new RegExp(
	String.raw`(?:${ITEM})(?:(?:${KEY})(?!${IDENTIFIER_CONTINUES}|\s*\())+`,
	'gsu',
);

/**
 * The last key of an expression that is nothing but a reference to a field, of the current item or of
 * an earlier node's; undefined if it is anything more.
 */
export function lastKeyOf(expression: string): string | undefined {
	const match = REFERENCE.exec(expression) as ReadonlyArray<string | undefined> | null;
	return match === null ? undefined : (match[1] ?? unescaped((match[2] ?? '').slice(1, -1)));
}

/** A text between quotes as JavaScript reads the escapes that the editor writes in it. */
export function unescaped(text: string): string {
	return text.replace(/\\(["'\\])/g, '$1');
}

/**
 * Compiles a plain path to a function that returns what n8n's engine would return: `undefined` for a
 * missing key or parent, null as null, every value as it is. Whatever the engine might see
 * differently (class instances, functions, inherited keys) is deferred, see {@link isDeferred}.
 *
 * @param expression a parameter's text, with n8n's leading `=`
 * @returns the reader, or undefined if the expression is not a plain path
 */
export function compilePath(expression: string): PathReader | undefined {
	const keys = parsePath(expression);
	if (keys === undefined) return undefined;
	return (json) => {
		let value = json;
		for (const key of keys) {
			if (value === undefined || value === null) return undefined;
			if (typeof value === 'object' ? !isPlainContainer(value) : typeof value === 'function') {
				return DEFER;
			}
			if (Object.prototype.hasOwnProperty.call(value, key)) {
				value = (value as Record<string, unknown>)[key];
			} else if (key in Object(value)) {
				return DEFER;
			} else {
				return undefined;
			}
		}
		return isPlain(value) ? value : DEFER;
	};
}

/** Whether a compiled path left this item to n8n's engine. */
export function isDeferred(result: PathResult): boolean {
	return result === DEFER;
}

function isPlainContainer(value: object): boolean {
	if (Array.isArray(value)) return true;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}

/**
 * JSON-like all the way down: what crosses n8n's isolate unchanged.
 *
 * @throws ItemError for a value of more levels than are taken
 */
function isPlain(value: unknown, levels = MOST_LEVELS): boolean {
	switch (typeof value) {
		case 'string':
		case 'number':
		case 'boolean':
		case 'undefined':
			return true;
		case 'object':
			if (value === null) return true;
			if (!isPlainContainer(value)) return false;
			if (levels === 0) throw tooDeep();
			for (const inner of Array.isArray(value) ? value : Object.values(value)) {
				if (!isPlain(inner, levels - 1)) return false;
			}
			return true;
		default:
			return false;
	}
}
