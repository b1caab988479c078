import { isBlank } from './invisible';
import { hasKeys, isPlainObject } from './objects';
import { isOperator } from './operators';

/** What an empty value does: nothing (`skip`), clear the attribute (`clear`), or be sent as it is (`send`). */
export type EmptyValues = 'skip' | 'clear' | 'send';

/**
 * Handles empty values at every level: missing, null, blank text, or a list or object that holds nothing else.
 * A missing value (`undefined`) is never sent, since the item has no such field. Inside objects and lists
 * nothing can be cleared, and a null would cost the whole attribute: there, empty values are left out
 * (with `send`, only nulls). An operator without a value changes nothing, so it is left out as well.
 *
 * @param isInside whether the value is inside an object, where it cannot be cleared
 * @returns the value to send; undefined to leave it out
 */
export function applyEmptyValues(value: unknown, mode: EmptyValues, isInside = false): unknown {
	if (value === undefined) return undefined;
	const kept = strip(value, mode === 'send' ? isNull : isEmpty);
	if (kept !== undefined) return kept;
	if (isOperator(value) || isInside || mode === 'skip' || isMissing(value)) return undefined;
	return null;
}

/** Nothing, a blank text, a list without elements, or an object without keys. Zero and false are answers. */
export function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	if (typeof value === 'string') return isBlank(value);
	if (Array.isArray(value)) return value.length === 0;
	return isPlainObject(value) && !hasKeys(value);
}

/** Whether all keys of an object lack a value, e.g. because the item does not have the fields. */
function isMissing(value: unknown): boolean {
	if (!isPlainObject(value)) return false;
	const inner = Object.values(value);
	return inner.length > 0 && inner.every((one) => one === undefined);
}

function isNull(value: unknown): boolean {
	return value === null;
}

type Test = (value: unknown) => boolean;

/** Drops empty values inside a value; undefined if nothing is left. Most values have none. */
function strip(value: unknown, isDropped: Test): unknown {
	if (typeof value !== 'object' || value === null) return isDropped(value) ? undefined : value;
	if (Array.isArray(value)) {
		const kept = stripList(value, isDropped);
		return isDropped(kept) ? undefined : kept;
	}
	if (!isPlainObject(value)) return value;
	const kept = isOperator(value)
		? stripOperator(value, isDropped)
		: Object.fromEntries(stripEntries(value, isDropped));
	return isDropped(kept) ? undefined : kept;
}

function stripList(list: readonly unknown[], isDropped: Test): readonly unknown[] {
	return list.map((element) => strip(element, isDropped)).filter((left) => left !== undefined);
}

function stripEntries(object: object, isDropped: Test): Array<[string, unknown]> {
	const kept: Array<[string, unknown]> = [];
	for (const [key, inner] of Object.entries(object)) {
		const left = strip(inner, isDropped);
		if (left !== undefined) kept.push([key, left]);
	}
	return kept;
}

/** `{add: ["", "a"]}` adds "a"; undefined if nothing is left to add, remove or count. */
function stripOperator(operator: Record<string, unknown>, isDropped: Test): unknown {
	const kept: Array<[string, unknown]> = [];
	for (const [name, operand] of Object.entries(operator)) {
		const left = Array.isArray(operand)
			? operand.map((one) => stripOperand(one, isDropped)).filter((one) => one !== undefined)
			: strip(operand, isDropped);
		if (!isEmpty(left)) kept.push([name, left]);
	}
	return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** An update that does not say which element to change, or how, is dropped. */
function stripOperand(operand: unknown, isDropped: Test): unknown {
	const left = strip(operand, isDropped);
	const isPointless = ['$identifier_value', '$new_object'].some(
		(key) => isPlainObject(operand) && key in operand && !(isPlainObject(left) && key in left),
	);
	return isPointless ? undefined : left;
}
