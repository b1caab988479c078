import { ItemError } from './itemError';
import { isPlaceholder } from './placeholder';
import { shownValue } from './shownValue';
import { hasLostLetters } from './text';

/**
 * Checks that an ID or a key is one: a word for nothing, or a text that has lost letters, could be the same for
 * things that are not.
 *
 * @param label the field's display name
 * @param isNothing whether a text stands for a missing value; by default also if people write it for one
 * @throws ItemError that names the text
 */
export function checkIdText(
	text: string,
	label: string,
	isNothing: (text: string) => boolean = isPlaceholder,
): void {
	if (isNothing(text)) {
		throw new ItemError(`${label} is ${shownValue(text)}, which stands for a missing value.`);
	}
	if (hasLostLetters(text)) throw new ItemError(`${label} has lost letters.`, { value: text });
}

/**
 * Checks an ID that Braze gave to something in the workspace. IDs have no blanks or slashes: with these, it is
 * a name, or the address of a dashboard page, which has different IDs; and none is a word for nothing.
 * Source: https://www.braze.com/docs/api/identifier_types/
 *
 * @param label the field's display name
 * @throws ItemError that says what the value is and what to enter
 */
export function checkBrazeId(text: string, label: string): string {
	checkIdText(text, label);
	if (text.includes('/')) {
		throw new ItemError(
			`${label} is the address of a page, which does not contain the ID. Enter the API identifier that the page shows.`,
			{ value: text },
		);
	}
	if (/\s/.test(text)) {
		throw new ItemError(
			`${label} is a name, not an ID. Enter the API identifier that Braze shows for it.`,
			{ value: text },
		);
	}
	return text;
}
