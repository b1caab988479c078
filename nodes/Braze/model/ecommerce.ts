import type { IDataObject } from 'n8n-workflow';

import { currencyCode } from './currencies';
import {
	DISCOUNT,
	IN_WORDS,
	type Kind,
	LINE,
	problemOfEcommerceName,
	type Schema,
	SCHEMAS,
} from './ecommerceSchemas';
import { isEmpty } from './emptyValues';
import { ItemError, Problems } from './itemError';
import { charactersOf, isLonger, TEXT_LENGTH } from './limits';
import { isNothing } from './nothing';
import { readNumber } from './numbers';
import { isPlainObject } from './objects';
import { short } from './shownValue';
import { few, listed } from './wording';

/** How many problems of an event are named, and how many notes; a list of products may have any number. */
const NAMED = 20;

/** What is wrong with an event, and what else to say about it. */
interface Findings {
	problems: string[];
	notes: string[];
}

/**
 * Fits the properties of a recommended eCommerce event to what Braze takes: numeric text becomes a
 * number where one is due, a number becomes text where that is, empty ones are left out, and what is not
 * part of the event goes into `metadata`. Any other event's properties stay as they are.
 *
 * @param problems collects remarks on an event that is sent
 * @returns undefined for an event without properties
 * @throws ItemError naming every property that is missing or wrong
 */
export function fitEcommerceEvent(
	name: string,
	properties: IDataObject | undefined,
	problems = new Problems(),
): IDataObject | undefined {
	const schema = SCHEMAS.get(name);
	if (schema === undefined) {
		const problem = problemOfEcommerceName(name);
		if (problem !== undefined) problems.remark(`event "${name}"`, `Event "${name}": ${problem}`);
		return properties;
	}
	const found: Findings = { problems: [], notes: [] };
	const fitted = fit(properties ?? {}, schema, '', found);
	if (name === 'ecommerce.cart_updated') found.problems.push(...checkCartTotal(fitted));
	if (found.problems.length > 0) throw new ItemError(`${few(found.problems, NAMED).join('; ')}.`);
	for (const note of few(found.notes, NAMED))
		problems.remark(`event "${name}"`, `Event "${name}": ${note}`);
	return fitted;
}

/** Whether an event is one of those that Braze takes only by their schema. */
export function isEcommerceEvent(name: string): boolean {
	return SCHEMAS.has(name);
}

/** The total is needed unless the cart is only added to or taken from. */
function checkCartTotal({ action, total_value: total }: IDataObject): string[] {
	return total === undefined && action !== 'add' && action !== 'remove'
		? ['total_value is missing (required unless action is add or remove)']
		: [];
}

function fit(
	given: Record<string, unknown>,
	schema: Schema,
	where: string,
	found: Findings,
): IDataObject {
	const fitted: Record<string, unknown> = {};
	for (const [name, rule] of Object.entries(schema)) {
		const kind = rule.replace('!', '') as Kind;
		const value = given[name];
		const problem = { at: `${where}${name}`, found };
		// (An SDK of Braze's takes blank text for none.)
		if (isNothing(value)) {
			if (rule.endsWith('!')) found.problems.push(`${problem.at} (${IN_WORDS[kind]}) is missing`);
		} else {
			fitted[name] = READERS[kind](value, problem);
		}
	}
	return withMetadata(fitted, given, schema, where, found);
}

/** What is not part of the schema goes into `metadata`, where Braze takes anything. */
function withMetadata(
	fitted: Record<string, unknown>,
	given: Record<string, unknown>,
	schema: Schema,
	where: string,
	found: Findings,
): IDataObject {
	const others = Object.entries(given).filter(
		([name, value]) => !Object.hasOwn(schema, name) && value !== undefined,
	);
	if (others.length === 0) return fitted as IDataObject;
	if (!Object.hasOwn(schema, 'metadata')) {
		const names = few(
			others.map(([name]) => `"${short(name)}"`),
			NAMED,
		).join(', ');
		found.notes.push(`${where.slice(0, -1)} takes no ${names}, so it was left out.`);
		return fitted as IDataObject;
	}
	const metadata = (fitted.metadata ?? {}) as IDataObject;
	for (const [name] of others) {
		if (Object.hasOwn(metadata, name))
			found.problems.push(`${where}${name} is in metadata as well`);
	}
	return { ...fitted, metadata: { ...metadata, ...Object.fromEntries(others) } };
}

/** Where a value stands, and where to say what is wrong with it. */
interface Place {
	at: string;
	found: Findings;
}

/**
 * Returns a value as Braze takes it: Braze prescribes the kind, so the text `3` can only mean the number.
 *
 * @returns undefined for a wrong value, after recording the problem at the place
 */
type Reader = (value: unknown, place: Place) => unknown;

const READERS: Readonly<Record<Kind, Reader>> = {
	text: readText,
	amount: (value, place) => {
		const number = readNumber(value);
		if (!Number.isFinite(number)) return wrong(place, 'must be a number');
		return number < 0 ? wrong(place, 'must not be negative') : number;
	},
	'whole number': (value, place) => {
		const number = readNumber(value);
		if (!Number.isSafeInteger(number)) return wrong(place, 'must be a whole number');
		return number < 0 ? wrong(place, 'must not be negative') : number;
	},
	currency: (value, place) =>
		currencyCode(value) ??
		wrong(place, 'must be a code of ISO 4217, with three letters, such as USD'),
	action: (value, place) => oneOf(['add', 'remove', 'replace'], value, place),
	alerts: (value, place) => {
		const list: readonly unknown[] = Array.isArray(value) ? value : [value];
		return list.map((one, index) =>
			oneOf(['price_drop', 'back_in_stock'], one, { ...place, at: `${place.at}[${index}]` }),
		);
	},
	object: (value, place) => (isPlainObject(value) ? value : wrong(place, 'must be an object')),
	discounts: (value, place) => readObjects(value, DISCOUNT, place),
	products: (value, place) => {
		if (!isEmpty(value)) return readObjects(value, LINE, place);
		return wrong(place, 'must be a list of at least one product');
	},
};

function readText(value: unknown, place: Place): unknown {
	const text = Number.isSafeInteger(value) ? String(value) : value;
	if (typeof text !== 'string') return wrong(place, 'must be text');
	if (!isLonger(text, TEXT_LENGTH)) return text.trim();
	return wrong(
		place,
		`has ${charactersOf(text)} characters, but Braze accepts only ${TEXT_LENGTH}`,
	);
}

function oneOf(choices: readonly string[], value: unknown, place: Place): unknown {
	const text = typeof value === 'string' ? value.trim().toLowerCase() : value;
	const choice = choices.find((one) => one === text);
	return choice ?? wrong(place, `must be ${listed(choices, 'or')}`);
}

/** A single object is a list of one. */
function readObjects(value: unknown, schema: Schema, { at, found }: Place): unknown {
	const list: readonly unknown[] = isPlainObject(value) ? [value] : (value as unknown[]);
	if (!Array.isArray(list)) return wrong({ at, found }, 'must be a list');
	return list.map((one: unknown, index) => {
		const where = `${at}[${index}]`;
		return isPlainObject(one)
			? fit(one, schema, `${where}.`, found)
			: wrong({ at: where, found }, 'must be an object');
	});
}

function wrong({ at, found }: Place, problem: string): unknown {
	found.problems.push(`${at} ${problem}`);
	return undefined;
}
