import type { IDataObject } from 'n8n-workflow';

import { toIsoDate } from './dates';
import type { Problems } from './itemError';
import { ItemError } from './itemError';
import { TEXT_LENGTH } from './limits';

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
		const checked = problems.attempt(() => checkProperty(name, value, rules));
		if (checked !== undefined && checked !== null && checked !== '') entries.push([name, checked]);
	}
	if (entries.length === 0) return undefined;
	const properties = Object.fromEntries(entries) as IDataObject;
	if (Buffer.byteLength(JSON.stringify(properties)) > rules.bytes) {
		throw new ItemError(`The properties are larger than the ${rules.bytes / 1024} KB Braze takes.`);
	}
	return properties;
}

function checkProperty(name: string, value: unknown, { reserved }: PropertyRules): unknown {
	if (reserved.has(name)) {
		throw new ItemError(`Property "${name}" is a name that Braze keeps for itself. Rename it.`);
	}
	if (name === '' || name.length > TEXT_LENGTH || name.startsWith('$')) {
		throw new ItemError(
			`Property "${name.slice(0, 40)}" needs a name of 1 to ${TEXT_LENGTH} characters that does not start with $.`,
		);
	}
	const plain = toIsoDate(value) ?? value;
	if (typeof plain === 'string' && plain.length > TEXT_LENGTH) {
		throw new ItemError(
			`Property "${name}" has ${plain.length} characters; Braze takes ${TEXT_LENGTH}.`,
		);
	}
	if (typeof plain === 'number' && !Number.isFinite(plain)) {
		throw new ItemError(`Property "${name}" is not a number that Braze could store.`);
	}
	return plain;
}
