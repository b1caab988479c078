import type { IDataObject } from 'n8n-workflow';

/** One thing that Komo reported. */
export interface Submission {
	/** The name in the body's `event`; missing in bodies that a Komo Workflow composes. */
	event?: string;
	/** Komo's own keys and values. */
	body: IDataObject;
}

/** An entry of a list that is no submission. */
export interface Rejected {
	/** Its place in the list, from 1. */
	position: number;
	error: string;
}

/** What a parsed body holds. */
export interface ParsedBody {
	/** In the order sent. */
	submissions: Submission[];
	/** What is no submission; at most the first `MAX_REJECTED` are listed. */
	rejected: Rejected[];
	/** How many entries are no submissions. */
	rejectedCount: number;
}

/**
 * The longest list that is taken. n8n's own limit is 16 MB for a body, which may hold five million
 * tiny entries; each accepted one becomes an item of an execution that n8n stores as one text.
 */
export const MAX_ENTRIES = 10_000;

/** How many rejected entries are named. */
export const MAX_REJECTED = 20;

/** No known body is nested deeper than a few levels; n8n stores what starts a workflow as JSON. */
export const MAX_DEPTH = 64;

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Makes a parsed value safe for the code it meets later, in place: a key `__proto__` (harmless here,
 * but not for what copies objects by assignment) is removed at every level.
 * @returns whether the value is nested at most so many levels deep
 */
function makeSafe(value: unknown, levels = MAX_DEPTH): boolean {
	if (typeof value !== 'object' || value === null) return true;
	if (levels === 0) return false;
	// (Lists may be long: they are not copied.)
	if (Array.isArray(value)) return value.every((entry) => makeSafe(entry, levels - 1));
	if (Object.hasOwn(value, '__proto__')) Reflect.deleteProperty(value, '__proto__');
	return Object.values(value).every((entry) => makeSafe(entry, levels - 1));
}

function describe(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

/** Why a value is no submission, or undefined when it is one. */
function problemOf(value: unknown): string | undefined {
	if (!isObject(value)) return `Expected an object, but found ${describe(value)}.`;
	return makeSafe(value) ? undefined : `Nested more than ${MAX_DEPTH} levels deep.`;
}

/**
 * Turns the body of a call into submissions: an object is one, a list holds several.
 * A good entry is never lost to a bad one beside it.
 * @param value the body as parsed; its objects become the submissions' own
 * @returns undefined for a list of more than `MAX_ENTRIES`
 */
export function parseSubmissions(value: unknown): ParsedBody | undefined {
	const entries: unknown[] = Array.isArray(value) ? value : [value];
	if (entries.length > MAX_ENTRIES) return undefined;
	const parsed: ParsedBody = { submissions: [], rejected: [], rejectedCount: 0 };
	for (const [index, entry] of entries.entries()) {
		const error = problemOf(entry);
		if (error === undefined) {
			const body = entry as IDataObject;
			// A workflow may use the key `event` for something of its own: a name is text.
			const { event } = body;
			const isNamed = typeof event === 'string' && event !== '';
			parsed.submissions.push(isNamed ? { event, body } : { body });
		} else if (++parsed.rejectedCount <= MAX_REJECTED) {
			parsed.rejected.push({ position: index + 1, error });
		}
	}
	return parsed;
}
