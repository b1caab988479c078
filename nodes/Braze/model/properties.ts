import type { IDataObject } from 'n8n-workflow';

import { toIsoDate } from './dates';
import { ItemError, named, type Problems } from './itemError';
import { charactersOf, isLonger, TEXT_LENGTH } from './limits';
import { checkNumber } from './numbers';

/** What Braze allows of the properties of an event or a purchase. */
export interface PropertyRules {
	/** Keys that Braze uses itself. */
	reserved: ReadonlySet<string>;
	/** Bytes of properties that hold lists or objects. */
	bytes: number;
}

/**
 * Checks properties and gives them as Braze wants them. Empty ones are left out.
 *
 * @param problems gets what is wrong with single properties; those are left out
 * @returns undefined if there are none
 * @throws ItemError if they are too many for Braze together
 */
export function checkProperties(
	given: Record<string, unknown>,
	rules: PropertyRules,
	problems: Problems,
): IDataObject | undefined {
	const entries: Array<[string, unknown]> = [];
	for (const [name, value] of Object.entries(given)) {
		const checked = attempt(name, value, rules, problems);
		if (checked !== undefined && checked !== null && checked !== '') entries.push([name, checked]);
	}
	if (entries.length === 0) return undefined;
	const properties = Object.fromEntries(entries) as IDataObject;
	if (Buffer.byteLength(JSON.stringify(properties)) > rules.bytes) {
		throw new ItemError(
			`The properties are larger than the ${rules.bytes / 1024} KB that Braze accepts.`,
		);
	}
	return properties;
}

function attempt(name: string, value: unknown, rules: PropertyRules, problems: Problems): unknown {
	try {
		return checkProperty(name, value, rules);
	} catch (error) {
		problems.add(error, { field: name, value });
		return undefined;
	}
}

function checkProperty(name: string, value: unknown, { reserved }: PropertyRules): unknown {
	if (reserved.has(name)) {
		throw new ItemError(`Property "${name}" has a name that Braze reserves. Rename it.`);
	}
	if (name === '' || isLonger(name, TEXT_LENGTH) || name.startsWith('$')) {
		throw new ItemError(
			`Property "${name.slice(0, 40)}" needs a name of 1 to ${TEXT_LENGTH} characters that does not start with $.`,
		);
	}
	return named(`Property "${name}" `, () => checkPropertyValue(value));
}

function checkPropertyValue(value: unknown): unknown {
	const plain = toIsoDate(value) ?? value;
	if (typeof plain === 'number') return checkNumber(plain);
	if (typeof plain === 'string' && isLonger(plain, TEXT_LENGTH)) {
		throw new ItemError(
			`has ${charactersOf(plain)} characters, but Braze accepts only ${TEXT_LENGTH}.`,
		);
	}
	if (Array.isArray(plain) && plain.some((element) => toIsoDate(element) !== undefined)) {
		throw new ItemError('is a list of dates, which Braze does not accept. Map them as text.');
	}
	return plain;
}
