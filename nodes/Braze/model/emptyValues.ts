import { isBlank } from './invisible';
import { isPlainObject } from './objects';
import { isOperator } from './operators';

/** What an empty answer does: nothing (`skip`), clear the attribute (`clear`), go as it is (`send`). */
export type EmptyValues = 'skip' | 'clear' | 'send';

/**
 * Decides about empty values, at every level: missing, null, blank text, a list or an object with
 * nothing in it but such. A missing value (`undefined`) is never sent, since the item has no such
 * field. Inside objects and lists nothing can be cleared, and one null would cost the whole attribute:
 * there, empty values are left out (with `send` only nulls). An operator without a value has nothing
 * to change, so it is left out rather than erase what there is.
 *
 * @param isInside whether the value stands inside an object, so that it cannot be cleared
 * @returns the value to send; undefined to leave it out
 */
export function applyEmptyValues(value: unknown, mode: EmptyValues, isInside = false): unknown {
	if (value === undefined) return undefined;
	const kept = strip(value, mode === 'send' ? isNothing : isEmpty);
	if (kept !== undefined) return kept;
	if (isOperator(value) || isInside || mode === 'skip' || isMissing(value)) return undefined;
	return null;
}

/** Whether an answer says nothing at all. */
export function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	if (typeof value === 'string') return isBlank(value);
	if (Array.isArray(value)) return value.length === 0;
	return isPlainObject(value) && Object.keys(value).length === 0;
}

/** Whether an object has nothing but keys without a value, as of fields that an item does not have. */
function isMissing(value: unknown): boolean {
	if (!isPlainObject(value)) return false;
	const inner = Object.values(value);
	return inner.length > 0 && inner.every((one) => one === undefined);
}

function isNothing(value: unknown): boolean {
	return value === undefined || value === null;
}

type Test = (value: unknown) => boolean;

/** A value without what is dropped inside it; undefined if nothing is left. Most have nothing to drop. */
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
	let isWhole = true;
	const kept: unknown[] = [];
	for (const element of list) {
		const left = strip(element, isDropped);
		if (left !== element || left === undefined) isWhole = false;
		if (left !== undefined) kept.push(left);
	}
	return isWhole ? list : kept;
}

function stripEntries(object: object, isDropped: Test): Array<[string, unknown]> {
	const kept: Array<[string, unknown]> = [];
	for (const [key, inner] of Object.entries(object)) {
		const left = strip(inner, isDropped);
		if (left !== undefined) kept.push([key, left]);
	}
	return kept;
}

/** `{add: ["", "a"]}` adds "a"; what has nothing left to add, remove or count is undefined. */
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

/** An element that is to be found by nothing, or that nothing changes about, is none. */
function stripOperand(operand: unknown, isDropped: Test): unknown {
	const left = strip(operand, isDropped);
	const isPointless = ['$identifier_value', '$new_object'].some(
		(key) => isPlainObject(operand) && key in operand && !(isPlainObject(left) && key in left),
	);
	return isPointless ? undefined : left;
}
