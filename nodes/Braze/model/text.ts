import { isPlainText, trimInvisible } from './invisible';
import { ItemError } from './itemError';
import { charactersOf, isLonger, TEXT_BYTES, TEXT_LENGTH } from './limits';

/** What a text has where a letter was lost: half a character, or the character that stands for it. */
const LOST_LETTERS = /[\ufffd\p{Cs}]/u;

/** What may be one of these, as a quicker look finds it. */
const SUSPECT = /[\ud800-\udfff\ufffd]/;

/**
 * A text as it may leave: no letters lost, and no character cut in half. A half says nothing, so it is
 * dropped; lost letters would be written over right ones.
 *
 * @throws ItemError for lost letters; follows the field's name
 */
export function checkLetters(text: string): string {
	if (!SUSPECT.test(text)) return text;
	if (text.includes('\ufffd')) {
		throw new ItemError(
			'has lost letters: the character U+FFFD stands where they were. Read the data in its own encoding, e.g. UTF-8, where it comes from.',
		);
	}
	return withoutHalves(text);
}

/** A text, number or boolean as text; '' for anything else. */
export function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? String(value)
		: '';
}

/** Whether letters of a name were lost, or one of its characters was cut in half. */
export function hasLostLetters(name: string): boolean {
	return !isPlainText(name) && LOST_LETTERS.test(name);
}

/** A text without lone halves of surrogate pairs. */
export function withoutHalves(text: string): string {
	return text.replace(/\p{Cs}/gu, '');
}

/**
 * A text as Braze stores it, which trims it; invisible characters around it go, too.
 *
 * @throws ItemError for one with lost letters or too many characters; follows the field's name
 */
export function checkText(given: string): string {
	if (given.length <= TEXT_LENGTH && isPlainText(given)) return given.trim();
	const text = trimInvisible(checkLetters(given));
	if (!isLonger(text, TEXT_LENGTH)) return text;
	throw new ItemError(
		`has ${charactersOf(text)} characters, but Braze accepts only ${TEXT_LENGTH}. Shorten it, e.g. with {{ [...$json.field].slice(0, ${TEXT_LENGTH}).join("") }}.`,
	);
}

/**
 * A name, or a text in an event, as Braze stores it: what is longer it cuts, so that it is another.
 *
 * @throws ItemError as {@link checkText}
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
	// (A UTF-16 code unit has three bytes at most.)
	return text.length * 3 > TEXT_BYTES && Buffer.byteLength(text) > TEXT_BYTES;
}
