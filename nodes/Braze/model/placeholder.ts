import { UNKNOWN_WORDS } from './unknownWords';

/**
 * What programs write for a value that is missing, and never for anything else. People who have it as
 * an identifier would all become one.
 */
const OF_PROGRAMS = new Set([
	'invalid date',
	'invalid datetime',
	'nan',
	'null',
	'undef',
	'undefined',
]);

/** The same of an object, which has no text: `[object Object]`. (An object lesson is something.) */
const OBJECT = /^[\p{P}\p{S}\s]*\[object \w+\][\p{P}\p{S}\s]*$/iu;

/** What people, spreadsheets and other programs write for an unknown person. */
const OF_PEOPLE = new Set([
	...UNKNOWN_WORDS,
	'anonymous',
	'blank',
	'empty',
	'prefer not to say',
	'tba',
	'tbc',
	'tbd',
]);

/** What a spreadsheet writes where a formula failed: `#REF!`, `#DIV/0!`. */
const OF_SPREADSHEETS =
	/^#(?:BLOCKED|CALC|CONNECT|DIV\/0|ERROR|FIELD|GETTING_DATA|NAME|NULL|NUM|REF|SPILL|UNKNOWN|VALUE)[!?]?$/i;

/** The same in the files of Excel in German, French, Spanish, Italian, Portuguese, Dutch, Polish and Russian. */
const OF_OTHER_SPREADSHEETS =
	/^#(?:NV|N\/[BD]!?|Н\/Д|(?:BEZUG|WERT|ZAHL|ÜBERLAUF|VALEUR|NOM|NOMBRE|NUL|RIF|VALORE?|NOME|NULLO|NÚM|NULO|VERW|WAARDE|NAAM|GETAL|LEEG|ADR|ARG|NAZWA|LICZBA|ССЫЛКА|ЗНАЧ|ИМЯ|ЧИСЛО|ПУСТО)[!?]|¡(?:REF|VALOR|NUM|NULO|DIV\/0)!|¿NOMBRE\?)$/;

/** What encloses what was to be filled in: `{{ $json.id }}` in a field that is Fixed, `${id}`, `%%id%%`, `*|ID|*`. */
const UNFILLED = [
	['{{', '}}'],
	['${', '}'],
	['%%', '%%'],
	['*|', '|*'],
] as const;

/** One of these is in all of them; most identifiers have none. */
const SIGNS = /[#{%*]/;

/** None of the others has a digit; most identifiers have one. */
const NEVER = /\d/;

/** The longest placeholder, in characters. Longer texts are only punctuation, or identify someone. */
const LONGEST = 60;

/** (By far the most texts without a digit, and quick to look up.) */
const WORD = /^[a-z]+$/i;

/** Quotes, brackets and the like around them: `(null)`, `<nil>`, `#N/A`, `“undefined”`, `-nan`. */
const AROUND = /^[\p{P}\p{S}\s]+|[\p{P}\p{S}\s]+$/gu;

/** What stands between them where several values were put together. */
const BETWEEN_VALUES = /[\s_:|,./@-]+/;
const BETWEEN_WORDS = /[\s_:|,@-]+/;

/** What a program that had no value wrote before an @. (Nan and Null are names of people.) */
const NOBODY = /^\s*undef(?:ined)?@/i;

/** An address that says the same before and after the @: `none@none.com`. */
const TWICE = /^\s*(\w{2,12})@\1\.[\w.]+\s*$/i;

/** Whether an email address belongs to no one: `undefined@example.com`, `none@none.com`. */
export function isEmailOfNobody(email: string): boolean {
	if (NOBODY.test(email)) return true;
	const word = TWICE.exec(email)?.[1].toLowerCase();
	return word !== undefined && (OF_PROGRAMS.has(word) || OF_PEOPLE.has(word));
}

/**
 * Also as .NET writes it, in braces or without hyphens.
 * Source: https://www.rfc-editor.org/rfc/rfc9562#name-nil-uuid
 */
const NIL_UUID = /^\{?0{8}(-?)(?:0{4}\1){3}0{12}\}?$/;

/** What people without an email become where emails are hashed: the empty text as MD5, SHA-1 and SHA-256. */
const HASHES_OF_NOTHING = new Set([
	'd41d8cd98f00b204e9800998ecf8427e',
	'da39a3ee5e6b4b0d3255bfef95601890afd80709',
	'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
]);
const FEWEST_HASH_DIGITS = 32;

/** Whether a text says that a program had no value: `undefined`, `null-null`, `[object Object]`. */
export function isLeftByProgram(text: string): boolean {
	if (SIGNS.test(text) && (isOfSpreadsheet(text) || isUnfilled(text))) return true;
	if (isEmailOfNobody(text)) return true;
	if (NEVER.test(text)) return text.length >= FEWEST_HASH_DIGITS && isNumberOfNothing(text);
	if (text.length > LONGEST) return false;
	if (WORD.test(text) && text !== 'None') return OF_PROGRAMS.has(text.toLowerCase());
	const plain = bare(text);
	// (NULL of MySQL's files, and Python's None, which no one else writes with a capital.)
	if (
		OF_PROGRAMS.has(plain) ||
		OBJECT.test(text.normalize('NFKC')) ||
		text === '\\N' ||
		text === 'None'
	)
		return true;
	return plain.split(BETWEEN_VALUES).every((word) => OF_PROGRAMS.has(word));
}

/** A text in lower case, without what stands around it. (NFKC turns full-width letters into ordinary ones.) */
function bare(text: string): string {
	return text.normalize('NFKC').toLowerCase().replace(AROUND, '');
}

function isOfSpreadsheet(text: string): boolean {
	return OF_SPREADSHEETS.test(text) || OF_OTHER_SPREADSHEETS.test(text);
}

function isNumberOfNothing(text: string): boolean {
	return NIL_UUID.test(text) || HASHES_OF_NOTHING.has(text.toLowerCase());
}

function isUnfilled(text: string): boolean {
	return UNFILLED.some(([open, close]) => {
		const start = text.indexOf(open);
		return start !== -1 && text.includes(close, start + open.length);
	});
}

/** Whether a name is what JavaScript makes of nothing, or of an object: `undefined`, `q-[object Object]`. */
export function isNoName(name: string): boolean {
	return /^\s*(?:undefined|null|nan)\s*$|\[object \w+\]/i.test(name);
}

/**
 * Whether a text identifies nobody: it says that there was no value, or that it is not known. So does
 * punctuation alone (`-`, `--`, `?`). The digit 0 may be someone's ID.
 */
export function isPlaceholder(text: string): boolean {
	if (isLeftByProgram(text)) return true;
	if (NEVER.test(text)) return false;
	if (WORD.test(text)) return OF_PEOPLE.has(text.toLowerCase());
	if (/^[\p{P}\s]*$/u.test(text)) return true;
	if (text.length > LONGEST) return false;
	const plain = bare(text).replace(/\s*[\\/]\s*/g, '/');
	if (OF_PEOPLE.has(plain) || OF_PEOPLE.has(plain.replace(/[_-]+/g, ' '))) return true;
	// (Na Na can be a person.)
	return plain
		.split(BETWEEN_WORDS)
		.every((word) => word.length > 2 && (OF_PEOPLE.has(word) || OF_PROGRAMS.has(word)));
}
