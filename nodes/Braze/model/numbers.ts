import { ItemError } from './itemError';

/**
 * Checks that Braze can store a number unchanged. A whole number above 2^53 has already lost digits, so a
 * different one would be stored.
 *
 * @throws ItemError; the message follows the field's name
 */
export function checkNumber(value: number): number {
	if (!Number.isFinite(value)) throw new ItemError('is not a number that Braze can store.');
	if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
		throw new ItemError(
			'is a whole number above 2^53, so it has already lost digits. Make it text at its source, and map it as text.',
		);
	}
	return value;
}

/** Reads a number, or numeric text, for fields that can only be numbers; NaN for anything else. */
export function readNumber(value: unknown): number {
	const isNumeric = typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value);
	return isNumeric || typeof value === 'number' ? Number(value) : Number.NaN;
}
