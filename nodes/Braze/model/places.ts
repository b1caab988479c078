import { yesOrNo } from './boolean';
import { TITLES } from './countryNames';
import { fold } from './fold';
import { once } from './once';
import { isPlaceholder } from './placeholder';
import {
	codesOfThreeLetters,
	findCountries,
	foldCountry,
	LANGUAGES,
	LETTERS,
	nameCountriesAbroad,
	nameCountriesAtHome,
	nameCountriesInEnglish,
	nameLanguages,
	nameLanguagesAbroad,
} from './placeNames';

/*
 * Countries and languages, as the platform's Intl knows them: Braze sets what it cannot match to null
 * without a word, so nothing else is sent.
 * Source: https://www.braze.com/docs/api/objects_filters/user_attributes_object/
 */

const countryCodes = once(findCountries);
const alpha3 = once(() => codesOfThreeLetters(countryCodes()));
const englishCountries = once(() => nameCountriesInEnglish(countryCodes()));
const countriesAtHome = once(() => nameCountriesAtHome(countryCodes()));
const countriesAbroad = once(() => nameCountriesAbroad(countryCodes()));
const languageNames = once(nameLanguages);
const languagesAbroad = once(nameLanguagesAbroad);

/** The longest name of a country or language, or browser's list of languages, in characters. */
const LONGEST_NAME = 200;

/**
 * The code of a country, ISO 3166-1 alpha-2: from itself, from its three-letter code, or from a
 * name in English, in the country's main language, or in the languages of Braze's markets. UK,
 * reserved for the United Kingdom, is GB.
 *
 * @returns undefined for anything but a country, for a name that several share, and for a code that is
 *   written like an answer: far more people who write "No" or "na" mean no or n/a than Norway or Namibia
 */
export function countryCode(text: string): string | undefined {
	if (countryCodes().has(text)) return text;
	if (text.length > LONGEST_NAME) return undefined;
	const given = text.normalize('NFKC').trim();
	const code = given.toUpperCase();
	if (countryCodes().has(code)) return code === given || !isAnswer(given) ? code : undefined;
	const flag = FLAG.exec(given);
	if (flag !== null) return countryCode(given.replace(FLAG, '')) ?? countryCode(lettersOf(flag[0]));
	if (/^U\.?K\.?(?:\s*[(,].*)?$/.test(code)) return 'GB';
	if (/^U\.?S\.?(?:A\.?)?$/.test(code)) return 'US';
	const three = alpha3().get(code);
	// (Nga is Russia in Vietnamese, NGA Nigeria.)
	if (three !== undefined && (given === code || given === code.toLowerCase())) return three;
	for (const spelling of spellingsOf(given)) {
		const found = englishCountries().get(foldCountry(spelling));
		if (found !== undefined) return found;
	}
	const folded = foldCountry(given);
	return countriesAtHome().get(folded) ?? countriesAbroad().get(folded) ?? three;
}

/** Whether a text says yes, no or nothing in some language: `no`, `na`, `Si`. */
function isAnswer(text: string): boolean {
	return yesOrNo(text) !== undefined || isPlaceholder(text);
}

/** The letters of a code, as a flag is written. Source: https://www.unicode.org/reports/tr51/#Flags */
const FLAG = /\p{RI}{2}/u;
const FIRST_REGIONAL_INDICATOR = 0x1f1e6;

function lettersOf(flag: string): string {
	return Array.from(
		flag,
		(letter) => LETTERS[(letter.codePointAt(0) ?? 0) - FIRST_REGIONAL_INDICATOR],
	).join('');
}

/** A name and other ways to write it: `Korea, Republic of`, `Korea (Republic of)`, without its title. */
function spellingsOf(text: string): string[] {
	const name = text.replace(/\s*\((?:the|french part|dutch part)\)$/i, '');
	const inverted = /^(.+?)(?:,\s*|\s*\()(.*\b(?:of|of the))\)?$/i.exec(name);
	const whole = inverted === null ? name : `${inverted[2]} ${inverted[1]}`;
	const spellings = [name, whole, whole.replace(/^the /i, '').replace(TITLES, '')];
	// (A remark after the name: "Vatican City (Holy See)", "Macao, China".)
	const remarked = /^([^,(]{4,}?)\s*(?:\(|,\s*(.*))/.exec(name);
	if (remarked !== null && !AMBIGUOUS.has(foldCountry(remarked[1]))) {
		const place = remarked.at(2);
		if (place === undefined || saysMore(place)) spellings.push(remarked[1]);
	}
	return spellings;
}

/**
 * Whether what comes after a country's name and a comma is about the country. (In "Lebanon, PA" and
 * "Cuba, USA" the name is a town's.)
 */
function saysMore(place: string): boolean {
	if (/\b(?:dem|fed|islamic|kingdom|plurinational|rep|republic|state|union)\b/i.test(place))
		return true;
	const code = englishCountries().get(foldCountry(place));
	return code !== undefined && code !== 'US';
}

/** Names that mean another country with a word after them. */
const AMBIGUOUS = new Set(
	[
		'Congo',
		'Korea',
		'Samoa',
		'Guinea',
		'Virgin Islands',
		'Saint Martin',
		'Sint Maarten',
		'Sint-Maarten',
		'Georgia',
		'Ireland',
		'China',
		'Sudan',
	].map((name) => foldCountry(name)),
);

/**
 * The code of a language that Braze takes: from itself, from a locale such as `en-AU`, or from its
 * name in English, in itself, or in the languages of Braze's markets, also with a country after it
 * (`English (US)`).
 *
 * @returns undefined for any other
 */
export function languageCode(text: string): string | undefined {
	if (LANGUAGES.has(text)) return text;
	if (text.length > LONGEST_NAME) return undefined;
	// (A browser lists several, the preferred first: `en-GB,en;q=0.9`. Unix adds an encoding: `en_GB.UTF-8`.)
	const code = /^\s*([a-z]{2,3})(?:[-_][a-z\d]+)*(?:\.[\w-]+)?\s*(?:[,;].*;\s*q=[\d.]+\s*)?$/i
		.exec(text)?.[1]
		.toLowerCase();
	if (code !== undefined) {
		const known = brazeLanguage(code);
		if (known !== undefined) return known;
	}
	const alone = /^([^(（,，]+?)\s*(?:[(（].*|[,，].*| [-–] .*)$/.exec(text.trim())?.[1];
	const plain = text.replace(VARIANT, '');
	for (const name of [text, alone ?? text, plain]) {
		const folded = fold(name);
		const atHome = languageNames().get(folded);
		if (atHome !== undefined) return atHome;
		// (Malay calls Irish "Ireland", where English is spoken by more.)
		if (englishCountries().has(foldCountry(name))) return undefined;
		const abroad = languagesAbroad().get(folded);
		if (abroad !== undefined) return abroad;
	}
	return undefined;
}

/** How English names a language's variety or script: `British English`. */
const VARIANT =
	/^\s*(?:american|australian|brazilian|british|canadian|european|latin american|mexican|simplified|traditional|u[sk])\s+|\s+u[sk]\s*$/i;

/** Braze's code for a code in any form (`iw` is `he`, `eng` is `en`). Braze's Norwegian is Bokmål. */
function brazeLanguage(code: string): string | undefined {
	if (LANGUAGES.has(code)) return code;
	const current = code === 'no' ? 'nb' : new Intl.Locale(code).language;
	return LANGUAGES.has(current) ? current : undefined;
}
