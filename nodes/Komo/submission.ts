import type { IDataObject } from 'n8n-workflow';

/** One thing that Komo reported. */
export interface Submission {
	/** The name in the body's `event`; missing in bodies that a Komo Workflow composes. */
	event?: string;
	/** Komo's own keys and values. */
	body: IDataObject;
}

/** An entry of the body that is no submission. */
export interface Rejected {
	/** Its place in the list, from 1. */
	position: number;
	error: string;
}

/** No known body is nested deeper than a few levels; n8n stores what starts a workflow as JSON. */
export const MAX_DEPTH = 64;

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Makes a parsed value safe for the code it meets later, in place: a key `__proto__` (harmless here,
 * but not for what copies objects by assignment) is removed at every level.
 * @returns whether the value is nested at most `MAX_DEPTH` levels deep
 */
function makeSafe(value: object): boolean {
	let level: object[] = [value];
	for (let depth = 1; level.length > 0; depth++) {
		if (depth > MAX_DEPTH) return false;
		const next: object[] = [];
		for (const parent of level) {
			if (Object.hasOwn(parent, '__proto__')) Reflect.deleteProperty(parent, '__proto__');
			for (const child of Object.values(parent) as unknown[]) {
				if (typeof child === 'object' && child !== null) next.push(child);
			}
		}
		level = next;
	}
	return true;
}

function describe(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	return `a ${typeof value === 'string' ? 'text' : typeof value}`;
}

/**
 * Turns the body of a call into submissions: an object is one, a list holds several.
 * A good entry is never lost to a bad one beside it.
 * @param value the body as parsed; its objects become the submissions' own
 * @returns the submissions in the order sent, and what was none, with the reason
 */
export function parseSubmissions(value: unknown): {
	submissions: Submission[];
	rejected: Rejected[];
} {
	const submissions: Submission[] = [];
	const rejected: Rejected[] = [];
	for (const [index, body] of (Array.isArray(value) ? value : [value]).entries()) {
		const position = index + 1;
		if (!isObject(body)) {
			rejected.push({ position, error: `Expected an object, found ${describe(body)}.` });
		} else if (!makeSafe(body)) {
			rejected.push({ position, error: `Nested deeper than ${MAX_DEPTH} levels.` });
		} else {
			// A workflow may use the key `event` for something of its own: a name is text.
			const { event } = body;
			submissions.push(typeof event === 'string' && event !== '' ? { event, body } : { body });
		}
	}
	return { submissions, rejected };
}
