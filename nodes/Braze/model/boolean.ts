import { ItemError } from './itemError';

/**
 * Whether something is wanted. An expression may give text, as form entries hold it.
 *
 * @param label the field's display name
 * @param fallback for nothing
 * @throws ItemError for what is neither true nor false
 */
export function readBoolean(value: unknown, label: string, fallback: boolean): boolean {
	if (value === undefined || value === null || value === '') return fallback;
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw new ItemError(`${label} must be true or false.`, { value });
}
