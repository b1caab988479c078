import { ItemError } from './itemError';

/**
 * What an item may only choose from a few.
 *
 * @param label what chooses, e.g. `Empty Values`
 */
export function noChoice(value: unknown, choices: readonly string[], label: string): ItemError {
	const inWords = choices.join(', ').replace(/, (?=[^,]+$)/, ' or ');
	return new ItemError(`${label} must be ${inWords}.`, { value });
}
