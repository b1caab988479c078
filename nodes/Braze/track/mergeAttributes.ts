import type { IDataObject } from 'n8n-workflow';

import { isPlainObject, setOwn } from '../model/objects';
import { isOperator } from '../model/operators';
import { jsonOf } from '../model/shownValue';

/**
 * Merges the attributes objects of one user; later values win. Adding one takes time in proportion to its
 * own size, however much came before it.
 */
export class MergedAttributes {
	private readonly attributes: IDataObject;

	/** Objects created here, which may be changed; all others belong to items. */
	private readonly made = new Set<unknown>();

	/** Changes of subscription groups, once there are several lists. */
	private groups: Map<unknown, IDataObject> | undefined;

	/** An upper bound for the bytes of its JSON. */
	private bytes: number;

	private readonly standsAlone: boolean;

	/**
	 * @param first what the others are merged into; it stays unchanged
	 * @param most how many bytes of JSON they may add up to
	 */
	constructor(
		first: IDataObject,
		private readonly most: number,
	) {
		this.attributes = this.copyOf(first);
		this.bytes = bytesOf(first);
		this.standsAlone = standsAlone(first);
	}

	/**
	 * Adds the next attributes, if setting both at once has the same effect as one after the other.
	 *
	 * @param deeply whether Braze merges nested objects instead of replacing them
	 * @returns whether it was added
	 */
	add(next: IDataObject, deeply: boolean): boolean {
		if (this.standsAlone || standsAlone(next)) return false;
		// Braze may add tokens to those it has, so two lists cannot become one.
		if (this.attributes.push_tokens !== undefined && next.push_tokens !== undefined) return false;
		if (deeply && !mergesAlike(this.attributes, next)) return false;
		const bytes = this.bytes + this.growth(this.attributes, next, deeply);
		if (bytes > this.most) return false;
		this.bytes = bytes;
		this.put(this.attributes, next, deeply);
		return true;
	}

	/** The merged attributes. */
	toObject(): IDataObject {
		if (this.groups !== undefined) this.attributes[GROUPS] = [...this.groups.values()];
		return this.attributes;
	}

	/** How many bytes the next attributes add, at most; negative if they replace longer ones. */
	private growth(into: IDataObject, next: IDataObject, deeply: boolean): number {
		let bytes = 0;
		for (const [key, value] of Object.entries(next)) {
			const before = Object.hasOwn(into, key) ? into[key] : undefined;
			if (before === undefined) bytes += bytesOf(key) + bytesOf(value) + PUNCTUATION;
			else if (this.isGroups(into, key) && areLists(value, before))
				bytes += this.growthOfGroups(value, before as IDataObject[]);
			else if (deeply && areObjects(value, before))
				bytes += this.growth(before as IDataObject, value, deeply);
			else bytes += bytesOf(value) - bytesOf(before);
		}
		return bytes;
	}

	private growthOfGroups(next: readonly IDataObject[], before: readonly IDataObject[]): number {
		const known = (this.groups ??= byGroup(before));
		let bytes = 0;
		for (const [id, group] of byGroup(next)) {
			bytes += bytesOf(group) + PUNCTUATION - bytesOf(known.get(id));
		}
		return bytes;
	}

	private put(into: IDataObject, next: IDataObject, deeply: boolean): void {
		for (const [key, value] of Object.entries(next)) {
			const before = Object.hasOwn(into, key) ? into[key] : undefined;
			const isGroups = this.isGroups(into, key);
			if (isGroups && areLists(value, before)) {
				// Subscription groups are a list of changes: all count, and for one group the latest.
				const known = (this.groups ??= byGroup(before as IDataObject[]));
				for (const [id, group] of byGroup(value)) known.set(id, group);
				continue;
			}
			if (isGroups) this.groups = undefined;
			if (deeply && areObjects(value, before)) {
				const both = this.made.has(before)
					? (before as IDataObject)
					: this.copyOf(before as IDataObject);
				this.put(both, value, deeply);
				setOwn(into, key, both);
			} else {
				setOwn(into, key, value);
			}
		}
	}

	/** (An object inside may have a key of that name, too.) */
	private isGroups(into: IDataObject, key: string): boolean {
		return key === GROUPS && into === this.attributes;
	}

	private copyOf(object: IDataObject): IDataObject {
		const copy = { ...object };
		this.made.add(copy);
		return copy;
	}
}

const GROUPS = 'subscription_groups';

/** Bytes of a field's colon and comma. */
const PUNCTUATION = 2;

function areLists(value: unknown, before: unknown): value is IDataObject[] {
	return Array.isArray(value) && Array.isArray(before);
}

function areObjects(value: unknown, before: unknown): value is IDataObject {
	return isPlainObject(value) && isPlainObject(before);
}

/** Whether attributes cannot be merged with any others. */
function standsAlone(attributes: IDataObject): boolean {
	// Braze accepts imported tokens only without other attributes.
	if (attributes.push_token_import === true) return true;
	// A null inside an object may cost the whole object, so it must not be merged into another item's.
	return hasOperator(attributes) || holdsNestedNull(attributes);
}

/**
 * Whether there is a null inside an object, which Braze may then silently drop.
 * Source: https://www.braze.com/docs/user_guide/data/custom_data/custom_attributes/nested_custom_attribute_support/
 */
function holdsNestedNull(attributes: IDataObject): boolean {
	for (const name in attributes) {
		const value = attributes[name];
		if (typeof value === 'object' && value !== null && holdsNull(value)) return true;
	}
	return false;
}

function holdsNull(value: object): boolean {
	return Object.values(value).some(
		(inner) => inner === null || (typeof inner === 'object' && holdsNull(inner as object)),
	);
}

/** Whether any of the values changes what Braze holds instead of replacing it. */
export function hasOperator(attributes: IDataObject): boolean {
	for (const name in attributes) if (isOperator(attributes[name])) return true;
	return false;
}

/**
 * With deep merging, an object that follows a plain value (or null) replaces it. Without that value, Braze
 * would merge the object into what it held before.
 */
function mergesAlike(before: object, next: object): boolean {
	const earlier = before as Record<string, unknown>;
	return Object.entries(next).every(([key, value]) => {
		if (!Object.hasOwn(earlier, key) || !isPlainObject(value)) return true;
		return isPlainObject(earlier[key]) && mergesAlike(earlier[key], value);
	});
}

/** Keeps each subscription group once, with its latest state. */
export function withGroupsOnce(attributes: IDataObject): IDataObject {
	const groups = attributes.subscription_groups as IDataObject[] | null | undefined;
	if (!Array.isArray(groups) || groups.length < 2) return attributes;
	return { ...attributes, subscription_groups: [...byGroup(groups).values()] };
}

function byGroup(groups: readonly IDataObject[]): Map<unknown, IDataObject> {
	return new Map(groups.map((group) => [group.subscription_group_id, group]));
}

/** Bytes of a value's JSON; none for undefined. */
function bytesOf(value: unknown): number {
	return Buffer.byteLength(jsonOf(value) ?? '');
}
