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
