import { ItemError } from './itemError';

/**
 * Checks an ID that Braze gave to something of the workspace. None has a blank or a slash: what has is
 * the address of its page in the dashboard, or its name, which people paste in its place.
 * Source: https://www.braze.com/docs/api/identifier_types/
 *
 * @param label the field's display name
 * @throws ItemError that says what it is and what to enter
 */
export function checkBrazeId(text: string, label: string): string {
	if (!/[\s/]/.test(text)) return text;
	const what = text.includes('/') ? 'the address of a page' : 'a name';
	throw new ItemError(`${label} is ${what}, not an ID. Copy the ID that Braze shows for it.`, {
		value: text,
	});
}
