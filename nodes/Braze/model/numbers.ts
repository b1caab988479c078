import { ItemError } from './itemError';

/**
 * A number that Braze can store as it is. A whole number above 2^53 has lost digits before it got
 * here, so what would be stored is another one.
 *
 * @throws ItemError; follows the field's name
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

/** A number, or the one that numeric text says, where nothing but a number is meant; NaN for neither. */
export function readNumber(value: unknown): number {
	const isNumeric = typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value);
	return isNumeric || typeof value === 'number' ? Number(value) : Number.NaN;
}
