import { isPlainObject } from './objects';
import { isOperator } from './operators';

/** What an empty answer does: nothing (`skip`), clear the attribute (`clear`), go as it is (`send`). */
export type EmptyValues = 'skip' | 'clear' | 'send';

/**
 * Decides about empty values, inside objects as well: missing, null, blank text, an empty list or
 * object. A missing value (`undefined`) is never sent, since the item has no such field.
 *
 * @returns the value to send; undefined to leave it out
 */
export function applyEmptyValues(value: unknown, mode: EmptyValues): unknown {
	if (value === undefined) return undefined;
	if (mode === 'send') return value;
	if (isEmpty(value)) return mode === 'clear' ? null : undefined;
	if (!isPlainObject(value) || isOperator(value)) return value;
	const kept = Object.entries(value)
		.map(([key, inner]) => [key, applyEmptyValues(inner, mode)] as const)
		.filter(([, inner]) => inner !== undefined);
	if (kept.length === 0) return undefined;
	return Object.fromEntries(kept);
}

function isEmpty(value: unknown): boolean {
	if (value === null) return true;
	if (typeof value === 'string') return value.trim() === '';
	if (Array.isArray(value)) return value.length === 0;
	return isPlainObject(value) && Object.keys(value).length === 0;
}
