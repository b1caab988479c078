import type { IDataObject } from 'n8n-workflow';

import type { UserChange } from './combine';
import type { IdentifyBy, UserIdentifier } from '../model/identifier';
import { isPlainObject } from '../model/objects';
import { isOperator } from '../model/operators';
import { COMPARABLE_ATTRIBUTES, SETTABLE_ATTRIBUTES } from '../model/attributes';

/** A user as /users/export/ids gives it; a missing field means null or empty there. */
export type ExportedProfile = IDataObject & { custom_attributes?: IDataObject };

/** The `fields_to_export` that comparing these changes needs, beside the identifiers. */
export function fieldsToExport(changes: Iterable<UserChange>): string[] {
	const fields = new Set<string>();
	for (const { attributes = {} } of changes) {
		for (const name of Object.keys(attributes)) {
			if (!SETTABLE_ATTRIBUTES.has(name)) fields.add('custom_attributes');
			else if (COMPARABLE_ATTRIBUTES.has(name)) fields.add(name);
		}
	}
	return [...fields].sort();
}

/**
 * Drops what Braze has already: values that its profile held when it was read, and that no earlier
 * item sets. What an earlier item would leave is not taken for granted, since Braze may refuse it.
 * Operators, subscription groups and anything that cannot be compared stay.
 *
 * @param profiles by the user's key; a user that is not there is sent whole
 * @returns the changes in the same order; one with nothing left has no attributes
 */
export function dropUnchanged(
	changes: readonly UserChange[],
	profiles: ReadonlyMap<string, ExportedProfile>,
): UserChange[] {
	const values = new Map<string, ReadonlyMap<string, unknown>>();
	const earlier = new SetEarlier();
	return changes.map((change) => {
		const { user, attributes } = change;
		if (attributes === undefined) return change;
		const profile = profiles.get(user.key);
		let held = values.get(user.key);
		if (held === undefined && profile !== undefined) {
			held = heldValues(profile);
			values.set(user.key, held);
		}
		const left = Object.entries(attributes).filter(
			([name, value]) =>
				held === undefined ||
				earlier.has(user, profile, name) ||
				!isHeld(name, value, held.get(name), change.mergedNames.has(name)),
		);
		for (const [name] of left) earlier.add(user, profile, name);
		return { ...change, attributes: left.length === 0 ? undefined : Object.fromEntries(left) };
	});
}

/**
 * What earlier items set. One profile may be known in several ways; and a user whose profile was not
 * found may be anyone who is known in another way.
 */
class SetEarlier {
	private readonly byProfile = new Map<unknown, Set<string>>();
	/** Names that users without a known profile were given, with the ways these are identified. */
	private readonly bySomebody = new Map<string, Set<IdentifyBy>>();

	add(user: UserIdentifier, profile: ExportedProfile | undefined, name: string): void {
		if (profile !== undefined) addTo(this.byProfile, profile.braze_id ?? user.key, name);
		else addTo(this.bySomebody, name, user.by);
	}

	has(user: UserIdentifier, profile: ExportedProfile | undefined, name: string): boolean {
		if (this.byProfile.get(profile?.braze_id ?? user.key)?.has(name)) return true;
		return [...(this.bySomebody.get(name) ?? [])].some((by) => by !== user.by);
	}
}

function addTo<Key, Value>(sets: Map<Key, Set<Value>>, key: Key, value: Value): void {
	const values = sets.get(key);
	if (values === undefined) sets.set(key, new Set([value]));
	else values.add(value);
}

function heldValues({
	custom_attributes: custom,
	...standard
}: ExportedProfile): Map<string, unknown> {
	const values = new Map<string, unknown>(Object.entries(custom ?? {}));
	for (const name of COMPARABLE_ATTRIBUTES) values.set(name, standard[name]);
	return values;
}

function isHeld(name: string, value: unknown, held: unknown, merge: boolean): boolean {
	if (SETTABLE_ATTRIBUTES.has(name) && !COMPARABLE_ATTRIBUTES.has(name)) return false;
	if (isOperator(value)) return false;
	return merge && isPlainObject(value) && isPlainObject(held)
		? Object.entries(value).every(([key, inner]) => isHeld('', inner, held[key], merge))
		: isSame(value, held);
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

/** A date without a zone is UTC to Braze, and a day to Date.parse. */
function moment(text: string): number {
	const zoned = /^.{10}$|(Z|[+-]\d{2}:?\d{2})$/.test(text);
	return Date.parse(zoned ? text : `${text.replace(' ', 'T')}Z`);
}
