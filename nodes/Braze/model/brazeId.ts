import { checkIdText } from './idText';
import { ItemError } from './itemError';

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
