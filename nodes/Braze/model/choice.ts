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

/**
 * What an option chooses from a few.
 *
 * @returns the first choice for nothing
 * @throws ItemError for anything else that is none of them
 */
export function chosen<Choice extends string>(
	value: unknown,
	choices: readonly Choice[],
	label: string,
): Choice {
	if (value === undefined || value === null || value === '') return choices[0];
	const choice = choices.find((one) => one === value);
	if (choice === undefined) throw noChoice(value, choices, label);
	return choice;
}
