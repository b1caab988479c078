import { ItemError } from './itemError';

/**
 * Checks an ID that Braze gave to something of the workspace. None has a blank or a slash: what has is
 * the address of its page in the dashboard, whose IDs are other ones, or its name.
 * Source: https://www.braze.com/docs/api/identifier_types/
 *
 * @param label the field's display name
 * @throws ItemError that says what it is and what to enter
 */
export function checkBrazeId(text: string, label: string): string {
	if (text.includes('/')) {
		throw new ItemError(
			`${label} is the address of a page, which holds no ID that Braze’s API knows. Enter the API identifier that the page shows.`,
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
