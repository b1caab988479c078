import { coerced } from './coerce.mts';
import { parseDate } from './dates.mts';
import { cut, trimmed } from './names.mts';
import { deepMerge, MAX_TEXT, readNested, withoutNulls } from './nested.mts';
import { operatorOf, readArray } from './operators.mts';
import type { Settings } from './settings.mts';
import { isObject, jsonBytes } from './values.mts';

/** braze(data types): a list or an object as an attribute has at most 100 KB. */
const MAX_BYTES = 102_400;

/**
 * @param value stored
 * @returns its type, as the workspace lists it
 */
export function typeOf(value: unknown): string {
	if (value instanceof Date) return 'Time';
	if (Array.isArray(value)) return value.some(isObject) ? 'Object Array' : 'Array';
	if (isObject(value)) return 'Object';
	if (typeof value === 'number') return 'Number';
	return typeof value === 'boolean' ? 'Boolean' : 'String';
}

/** @param name of a type, however the dashboard spells it */
export function canonicalType(name: string): string {
	const type = name.toLowerCase();
	if (/object.*array|array.*object/.test(type)) return 'Object Array';
	if (/nested|object/.test(type)) return 'Object';
	if (type.includes('array')) return 'Array';
	if (/date|time/.test(type)) return 'Time';
	if (/bool/.test(type)) return 'Boolean';
	if (/num|int|float/.test(type)) return 'Number';
	return 'String';
}

/** What an update depends on. */
export interface Update {
	/** The value so far. */
	stored: unknown;
	/** `_merge_objects`. */
	merge: boolean;
	/** The type forced in the dashboard. */
	forced: string | undefined;
	/** How many elements a list keeps. */
	maxElements: number;
	settings: Settings;
}

/** A text as it is stored, as a date if it is one; undefined for one that is too long. */
function readText(value: string, { forced, settings }: Update): unknown {
	const text = settings.trimmedTexts ? trimmed(value) : value;
	if (text.length > MAX_TEXT && settings.longTexts === 'refuse') return undefined;
	return forced === 'String' ? cut(text) : (parseDate(text) ?? cut(text));
}

/**
 * @param value as sent
 * @returns as stored, or undefined when it is not taken
 */
function read(value: unknown, update: Update): unknown {
	const { stored, merge, maxElements } = update;
	const { nestedNull } = update.settings;
	if (typeof value === 'string') return readText(value, update);
	if (Array.isArray(value)) return readArray(value, { nestedNull, maxElements });
	if (!isObject(value)) return value;
	const operator = operatorOf(value);
	if (operator) return operator({ stored, merge, nestedNull, maxElements });
	// ours: a date at the top level may be written with `$time` as well.
	const nested = readNested(value, nestedNull);
	if (nested === undefined || !isObject(nested)) return nested;
	return merge ? deepMerge(stored, nested) : withoutNulls(nested);
}

/**
 * The value of a custom attribute after an update.
 *
 * braze(managing): a value that cannot be coerced into a forced type is ignored, and the response is a
 *   success; the type of others is detected from the first value.
 * braze(objects): a list or an object that would be too large with what is stored is not taken.
 *
 * @param value as sent, not null
 * @returns the value to keep, or undefined when the update is dropped
 */
export function customValue(value: unknown, context: Update): unknown {
	const result = read(value, context);
	if (result === undefined || result === null) return undefined;
	if (typeof result === 'object' && jsonBytes(result) > MAX_BYTES) return undefined;
	const { forced, settings } = context;
	if (!forced || typeOf(result) === forced) return result;
	const isEmptyList = Array.isArray(result) && result.length === 0;
	if (isEmptyList && forced === 'Object Array') return result;
	return settings.forcedTypes === 'coerce' ? coerced(value, forced) : undefined;
}
