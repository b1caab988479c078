import type { IDataObject } from 'n8n-workflow';

/** An entry of a list that cannot be accepted. */
interface Rejected {
	/** Its place in the list, from 1. */
	position: number;
	error: string;
}

/** The entries of a list that could not be accepted. */
export interface Rejections {
	/** The first `MAX_REJECTED` of them. */
	rejected: Rejected[];
	/** How many there are in total. */
	rejectedCount: number;
}

/** The content of a list. */
interface Entries extends Rejections {
	/** In the order sent. */
	objects: IDataObject[];
}

/**
 * The longest list that is accepted. n8n limits a body to 16 MB, which could hold five million tiny entries;
 * each becomes an item of an execution, which n8n stores as one text.
 */
export const MAX_ENTRIES = 10_000;

/** How many rejected entries are named. */
export const MAX_REJECTED = 20;

/** No known body is nested deeper than a few levels; n8n stores what starts a workflow as JSON. */
export const MAX_DEPTH = 64;

export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Makes a parsed value safe for later code, in place: removes the key `__proto__` at every level (harmless
 * here, but not if objects are copied by assignment).
 *
 * @returns whether the value is nested at most `levels` deep
 */
function makeSafe(value: unknown, levels = MAX_DEPTH): boolean {
	if (typeof value !== 'object' || value === null) return true;
	if (levels === 0) return false;
	// A body may hold a million keys or entries: neither is copied.
	if (Array.isArray(value)) return value.every((entry) => makeSafe(entry, levels - 1));
	if (Object.hasOwn(value, '__proto__')) Reflect.deleteProperty(value, '__proto__');
	for (const key in value) {
		if (!makeSafe((value as IDataObject)[key], levels - 1)) return false;
	}
	return true;
}

function describe(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

/** Why a value cannot be accepted, or undefined if it can. */
function problemOf(value: unknown): string | undefined {
	if (!isObject(value)) return `Expected an object, but found ${describe(value)}.`;
	return makeSafe(value) ? undefined : `Nested more than ${MAX_DEPTH} levels deep.`;
}

/**
 * Sorts a list of parsed values into objects and the rest, so that a bad entry never costs a good one.
 *
 * @param list its objects become the result's own
 * @returns undefined for a list of more than `MAX_ENTRIES`
 */
export function readEntries(list: readonly unknown[]): Entries | undefined {
	if (list.length > MAX_ENTRIES) return undefined;
	const entries: Entries = { objects: [], rejected: [], rejectedCount: 0 };
	for (const [index, entry] of list.entries()) {
		const error = problemOf(entry);
		if (error === undefined) entries.objects.push(entry as IDataObject);
		else if (++entries.rejectedCount <= MAX_REJECTED) {
			entries.rejected.push({ position: index + 1, error });
		}
	}
	return entries;
}

/** What the response says about entries that could not be accepted, if there are any. */
export const reportOf = ({ rejected, rejectedCount }: Rejections): IDataObject =>
	rejectedCount > 0 ? { rejected: rejected.map((entry) => ({ ...entry })), rejectedCount } : {};
