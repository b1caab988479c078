import { ItemError } from './itemError';
import { isUnset } from './nothing';
import { listed } from './wording';

/**
 * The error of a value that is not one of a few choices.
 *
 * @param label the field's display name, e.g. `Empty Values`
 */
export function noChoice(value: unknown, choices: readonly string[], label: string): ItemError {
	return new ItemError(`${label} must be ${listed(choices, 'or')}.`, { value });
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
	if (isUnset(value)) return choices[0];
	const choice = choices.find((one) => one === value);
	if (choice === undefined) throw noChoice(value, choices, label);
	return choice;
}
