import type { IDataObject } from 'n8n-workflow';

import type { MappedField } from '../mapping/assignments';
import { SETTABLE_ATTRIBUTES } from '../model/attributes';
import { isPlainObject } from '../model/objects';
import { isOperator, readdsRemoved } from '../model/operators';
import type { MergeNestedObjects } from './settings';

const NONE: ReadonlySet<string> = new Set();

/**
 * The attributes whose objects Braze is to merge with what it holds. With `dotted`, an object that is mapped
 * as a whole replaces it, even if a dotted name adds to it.
 *
 * @param fields as mapped
 * @param attributes what was made from them
 */
export function mergedNames(
	fields: readonly MappedField[],
	attributes: IDataObject,
	merge: MergeNestedObjects,
): ReadonlySet<string> {
	if (merge === 'never') return NONE;
	if (merge !== 'dotted') {
		const names = Object.keys(attributes);
		return new Set(
			names.filter((name) => isNested(name, attributes[name]) && merges([name], merge)),
		);
	}
	// (Most mappings have no dots.)
	if (fields.every(({ path }) => path.length === 1)) return NONE;
	const names = new Set(fields.map(({ path }) => path[0]));
	for (const { path } of fields) if (path.length === 1) names.delete(path[0]);
	for (const name of names) if (!isNested(name, attributes[name])) names.delete(name);
	return names;
}

/** Whether an object that is mapped to this path is merged with what Braze holds. */
export function merges(path: readonly string[], merge: MergeNestedObjects): boolean {
	if (merge === 'dotted') return path.length > 1;
	return merge === 'always' || (merge !== 'never' && merge.includes(path[0]));
}

/**
 * Whether it matters to an attribute that Braze merges nested objects: for custom objects, and for
 * `$update`, which then merges the elements it changes.
 * Source: https://www.braze.com/docs/user_guide/data/custom_data/custom_attributes/array_of_objects/
 */
export function isNested(name: string, value: unknown): boolean {
	if (!isPlainObject(value) || SETTABLE_ATTRIBUTES.has(name)) return false;
	return !isOperator(value) || '$update' in value;
}

/** Attributes that go in one object, and whether Braze is to merge the nested objects in it. */
export interface AttributesPart {
	attributes: IDataObject;
	/** Undefined if nothing in it is nested. */
	merge?: boolean;
}

/**
 * Splits attributes into objects for Braze, which merges all nested objects of one or none: first those
 * that replace what Braze holds, and everything else, then those to be merged.
 *
 * @param merged the names of those to be merged
 */
export function partsOf(attributes: IDataObject, merged: ReadonlySet<string>): AttributesPart[] {
	if (!holdsObjects(attributes)) return [{ attributes }];
	const removed = removedFirst(attributes);
	if (removed === undefined) return partsByMerging(attributes, merged);
	return [{ attributes: removed.first }, ...partsByMerging(removed.rest, merged)];
}

/** (Most attributes are plain values, and nothing has to be decided about them.) */
function holdsObjects(attributes: IDataObject): boolean {
	for (const name in attributes) if (typeof attributes[name] === 'object') return true;
	return false;
}

/**
 * Objects that are removed and added anew, as people write an upsert: Braze adds before it removes, so
 * nothing would be left of them, and the removals have to go first.
 * Source: https://www.braze.com/docs/user_guide/data/custom_data/custom_attributes/array_of_objects/
 *
 * @returns undefined if there are none
 */
function removedFirst(
	attributes: IDataObject,
): { first: IDataObject; rest: IDataObject } | undefined {
	const names = Object.keys(attributes).filter((name) => readdsRemoved(attributes[name]));
	if (names.length === 0) return undefined;
	const first: IDataObject = {};
	const rest = { ...attributes };
	for (const name of names) {
		const { $remove, ...others } = attributes[name] as IDataObject;
		first[name] = { $remove };
		rest[name] = others;
	}
	return { first, rest };
}

function partsByMerging(attributes: IDataObject, merged: ReadonlySet<string>): AttributesPart[] {
	let replaces = false;
	let merges = false;
	for (const name in attributes) {
		if (!isNested(name, attributes[name])) continue;
		if (merged.has(name)) merges = true;
		else replaces = true;
	}
	if (!merges || !replaces) {
		return [{ attributes, ...((merges || replaces) && { merge: merges }) }];
	}
	const pick = (isPicked: (name: string) => boolean) =>
		Object.fromEntries(Object.entries(attributes).filter(([name]) => isPicked(name)));
	return [
		{ attributes: pick((name) => !merged.has(name)), merge: false },
		{ attributes: pick((name) => merged.has(name)), merge: true },
	];
}
