import { ItemError } from './itemError';

/**
 * Checks a value of which there are only a few.
 *
 * @param label the field's display name, e.g. `Empty Values`
 */
export function noChoice(value: unknown, choices: readonly string[], label: string): ItemError {
	const inWords = choices.join(', ').replace(/, (?=[^,]+$)/, ' or ');
	return new ItemError(`${label} must be ${inWords}.`, { value });
}

/**
 * Reads an option with a few choices.
 *
 * @returns the first choice if the option is empty
 * @throws ItemError for anything that is not one of the choices
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
