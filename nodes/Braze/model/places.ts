import { yesOrNo } from './boolean';
import { ALPHA_3, OTHER_NAMES, TITLES } from './countryNames';
import { fold } from './fold';
import { isPlaceholder } from './placeholder';

/*
 * Countries and languages, as the platform's Intl knows them: Braze sets what it cannot match to null
 * without a word, so nothing else is sent.
 * Source: https://www.braze.com/docs/api/objects_filters/user_attributes_object/
 */

/**
 * The codes that Intl has names for, but that are not countries of ISO 3166-1: "exceptionally
 * reserved" ones, and outlying Oceania. (Of those that users may assign, it names XK alone for a
 * country.) Source: https://www.iso.org/glossary-for-iso-3166.html
 */
const RESERVED = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN']);
const NO_COUNTRY = /^(?:X[A-JL-Z]|ZZ)$/;

/**
 * The languages that Braze takes, most of ISO 639-1 and some others.
 * Source: https://www.braze.com/docs/user_guide/data/unification/user_data/language_codes/
 */
const LANGUAGES = new Set(
	`af agq ak am ar as ay az bas be bem bez bg bn bo br bs ca cgg chr cs cy da dav de dje dua dyo dz
	ebu ee el en eo es et eu ewo fa ff fi fil fo fr ga gd gl gn gsw gu guz gv ha haw he hi hr hu hy id
	ig ii is it iu ja jmc jv ka kab kam ki kk kl kln km kn ko ks ksb ksf ku kw ky la lb lg ln lo lt lu
	luo luy lv mas mer mfe mg mk ml mn mo mr ms mt mua my naq nb nd ne nl nn nus nyn om pa pl ps pt qu
	rm ro rof ru rw rwk sa saq sbp sd se seh shi si sk sl sn so sq sr sv sw swc ta te teo tg th ti tk tl
	to tr tt twq tzm ug uk ur uz vai vi vun xh yav yi yo zh zu`.split(/\s+/),
);

/** The languages of Braze's markets, in which people may write the names of countries and languages. */
const MARKETS =
	'ar bg cs da de el es fi fr he hi hr hu id it ja ko ms nb nl pl pt ro ru sk sv th tr uk vi zh zh-Hant'.split(
		' ',
	);

/** Languages of a place or in a script, for which Intl has names of their own: Flemish, 简体中文. */
const DIALECTS =
	'ar-001 de-AT de-CH en-GB en-US es-419 es-ES es-MX fa-AF fr-CA fr-CH nl-BE pt-BR pt-PT ro-MD zh-Hans zh-Hant'.split(
		' ',
	);

/** Names that Intl lacks. */
const OTHER_LANGUAGE_NAMES: ReadonlyArray<readonly [name: string, code: string]> = [
	['Castellano', 'es'],
	['Farsi', 'fa'],
	['Mandarin', 'zh'],
	['Mandarin Chinese', 'zh'],
];

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** Names, folded, with their code; null for a name of several. */
type Names = Map<string, string | null>;

/** Made when first needed: to ask Intl takes its time. */
const once = <T>(make: () => T): (() => T) => {
	let made: T | undefined;
	return () => (made ??= make());
};

const countryCodes = once(findCountries);
const alpha3 = once(
	() => new Map(ALPHA_3.map((code, index) => [code, [...countryCodes()][index]])),
);
const englishCountries = once(nameCountriesInEnglish);
const countriesAtHome = once(nameCountriesAtHome);
const countriesAbroad = once(() => namesAbroad('region', [...countryCodes()], (code) => code));
const languageNames = once(nameLanguages);
const languagesAbroad = once(() => namesAbroad('language', [...LANGUAGES, 'no'], brazeLanguage));

/** Characters of a name of a country or language, or of a browser's list of languages: a longer text is none. */
const LONGEST_NAME = 200;

/**
 * The code of a country, ISO 3166-1 alpha-2: from itself, from the code of three letters, or from a
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
		if (found !== undefined) return found ?? undefined;
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
	const parts: ReadonlyArray<string | undefined> =
		/^(.+?)(?:,\s*|\s*\()(.*\b(?:of|of the))\)?$/i.exec(name) ??
		/^(.+?),\s*(the)$/i.exec(name) ??
		[];
	const [, last, first] = parts;
	const whole = first === undefined ? name : `${first} ${last ?? ''}`;
	const spellings = [name, whole, whole.replace(/^the /i, '').replace(TITLES, '')];
	// (A remark behind the name: "Vatican City (Holy See)", "Macao, China".)
	const remarked = /^([^,(]{4,}?)\s*(?:\(|,\s*(.*))/.exec(name);
	if (remarked !== null && !AMBIGUOUS.has(foldCountry(remarked[1]))) {
		const [, alone, place] = remarked as ReadonlyArray<string | undefined>;
		if (alone !== undefined && (place === undefined || saysMore(place))) spellings.push(alone);
	}
	return spellings;
}

/**
 * Whether what stands behind a country's name and a comma is about the country. (In "Lebanon, PA" and
 * "Cuba, USA" the name is a town's.)
 */
function saysMore(place: string): boolean {
	if (/\b(?:dem|fed|islamic|kingdom|plurinational|rep|republic|state|union)\b/i.test(place))
		return true;
	const code = englishCountries().get(foldCountry(place));
	return code !== undefined && code !== 'US';
}

/** Names that mean another country with a word behind them. */
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

/** Also articles and how saints are written make no difference to a country's name. */
function foldCountry(text: string): string {
	return fold(text.replace(/\bthe\b/gi, ' ').replace(/\bsaint\b/gi, 'st'));
}

/**
 * The code of a language that Braze takes: from itself, from a locale such as `en-AU`, or from its
 * name in English, in itself, or in the languages of Braze's markets, also with a country behind it
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
		if (atHome !== undefined && atHome !== null) return atHome;
		// (Malay calls Irish "Ireland", where English is spoken by more.)
		if (englishCountries().has(foldCountry(name))) return undefined;
		const abroad = languagesAbroad().get(folded);
		if (abroad !== undefined && abroad !== null) return abroad;
	}
	return undefined;
}

/** How English says of which place or in which script a language is: `British English`. */
const VARIANT =
	/^\s*(?:american|australian|brazilian|british|canadian|european|latin american|mexican|simplified|traditional|u[sk])\s+|\s+u[sk]\s*$/i;

/** Braze's code for a code in any form (`iw` is `he`, `eng` is `en`). Braze's Norwegian is Bokmål. */
function brazeLanguage(code: string): string | undefined {
	if (LANGUAGES.has(code)) return code;
	const current = code === 'no' ? 'nb' : new Intl.Locale(code).language;
	return LANGUAGES.has(current) ? current : undefined;
}

function findCountries(): Set<string> {
	const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
	const pairs = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
	return new Set(
		pairs.filter(
			(code) =>
				!RESERVED.has(code) &&
				!NO_COUNTRY.test(code) &&
				english.of(code) !== undefined &&
				// A withdrawn code's successor is another.
				new Intl.Locale(`und-${code}`).region === code,
		),
	);
}

function nameCountriesInEnglish(): Names {
	const known: Names = new Map();
	for (const [code, names] of Object.entries(OTHER_NAMES)) {
		for (const name of names) add(known, foldCountry(name), code);
	}
	for (const style of ['long', 'short'] as const) {
		const names = new Intl.DisplayNames('en', { type: 'region', style });
		for (const code of countryCodes()) add(known, foldCountry(names.of(code) ?? ''), code);
	}
	return known;
}

function nameCountriesAtHome(): Names {
	const known: Names = new Map();
	for (const code of countryCodes()) {
		const { language } = new Intl.Locale(`und-${code}`).maximize();
		const name = new Intl.DisplayNames(language, { type: 'region' }).of(code);
		add(known, foldCountry(name ?? ''), code);
	}
	return known;
}

function nameLanguages(): Names {
	const known: Names = new Map();
	const english = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
	for (const code of [...LANGUAGES, 'no']) {
		add(known, fold(english.of(code) ?? ''), brazeLanguage(code));
	}
	for (const code of LANGUAGES) {
		add(known, fold(new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? ''), code);
	}
	for (const language of ['en', ...MARKETS]) {
		const names = new Intl.DisplayNames(language, { type: 'language' });
		for (const tag of DIALECTS)
			add(known, fold(names.of(tag) ?? ''), brazeLanguage(tag.split('-')[0]));
	}
	for (const [name, code] of OTHER_LANGUAGE_NAMES) add(known, fold(name), code);
	return known;
}

/** Names in the languages of Braze's markets, except those that mean different countries in two of them. */
function namesAbroad(
	type: 'region' | 'language',
	codes: readonly string[],
	valueOf: (code: string) => string | undefined,
): Names {
	const folded = type === 'region' ? foldCountry : fold;
	const known: Names = new Map();
	for (const language of MARKETS) {
		for (const style of ['long', 'short'] as const) {
			const names = new Intl.DisplayNames(language, { type, style, fallback: 'none' });
			for (const code of codes) {
				const name = folded(names.of(code) ?? '');
				const value = valueOf(code);
				const before = known.get(name);
				if (before === undefined) add(known, name, value);
				else if (before !== value) known.set(name, null);
			}
		}
	}
	return known;
}

/** Names already there stay. Two Latin letters are not a name (`n/a` is not Namibia). */
function add(known: Names, folded: string, code: string | undefined): void {
	if (code === undefined || /^[a-z]{0,2}$/.test(folded) || known.has(folded)) return;
	known.set(folded, code);
}
