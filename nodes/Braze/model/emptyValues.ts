import { isPlainObject } from './objects';
import { isOperator } from './operators';

/** What an empty answer does: nothing (`skip`), clear the attribute (`clear`), go as it is (`send`). */
export type EmptyValues = 'skip' | 'clear' | 'send';

/**
 * Decides about empty values, inside objects as well: missing, null, blank text, an empty list or
 * object. A missing value (`undefined`) is never sent, since the item has no such field. An operator
 * without a value has nothing to change, so it is left out rather than erase what there is.
 *
 * @returns the value to send; undefined to leave it out
 */
export function applyEmptyValues(value: unknown, mode: EmptyValues): unknown {
	if (value === undefined) return undefined;
	if (mode === 'send') return value;
	if (isEmpty(value)) return mode === 'clear' ? null : undefined;
	if (Array.isArray(value)) return value.some(isPlainObject) ? value.map(withoutNulls) : value;
	if (!isPlainObject(value)) return value;
	if (isOperator(value)) return withoutEmptyOperands(value);
	const kept = Object.entries(value)
		.map(([key, inner]) => [key, applyEmptyValues(inner, mode)] as const)
		.filter(([, inner]) => inner !== undefined);
	return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/**
 * An element of a list without what is null in its objects: a list is replaced as a whole, so nothing
 * is cleared by a null, and Braze may drop the whole list for one.
 */
function withoutNulls(element: unknown): unknown {
	if (Array.isArray(element)) return element.map(withoutNulls);
	if (!isPlainObject(element)) return element;
	const kept = Object.entries(element).filter(([, inner]) => inner !== null);
	return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)]));
}

/** `{add: ["", "a"]}` adds "a"; what has nothing left to add, remove or count is undefined. */
function withoutEmptyOperands(operator: Record<string, unknown>): unknown {
	const kept = Object.entries(operator)
		.map(([name, operand]) => [name, withoutEmptyElements(operand)] as const)
		.filter(([, operand]) => !isEmpty(operand));
	return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function withoutEmptyElements(operand: unknown): unknown {
	return Array.isArray(operand) ? operand.filter((element) => !isEmpty(element)) : operand;
}

function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	if (typeof value === 'string') return value.trim() === '';
	if (Array.isArray(value)) return value.length === 0;
	return isPlainObject(value) && Object.keys(value).length === 0;
}
