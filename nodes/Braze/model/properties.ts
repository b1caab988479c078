import type { IDataObject } from 'n8n-workflow';

import { isDateText, toIsoDate } from './dates';
import { applyEmptyValues, type EmptyValues, isEmpty } from './emptyValues';
import { trimInvisible } from './invisible';
import { ItemError, named, type Problems, rename } from './itemError';
import { isLonger, MOST_PROPERTIES, TEXT_LENGTH } from './limits';
import { checkNumber } from './numbers';
import { isPlainObject } from './objects';
import { short } from './shownValue';
import { checkEventText, checkLetters } from './text';

/** What Braze allows of the properties of an event or a purchase. */
export interface PropertyRules {
	/** Keys that Braze uses itself. */
	reserved: ReadonlySet<string>;
	/** Bytes of properties that hold lists or objects. */
	bytes: number;
	/**
	 * Whether a bad value inside an object costs only itself, not the whole property: set where Braze takes
	 * an event only with all properties, such as the products of an order.
	 */
	keepsRest?: boolean;
}

/**
 * Checks properties and returns them as Braze wants them. Empty ones are left out, inside lists and
 * objects as well, unless they are to be sent.
 *
 * @param problems collects the errors of single properties; those are left out
 * @returns undefined if there are none
 * @throws ItemError if they are too large in total
 */
export function checkProperties(
	given: Record<string, unknown>,
	rules: PropertyRules,
	problems: Problems,
	emptyValues: EmptyValues = 'skip',
): IDataObject | undefined {
	const entries: Array<[string, unknown]> = [];
	for (const [name, value] of Object.entries(given)) {
		const sent = emptyValues === 'send' ? value : applyEmptyValues(value, 'skip');
		const checked = attempt(name, sent, rules, problems);
		if (checked === undefined) continue;
		if (emptyValues === 'send' || !isEmpty(checked)) entries.push([name, checked]);
	}
	if (entries.length === 0) return undefined;
	const properties = Object.fromEntries(keepMost(entries, problems)) as IDataObject;
	if (Buffer.byteLength(JSON.stringify(properties)) > rules.bytes) {
		throw new ItemError(
			`The properties are larger than the ${rules.bytes / 1024} KB that Braze accepts.`,
		);
	}
	return properties;
}

function keepMost<Entry>(entries: Entry[], problems: Problems): Entry[] {
	if (entries.length <= MOST_PROPERTIES) return entries;
	problems
		.within('', problems.part && { ...problems.part, kind: 'properties' })
		.add(
			new ItemError(
				`There are ${entries.length} properties, but Braze keeps only ${MOST_PROPERTIES}, so the last ${entries.length - MOST_PROPERTIES} are not sent.`,
			),
		);
	return entries.slice(0, MOST_PROPERTIES);
}

function attempt(name: string, value: unknown, rules: PropertyRules, problems: Problems): unknown {
	if (value === undefined) return undefined;
	try {
		return checkProperty(name, value, rules, problems);
	} catch (error) {
		problems.add(error, { field: name, value });
		return undefined;
	}
}

function checkProperty(
	name: string,
	value: unknown,
	{ reserved, keepsRest }: PropertyRules,
	problems: Problems,
): unknown {
	if (reserved.has(name)) {
		throw new ItemError(`Property "${name}" has a name that Braze reserves. Rename it.`);
	}
	if (name === '' || isLonger(name, TEXT_LENGTH) || name.startsWith('$')) {
		throw new ItemError(
			`Property "${short(name)}" needs a name of 1 to ${TEXT_LENGTH} characters that does not start with $.`,
		);
	}
	let subject = 'has a name that ';
	try {
		checkEventText(name);
		subject = '';
		if (keepsRest !== true) return checkPropertyValue(value, true);
		return checkPropertyValue(value, true, problems.within(`Property "${short(name)}" `));
	} catch (error) {
		return rename(`Property "${short(name)}" ${subject}`, error);
	}
}

/**
 * @param isText whether it is a property's own text: inside lists and objects Braze names no length
 * @param problems collects the errors of values inside objects, which are left out; without it, one of
 *   them costs the whole
 */
function checkPropertyValue(value: unknown, isText: boolean, problems?: Problems): unknown {
	const plain = toIsoDate(value) ?? value;
	if (typeof plain === 'number') return checkNumber(plain);
	if (typeof plain === 'string')
		return isText ? checkEventText(plain) : trimInvisible(checkLetters(plain));
	if (Array.isArray(plain)) return checkPropertyList(plain, problems);
	if (!isPlainObject(plain)) {
		if (typeof plain !== 'object' || plain === null) return plain;
		throw new ItemError('has a type that Braze cannot store.');
	}
	const entries = Object.entries(plain).filter(([, inner]) => inner !== undefined);
	return Object.fromEntries(
		entries.flatMap(([key, inner]) => {
			const entry = (rest?: Problems) => [
				named('has a key that ', () => checkLetters(key)),
				named(rest ? '' : `.${short(key)} `, () => checkPropertyValue(inner, false, rest)),
			];
			if (problems === undefined) return [entry()];
			const own = problems.within(`.${short(key)} `);
			try {
				return [entry(own)];
			} catch (error) {
				own.add(error, { field: key, value: inner });
				return [];
			}
		}),
	);
}

/** Source: event object, "Event properties object": lists hold no datetimes. */
function checkPropertyList(list: readonly unknown[], problems?: Problems): unknown[] {
	if (list.some(Array.isArray)) {
		throw new ItemError(
			'is a list that holds lists, which Braze does not accept. Make one list of it, e.g. with {{ $json.field.flat() }}.',
		);
	}
	if (list.some(isDate)) {
		throw new ItemError(
			'is a list of dates, which Braze does not accept, as text neither. Map each date as a property of its own, or all of them as one text, e.g. with {{ $json.field.join(", ") }}.',
		);
	}
	return list.map((element, index) =>
		named(`[${index}] `, () => checkPropertyValue(element, false, problems?.within(`[${index}] `))),
	);
}

function isDate(value: unknown): boolean {
	return toIsoDate(value) !== undefined || (typeof value === 'string' && isDateText(value.trim()));
}
