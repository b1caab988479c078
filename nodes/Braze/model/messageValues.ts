import type { IDataObject } from 'n8n-workflow';

import { toIsoDate } from './dates';
import { isEmpty } from './emptyValues';
import { ItemError, named, type Problems } from './itemError';
import { MESSAGE_PROPERTIES_BYTES } from './limits';
import { checkNumber } from './numbers';
import { isPlainObject } from './objects';
import { short } from './shownValue';
import { checkLetters } from './text';

/**
 * Checks a value at every level: JSON turns NaN into null, and lost letters and digits would be shown or stored.
 *
 * @throws ItemError; the message follows the field's name
 */
export function checkJsonValue(value: unknown): unknown {
	const plain = toIsoDate(value) ?? value;
	if (typeof plain === 'string') return checkLetters(plain);
	if (typeof plain === 'number') return checkNumber(plain);
	if (Array.isArray(plain)) {
		return plain.map((element, index) => named(`[${index}] `, () => checkJsonValue(element)));
	}
	if (!isPlainObject(plain)) return plain;
	return Object.fromEntries(
		Object.entries(plain).map(([key, inner]) => [
			named('has a key that ', () => checkLetters(key)),
			named(`.${short(key)} `, () => checkJsonValue(inner)),
		]),
	);
}

/**
 * A value without the empty elements of its lists, as a group of checkboxes leaves them: `["", "Blues", null]` is
 * `["Blues"]`. Where a list holds lists, it is a table, whose empty cells stay.
 */
export function withoutGaps(value: unknown): unknown {
	if (Array.isArray(value)) {
		return value.some(Array.isArray)
			? value
			: value.filter((one) => !isEmpty(one)).map(withoutGaps);
	}
	if (!isPlainObject(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutGaps(inner)]));
}

/**
 * Checks a name, and drops halves of characters.
 *
 * @throws ItemError for lost letters; the message follows the name
 */
export function checkName(name: string): string {
	return named('has a name that ', () => checkLetters(name));
}

/**
 * Checks the properties that fill a message.
 *
 * @param label the field's display name
 * @param problems collects the errors of single properties; those are left out
 * @throws ItemError if they are too large in total
 */
export function checkMessageProperties(
	given: IDataObject,
	label: string,
	problems: Problems,
): IDataObject {
	const entries = Object.entries(given).flatMap(([name, value]) => {
		const own = problems.within(`${label}: "${short(name)}" `, { kind: 'property', name });
		return (
			own.attempt(() => [[checkName(name), withoutGaps(checkJsonValue(value))] as const]) ?? []
		);
	});
	const properties = Object.fromEntries(entries) as IDataObject;
	if (Buffer.byteLength(JSON.stringify(properties)) > MESSAGE_PROPERTIES_BYTES) {
		throw new ItemError(
			`${label}: larger than the ${MESSAGE_PROPERTIES_BYTES / 1024} KB that Braze accepts. Map fewer fields or shorter values.`,
		);
	}
	return properties;
}

/**
 * Keeps the properties that Canvas context can hold: its names are letters, digits and underscores, up
 * to 100. Source: https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_canvases/
 *
 * @param problems see {@link checkMessageProperties}
 */
export function checkContextNames(
	given: IDataObject,
	label: string,
	problems: Problems,
): IDataObject {
	const entries = Object.entries(given).filter(([name, value]) => {
		if (/^\w{1,100}$/.test(name)) return true;
		problems
			.within(`${label}: "${short(name)}" `, { kind: 'property', name })
			.add(
				new ItemError(
					'is no name for context, which takes letters, digits and underscores, 100 at most. Rename it.',
					{ value },
				),
			);
		return false;
	});
	return Object.fromEntries(entries);
}
