import { parseDate } from './dates.mts';
import type { Settings } from './settings.mts';
import { isObject } from './values.mts';

/** braze(nested): keys inside objects, and texts, have at most 255 characters. */
export const MAX_TEXT = 255;

/** Thrown inside this file: one bad value drops the whole nested update, without an error. */
class BadValue extends Error {}

function isNestedKey(key: string) {
	return key !== '' && key.length <= MAX_TEXT && !/[\s.$]/.test(key);
}

/** @returns the value as it is stored */
function read(value: unknown, nulls: Settings['nestedNull']): unknown {
	if (value === null && nulls === 'drops') throw new BadValue();
	if (typeof value === 'string') {
		if (value.length > MAX_TEXT) throw new BadValue();
		return value;
	}
	if (Array.isArray(value)) return value.map((element) => read(element, nulls));
	if (!isObject(value)) return value;
	if (Object.keys(value).length === 1 && '$time' in value) {
		const date = parseDate(value.$time);
		if (!date) throw new BadValue();
		return date;
	}
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => {
			if (!isNestedKey(key)) throw new BadValue();
			return [key, read(inner, nulls)];
		}),
	);
}

/**
 * Reads an object, or an element of an array of objects, into what a profile keeps: `$time`
 * becomes a date, everything else stays.
 *
 * braze(nested): a date inside an object needs `$time` and can't be null; one badly formed value drops the whole update,
 *   without an error.
 *
 * @param nulls whether a null is badly formed
 * @returns undefined when anything in it is badly formed
 */
export function readNested<T>(value: T, nulls: Settings['nestedNull']): T | undefined {
	try {
		return read(value, nulls) as T;
	} catch (error) {
		if (error instanceof BadValue) return undefined;
		throw error;
	}
}

/** An object without the keys that are null, where a null asks to remove a key. */
export function withoutNulls(value: unknown): unknown {
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, inner]) => inner !== null)
			.map(([key, inner]) => [key, withoutNulls(inner)]),
	);
}

/**
 * Merges an update into a stored object, as `_merge_objects` does.
 *
 * braze(nested): with `_merge_objects` objects are merged key by key at every depth; anything else is
 *   replaced.
 *
 * @returns a new value
 */
export function deepMerge(stored: unknown, update: unknown): unknown {
	if (!isObject(update) || !isObject(stored)) return withoutNulls(update);
	const merged = new Map(Object.entries(stored));
	for (const [key, value] of Object.entries(update)) {
		if (value === null) merged.delete(key);
		else merged.set(key, deepMerge(merged.get(key), value));
	}
	return Object.fromEntries(merged);
}
