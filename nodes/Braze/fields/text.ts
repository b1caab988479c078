import type { Item, PerItem } from '../mapping/perItem';
import { noChoice } from '../model/choice';
import { checkBrazeId, checkIdText } from '../model/idText';
import { isBlank, trimInvisible, withoutInvisible } from '../model/invisible';
import { ItemError, named } from '../model/itemError';
import { MissingPart } from '../model/missingPart';
import { isUnset } from '../model/nothing';
import { checkNumber } from '../model/numbers';
import { isLeftByProgram } from '../model/placeholder';
import { isNoAnswer, notAState, readState } from '../model/subscriptions';

/**
 * Reads a required text. Surrounding blanks and invisible characters are dropped; a number is accepted as text.
 *
 * @param label the field's display name
 * @param bytes its maximum length, in UTF-8
 * @throws ItemError that names the field and says what to do
 */
export function readText(
	source: PerItem<unknown>,
	label: string,
	item: Item,
	bytes = Infinity,
): string {
	const value = named(`${label} `, () => source(...item));
	if (isUnset(value)) {
		throw empty(label);
	}
	if (value instanceof MissingPart) throw new ItemError(`${label} ${value.problem}`);
	if (typeof value === 'number') named(`${label} `, () => checkNumber(value));
	else if (typeof value !== 'string') {
		throw new ItemError(`${label} must be text, not ${kindOf(value)}.`, { value });
	}
	const text = trimInvisible(String(value));
	if (text === '') throw empty(label);
	if (Buffer.byteLength(text) > bytes) {
		throw new ItemError(`${label} is longer than the ${bytes} bytes that Braze accepts.`, {
			value: text,
		});
	}
	return text;
}

/** Reads an optional text; undefined if the item has none. */
export function readOptionalText(
	source: PerItem<unknown>,
	label: string,
	item: Item,
): string | undefined {
	const value = named(`${label} `, () => source(...item));
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'string' && isBlank(value)) return undefined;
	return readText(() => value, label, item);
}

/** Reads one of a few texts, ignoring case: Braze itself returns states capitalized. */
export function readChoice<Choice extends string>(
	source: PerItem<unknown>,
	label: string,
	choices: readonly Choice[],
	item: Item,
): Choice {
	const text = readText(source, label, item);
	const choice = choices.find((one) => one.toLowerCase() === text.toLowerCase());
	if (choice === undefined) throw noChoice(text, choices, label);
	return choice;
}

/** Reads the required new state of a subscription. */
export function readSubscriptionState<State extends string>(
	source: PerItem<unknown>,
	states: readonly [State, ...State[]],
	item: Item,
): State | 'unsubscribed' {
	const value = named('Subscription State ', () => source(...item));
	if (isNoAnswer(value)) {
		throw empty(
			'Subscription State',
			'Choose a state, map a field that has an answer in every item',
		);
	}
	const state = readState(value, states);
	if (state !== undefined) return state;
	throw new ItemError(`Subscription State ${notAState(states)}`, { value });
}

/**
 * Reads a text that becomes an encoded segment of a request's path. Encoding does not help against `.`
 * and `..`: `%2E%2E` leads to the parent folder as well.
 */
export function readPathSegment(source: PerItem<unknown>, label: string, item: Item): string {
	const text = withoutInvisible(readText(source, label, item));
	if (text === '.' || text === '..') throw new ItemError(`${label} cannot be "${text}".`);
	checkIdText(text, label, isLeftByProgram);
	return text;
}

/**
 * Reads the ID of something in the workspace, such as a campaign.
 *
 * @throws ItemError for a text that is not an ID
 */
export function readId(source: PerItem<unknown>, label: string, item: Item): string {
	return checkBrazeId(withoutInvisible(readText(source, label, item)), label);
}

/** The same for an ID that an item need not have. */
export function readOptionalId(
	source: PerItem<unknown>,
	label: string,
	item: Item,
): string | undefined {
	const id = readOptionalText(source, label, item);
	return id === undefined ? undefined : readId(() => id, label, item);
}

function empty(label: string, what = 'Map a field that has a value in every item'): ItemError {
	return new ItemError(`${label} is empty. ${what}, or filter such items out first.`);
}

function kindOf(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
