import type { IDataObject } from 'n8n-workflow';

import type { UserChange } from './combine';
import { isPlainObject } from '../model/emptyValues';
import { isOperator } from '../model/operators';
import { STANDARD_ATTRIBUTES } from '../model/standardAttributes';

/** A user as /users/export/ids gives it; a missing field means null or empty there. */
export type ExportedProfile = IDataObject & { custom_attributes?: IDataObject };

/**
 * Standard attributes that /users/export/ids gives back in the form they are set; the others are
 * always sent. Source: https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier/
 */
const COMPARABLE = new Set([
	'country',
	'dob',
	'email',
	'email_subscribe',
	'first_name',
	'gender',
	'home_city',
	'language',
	'last_name',
	'phone',
	'push_subscribe',
	'time_zone',
]);

/** A value that can no longer be told, because an operator has changed it. */
const UNKNOWN = Symbol('changed by an operator');

/** The `fields_to_export` that comparing these changes needs, beside the identifiers. */
export function fieldsToExport(changes: Iterable<UserChange>): string[] {
	const fields = new Set<string>();
	for (const { attributes = {} } of changes) {
		for (const name of Object.keys(attributes)) {
			if (!STANDARD_ATTRIBUTES.has(name)) fields.add('custom_attributes');
			else if (COMPARABLE.has(name)) fields.add(name);
		}
	}
	return [...fields].sort();
}

/**
 * Drops what a profile already has. Items of one user are looked at in order, each against what the
 * ones before it leave. Operators, subscription groups and anything that cannot be compared stay.
 *
 * @param profiles by the user's key; a user that is not there is sent whole
 * @returns the changes in the same order; one with nothing left has no attributes
 */
export function dropUnchanged(
	changes: readonly UserChange[],
	profiles: ReadonlyMap<string, ExportedProfile>,
	mergeNestedObjects: boolean,
): UserChange[] {
	const known = new Map<string, Map<string, unknown>>();
	return changes.map((change) => {
		const profile = profiles.get(change.user.key);
		if (profile === undefined || change.attributes === undefined) return change;
		let values = known.get(change.user.key);
		if (values === undefined) {
			values = knownValues(profile);
			known.set(change.user.key, values);
		}
		const left: Array<[string, unknown]> = [];
		for (const [name, value] of Object.entries(change.attributes)) {
			const held = values.get(name);
			if (!isHeld(name, value, held, mergeNestedObjects)) left.push([name, value]);
			values.set(name, afterwards(value, held, mergeNestedObjects));
		}
		const attributes = left.length === 0 ? undefined : Object.fromEntries(left);
		return { ...change, attributes: attributes as IDataObject | undefined };
	});
}

function knownValues({
	custom_attributes: custom,
	...standard
}: ExportedProfile): Map<string, unknown> {
	const values = new Map<string, unknown>(Object.entries(custom ?? {}));
	for (const name of COMPARABLE) values.set(name, standard[name]);
	return values;
}

function isHeld(name: string, value: unknown, held: unknown, merge: boolean): boolean {
	if (STANDARD_ATTRIBUTES.has(name) && !COMPARABLE.has(name)) return false;
	if (isOperator(value) || held === UNKNOWN) return false;
	return merge && isPlainObject(value) && isPlainObject(held)
		? Object.entries(value).every(([key, inner]) => isHeld('', inner, held[key], merge))
		: isSame(value, held);
}

/** What the profile holds once Braze has taken the value. */
function afterwards(value: unknown, held: unknown, merge: boolean): unknown {
	if (isOperator(value)) return UNKNOWN;
	if (!merge || !isPlainObject(value) || !isPlainObject(held)) return value;
	const after = new Map<string, unknown>(Object.entries(held));
	for (const [key, inner] of Object.entries(value)) {
		after.set(key, afterwards(inner, after.get(key), merge));
	}
	return Object.fromEntries(after);
}

/** Equal as Braze stores them: missing is null, lists hold a value once, dates are moments. */
function isSame(value: unknown, held: unknown): boolean {
	if (value === null || value === undefined) return held === null || held === undefined;
	if (Array.isArray(value) && Array.isArray(held)) {
		const stored = unique(value);
		return (
			stored.length === held.length &&
			stored.every((element, index) => isSame(element, held[index]))
		);
	}
	if (isPlainObject(value) && isPlainObject(held)) {
		const keys = new Set([...Object.keys(value), ...Object.keys(held)]);
		return [...keys].every((key) => isSame(value[key], held[key]));
	}
	if (typeof value === 'string' && typeof held === 'string') {
		return value === held || isSameMoment(value, held);
	}
	return value === held;
}

/** Braze keeps each plain value once, at its last place. Source: user attributes object, "Arrays". */
function unique(list: readonly unknown[]): unknown[] {
	return list.filter(
		(element, index) =>
			(typeof element === 'object' && element !== null) || list.lastIndexOf(element) === index,
	);
}

function isSameMoment(value: string, held: string): boolean {
	const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}([T ]|$)/.test(text);
	return isDate(value) && isDate(held) && moment(value) === moment(held);
}

/** A date without a zone is UTC to Braze. */
function moment(text: string): number {
	const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(text) || /^\d{4}-\d{2}-\d{2}$/.test(text);
	return Date.parse(zoned ? text : `${text.replace(' ', 'T')}Z`);
}
