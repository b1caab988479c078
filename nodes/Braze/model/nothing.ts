/** Whether there is no value, as in a field that nobody filled in. */
export function isUnset(value: unknown): value is undefined | null | '' {
	return value === undefined || value === null || value === '';
}

/** {@link isUnset}, or a text of nothing but blanks. */
export function isNothing(value: unknown): boolean {
	return isUnset(value) || (typeof value === 'string' && value.trim() === '');
}
