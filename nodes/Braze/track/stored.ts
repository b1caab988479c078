import type { ExportedProfile } from '../api/profiles';
import { COMPARABLE_ATTRIBUTES, SETTABLE_ATTRIBUTES } from '../model/attributes';
import { asIso } from '../model/dates';
import { isPlainObject } from '../model/objects';
import { isOperator } from '../model/operators';

/** The `fields_to_export` that show these attributes. */
export function fieldsShowing(names: Iterable<string>): Set<string> {
	const fields = new Set<string>();
	for (const name of names) {
		if (!SETTABLE_ATTRIBUTES.has(name)) fields.add('custom_attributes');
		else if (COMPARABLE_ATTRIBUTES.has(name)) fields.add(name);
	}
	return fields;
}

/** The values in a profile, by attribute. */
export function heldValues({
	custom_attributes: custom,
	...standard
}: ExportedProfile): ReadonlyMap<string, unknown> {
	const values = new Map<string, unknown>(Object.entries(custom ?? {}));
	for (const name of COMPARABLE_ATTRIBUTES) values.set(name, standard[name]);
	return values;
}

/** Whether an export shows an attribute's value in a form that can be compared. */
export function isShown(name: string): boolean {
	return !SETTABLE_ATTRIBUTES.has(name) || COMPARABLE_ATTRIBUTES.has(name);
}

/**
 * Whether a profile already has a value, so that sending it would change nothing. Operators always count as
 * a change.
 *
 * @param merge whether Braze merges nested objects, so that only the keys that are sent matter
 */
export function isHeld(name: string, value: unknown, held: unknown, merge: boolean): boolean {
	if (!isShown(name) || isOperator(value)) return false;
	return merge && isPlainObject(value) && isPlainObject(held)
		? Object.entries(value).every(([key, inner]) => isHeld('', inner, held[key], merge))
		: isSame(value, held);
}

/** Equality as Braze stores values: missing is null, lists hold each value once, dates are moments. */
export function isSame(value: unknown, held: unknown): boolean {
	if (value === null || value === undefined) return held === null || held === undefined;
	if (Array.isArray(value) && Array.isArray(held)) {
		const stored = unique(value);
		return (
			stored.length === held.length &&
			stored.every((element, index) => isSame(element, held[index]))
		);
	}
	if (isPlainObject(value) && isPlainObject(held)) {
		return (
			Object.keys(value).every((key) => isSame(value[key], held[key])) &&
			// Stops at the first other key, however large the profile is.
			Object.keys(held).every((key) => Object.hasOwn(value, key) || isSame(undefined, held[key]))
		);
	}
	if (typeof value === 'string' && typeof held === 'string') {
		return value === held || isSameMoment(value, held);
	}
	return value === held;
}

/**
 * Braze keeps each plain value once, at its last place. Last places are collected first, to stay linear.
 * Source: user attributes object, "Arrays".
 */
function unique(list: readonly unknown[]): unknown[] {
	const lastPlaces = new Map(list.map((element, index) => [element, index]));
	return list.filter(
		(element, index) =>
			(typeof element === 'object' && element !== null) || lastPlaces.get(element) === index,
	);
}

function isSameMoment(value: string, held: string): boolean {
	const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}([T ]|$)/.test(text);
	return isDate(value) && isDate(held) && momentIn(value) === momentIn(held);
}

/** (Date.parse would take such a day in the zone of the process.) */
const AMERICAN = /^(\d{2})\/(\d{2})\/(\d{4})$/;

/**
 * The moment of a date as Braze stores it, in milliseconds since 1970. Without a zone, Braze takes a date
 * for UTC, but Date.parse takes one with a time for local.
 */
export function momentIn(given: string): number {
	const text = asIso(given).replace(AMERICAN, '$3-$1-$2');
	const zoned = /^.{10}$|(Z|[+-]\d{2}:?\d{2})$/.test(text);
	return Date.parse(zoned ? text : `${text.replace(' ', 'T')}Z`);
}
