import { asIso } from '../../model/dates';
import { readNumber } from '../../model/numbers';
import { isPlainObject } from '../../model/objects';

/** Texts that Braze reads as a boolean, in any case. Source: https://www.braze.com/docs/user_guide/data/activation/custom_data/managing_custom_data/ */
const BOOLEANS = new Set(['1', 'true', 't', '0', 'false', 'f']);

/** Which values a type can hold, by the first word of Braze's name for it. */
const HOLDS: Readonly<Record<string, (value: unknown) => boolean>> = {
	boolean: (value) => BOOLEANS.has(String(value).toLowerCase()),
	number: (value) => !Number.isNaN(readNumber(value)),
	string: (value) => ['string', 'number', 'boolean'].includes(typeof value),
	date: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(asIso(value))),
	array: Array.isArray,
	object: (value) => isPlainObject(value) || Array.isArray(value),
};

/**
 * Whether an attribute of a type can hold a value, possibly after Braze converts it. Null clears any type;
 * unknown types are assumed to hold everything.
 *
 * @param dataType Braze's name of the type, e.g. `Number` or `Object Array`
 */
export function canHold(dataType: string | undefined, value: unknown): boolean {
	if (dataType === undefined || value === null) return true;
	const [word] = dataType.toLowerCase().split(' ');
	return !Object.hasOwn(HOLDS, word) || HOLDS[word](value);
}
