import { isPlainText, trimInvisible } from './invisible';
import { ItemError } from './itemError';
import { charactersOf, isLonger, TEXT_BYTES, TEXT_LENGTH } from './limits';

/** The trace of a lost letter: half a character, or the replacement character. */
const LOST_LETTERS = /[\ufffd\p{Cs}]/u;

/** A faster check for characters that could be one of these. */
const SUSPECT = /[\ud800-\udfff\ufffd]/;

/** What JavaScript writes for an object that is made a text, e.g. by inserting it into one. */
const LOST_OBJECT = /\[object [A-Z]\w*\]/;

/**
 * Checks that a text has lost no letters and no object, which would overwrite correct ones, and drops halves of
 * characters, which say nothing.
 *
 * @throws ItemError for what is lost; the message follows the field's name
 */
export function checkLetters(text: string): string {
	checkObjects(text);
	if (!SUSPECT.test(text)) return text;
	if (text.includes('\ufffd')) {
		throw new ItemError(
			'has lost letters: the character U+FFFD stands where they were. Read the data in its own encoding, e.g. UTF-8, where it comes from.',
		);
	}
	return withoutHalves(text);
}

function checkObjects(text: string): void {
	// (Most texts have no bracket.)
	const lost = text.includes('[object ') ? LOST_OBJECT.exec(text) : null;
	if (lost === null) return;
	throw new ItemError(
		`contains ${lost[0]}, which stands for an object that was inserted as text. Insert one of its fields, e.g. {{ $json.field.name }}.`,
	);
}

/** A text, number or boolean as text; '' for anything else. */
export function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? String(value)
		: '';
}

/** Whether a name has lost letters or halves of characters. */
export function hasLostLetters(name: string): boolean {
	return !isPlainText(name) && LOST_LETTERS.test(name);
}

/** Drops lone halves of surrogate pairs. */
export function withoutHalves(text: string): string {
	return text.replace(/\p{Cs}/gu, '');
}

/**
 * Checks a text and trims it, as Braze does; surrounding invisible characters are dropped as well.
 *
 * @throws ItemError for lost letters or too many characters; the message follows the field's name
 */
export function checkText(given: string): string {
	if (given.length <= TEXT_LENGTH && isPlainText(given)) {
		checkObjects(given);
		return given.trim();
	}
	const text = trimInvisible(checkLetters(given));
	if (!isLonger(text, TEXT_LENGTH)) return text;
	throw new ItemError(
		`has ${charactersOf(text)} characters, but Braze accepts only ${TEXT_LENGTH}. Shorten it, e.g. with {{ [...$json.field].slice(0, ${TEXT_LENGTH}).join("") }}.`,
	);
}

/**
 * Checks a name, or a text in an event. Braze would cut longer ones, which makes them different ones.
 *
 * @throws ItemError like {@link checkText}
 */
export function checkEventText(given: string): string {
	const text = checkText(given);
	if (!hasTooManyBytes(text)) return text;
	throw new ItemError(
		`has ${Buffer.byteLength(text)} bytes, but Braze keeps only ${TEXT_BYTES} and cuts the rest. Shorten it.`,
	);
}

/** Whether Braze would cut a name, or a text in an event. */
export function hasTooManyBytes(text: string): boolean {
	return Buffer.byteLength(text) > TEXT_BYTES;
}
