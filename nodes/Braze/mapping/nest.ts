import type { IDataObject } from 'n8n-workflow';

import { setOwn } from '../model/objects';
import type { MappedField } from './assignments';

/** An object being built. It is a map, so that `__proto__` is just a key. */
class Branch extends Map<string, unknown> {}

type ValueOf = (value: unknown, isInside: boolean) => unknown;

/** A field's place and value. */
type Placed = Pick<MappedField, 'path' | 'value'>;

/**
 * Builds an object from mapped fields: each value goes where its path leads. Later fields win, and a path into
 * an object that was mapped before adds to it. Fields without a value (`undefined`) are left out, null is
 * kept. The values themselves are not changed.
 *
 * @param fields in the order mapped
 * @param valueOf transforms each value, knowing whether it is inside an object; by default, nothing changes
 */
export function nest(fields: readonly Placed[], valueOf: ValueOf = (value) => value): IDataObject {
	if (fields.every(({ path }) => path.length === 1)) return flat(fields, valueOf);
	const root = new Branch();
	for (const { path, value: given } of fields) {
		const value = valueOf(given, path.length > 1);
		if (value !== undefined && path.length > 0) place(root, path, value);
	}
	return toObject(root);
}

/** By far the most common case. */
function flat(fields: readonly Placed[], valueOf: ValueOf): IDataObject {
	const keys: string[] = [];
	const values: unknown[] = [];
	for (const { path, value: given } of fields) {
		const value = valueOf(given, false);
		if (value === undefined) continue;
		keys.push(path[0]);
		values.push(value);
	}
	// Setting many new keys one by one would turn the object into a dictionary in V8.
	const object: IDataObject = { ...shapeOf(keys) };
	for (let at = 0; at < keys.length; at++) setOwn(object, keys[at], values[at]);
	return object;
}

/** The most keys of a shape that is kept. */
const MOST_KEPT = 128;

/** The last shape of each size: most items of a run have the same keys, and copying an object is faster. */
const kept: Array<{ keys: readonly string[]; shape: IDataObject } | undefined> = [];

/** An object with these keys but without values. */
function shapeOf(keys: readonly string[]): IDataObject {
	const last = kept[keys.length];
	if (last?.keys.every((key, at) => key === keys[at])) return last.shape;
	const shape: IDataObject = Object.fromEntries(keys.map((key) => [key, undefined]));
	if (keys.length <= MOST_KEPT) kept[keys.length] = { keys, shape };
	return shape;
}

function place(root: Branch, path: readonly string[], value: unknown): void {
	let branch = root;
	for (const key of path.slice(0, -1)) {
		const next = asBranch(branch.get(key));
		branch.set(key, next);
		branch = next;
	}
	branch.set(path[path.length - 1], value);
}

function asBranch(value: unknown): Branch {
	if (value instanceof Branch) return value;
	const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
	return new Branch(isObject ? Object.entries(value) : []);
}

function toObject(branch: Branch): IDataObject {
	// Object.fromEntries defines own properties, whatever the names.
	return Object.fromEntries(
		[...branch].map(([key, value]) => [key, value instanceof Branch ? toObject(value) : value]),
	) as IDataObject;
}
