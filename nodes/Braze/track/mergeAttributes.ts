import type { IDataObject } from 'n8n-workflow';

import { isPlainObject } from '../model/objects';
import { isOperator } from '../model/operators';

/**
 * Whether setting two attributes objects one after the other leaves what setting both at once does.
 *
 * @param deeply whether Braze merges nested objects instead of replacing them
 */
export function canMerge(earlier: IDataObject, later: IDataObject, deeply: boolean): boolean {
	if (hasOperator(earlier) || hasOperator(later)) return false;
	// Braze takes an import of tokens alone.
	if (earlier.push_token_import === true || later.push_token_import === true) return false;
	// Tokens may be added to those that Braze holds, so two lists do not make one.
	if (earlier.push_tokens !== undefined && later.push_tokens !== undefined) return false;
	// One null inside an object may cost the whole object, so it must not cost another item's.
	if (holdsNestedNull(earlier) || holdsNestedNull(later)) return false;
	return !deeply || mergesAlike(earlier, later);
}

/**
 * Whether a null stands inside an object, where Braze may drop the whole object without a word.
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
 * With deep merging, an object after a plain value (or null) replaces it, but would merge into what
 * Braze held before if the plain value were merged away.
 */
function mergesAlike(before: object, next: object): boolean {
	const earlier = before as Record<string, unknown>;
	return Object.entries(next).every(([key, value]) => {
		if (!Object.hasOwn(earlier, key) || !isPlainObject(value)) return true;
		return isPlainObject(earlier[key]) && mergesAlike(earlier[key], value);
	});
}

/** Both at once, the later values winning. */
export function mergeAttributes(
	earlier: IDataObject,
	later: IDataObject,
	deeply: boolean,
): IDataObject {
	const both = deeply ? mergeDeep(earlier, later) : { ...earlier, ...later };
	// Subscription groups are a list of changes, so all of them count.
	const before = earlier.subscription_groups as IDataObject[] | undefined;
	const after = later.subscription_groups as IDataObject[] | undefined;
	if (!before || !after) return both;
	return withGroupsOnce({ ...both, subscription_groups: [...before, ...after] });
}

/** Each subscription group once: for the same group the later state counts. */
export function withGroupsOnce(attributes: IDataObject): IDataObject {
	const groups = attributes.subscription_groups as IDataObject[] | null | undefined;
	if (!Array.isArray(groups) || groups.length < 2) return attributes;
	const last = new Map(groups.map((group) => [group.subscription_group_id, group]));
	return { ...attributes, subscription_groups: [...last.values()] };
}

function mergeDeep(earlier: IDataObject, later: IDataObject): IDataObject {
	const entries = new Map<string, unknown>(Object.entries(earlier));
	for (const [key, value] of Object.entries(later)) {
		const before = entries.get(key);
		entries.set(
			key,
			isPlainObject(value) && isPlainObject(before)
				? mergeDeep(before as IDataObject, value as IDataObject)
				: value,
		);
	}
	return Object.fromEntries(entries) as IDataObject;
}
