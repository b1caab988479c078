import { ALPHA_3, OTHER_NAMES } from './countryNames';
import { fold } from './fold';

/*
 * The names of countries and languages, as the platform's Intl knows them: pure functions that make
 * tables. Asking Intl takes time, so `places` makes each once.
 */

/** A name, folded, and what it is the name of. */
type Named = readonly [name: string, code: string];

/** Codes by the name of a country (see {@link foldCountry}) or language (see {@link fold}). */
export type Names = ReadonlyMap<string, string>;

/** The codes to ask Intl for, with the code that each stands for: a map, or a set where that is the same. */
interface Codes {
	entries(): Iterable<readonly [asked: string, code: string]>;
}

/**
 * The codes that Intl has names for, but that are not countries of ISO 3166-1: "exceptionally
 * reserved" ones, and outlying Oceania. (Of those that users may assign, only XK is a country's.)
 * Source: https://www.iso.org/glossary-for-iso-3166.html
 */
const RESERVED = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN']);
const NO_COUNTRY = /^(?:X[A-JL-Z]|ZZ)$/;

/**
 * The languages that Braze takes, most of ISO 639-1 and some others.
 * Source: https://www.braze.com/docs/user_guide/data/unification/user_data/language_codes/
 */
export const LANGUAGES = new Set(
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
	'ar-001 de-AT de-CH en-GB en-US es-419 es-ES es-MX fa-AF fr-CA fr-CH nl-BE pt-BR pt-PT zh-Hans zh-Hant'.split(
		' ',
	);

/**
 * What to ask Intl for, with Braze's code. (To Intl, `mo` is Romanian and `tl` Filipino, which have codes of their own.
 * Braze's Norwegian is Bokmål.)
 */
const NAMED_LANGUAGES = new Map([
	...[...LANGUAGES]
		.filter((code) => !['mo', 'tl'].includes(code))
		.map((code) => [code, code] as const),
	...DIALECTS.map((tag) => [tag, tag.split('-')[0]] as const),
	['ro-MD', 'mo'],
	['no', 'nb'],
]);

/** Names that Intl lacks: Braze's own, on the page of its codes, and others. */
const OTHER_LANGUAGE_NAMES = Object.entries({
	Cambodian: 'km',
	Castellano: 'es',
	Dawida: 'dav',
	Ekugusii: 'guz',
	Farsi: 'fa',
	'German Swiss': 'gsw',
	Greenlandic: 'kl',
	Mandarin: 'zh',
	'Mandarin Chinese': 'zh',
	Moldavian: 'mo',
	Nam: 'naq',
	RaetoRomance: 'rm',
	Sami: 'se',
	Scottish: 'gd',
	Sinhalese: 'si',
	Tagalog: 'tl',
	Tajiki: 'tg',
	Uighur: 'ug',
}).map(([name, code]): Named => [fold(name), code]);

export const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** The codes of all countries, ISO 3166-1 alpha-2. */
export function findCountries(): Set<string> {
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

/** The code of each country by its three-letter code. */
export function codesOfThreeLetters(codes: ReadonlySet<string>): Names {
	const sorted = [...codes];
	return new Map(ALPHA_3.map((three, index) => [three, sorted[index]]));
}

/** Everyday names come before those of Intl. */
export function nameCountriesInEnglish(codes: ReadonlySet<string>): Names {
	const others = Object.entries(OTHER_NAMES).flatMap(([code, names]) =>
		names.map((name): Named => [foldCountry(name), code]),
	);
	return tableOf([...others, ...countriesIn('en', codes)]);
}

/** In the language that most people of the country speak. */
export function nameCountriesAtHome(codes: ReadonlySet<string>): Names {
	return tableOf(
		[...codes].flatMap((code) => {
			const { language } = new Intl.Locale(`und-${code}`).maximize();
			return countriesIn(language, new Set([code]));
		}),
	);
}

/** In the languages of Braze's markets. */
export function nameCountriesAbroad(codes: ReadonlySet<string>): Names {
	return tableOfCertain(MARKETS.flatMap((language) => countriesIn(language, codes)));
}

/** In English and in themselves. */
export function nameLanguages(): Names {
	return tableOf([
		...languagesIn('en', NAMED_LANGUAGES),
		...[...NAMED_LANGUAGES].flatMap((one) => languagesIn(one[0], new Map([one]))),
		...OTHER_LANGUAGE_NAMES,
	]);
}

/** In the languages of Braze's markets. */
export function nameLanguagesAbroad(): Names {
	return tableOfCertain(MARKETS.flatMap((language) => languagesIn(language, NAMED_LANGUAGES)));
}

/** In a country's name, articles and how saints are written make no difference either. */
export function foldCountry(text: string): string {
	return fold(text.replace(/\bthe\b/gi, '').replace(/\bsaint\b/gi, 'st'));
}

const countriesIn = (language: string, codes: Codes) =>
	namesIn(language, 'region', foldCountry, codes);
const languagesIn = (language: string, codes: Codes) => namesIn(language, 'language', fold, codes);

/** What Intl calls each code in a language. */
function namesIn(
	language: string,
	type: 'language' | 'region',
	folded: (name: string) => string,
	codes: Codes,
): Named[] {
	return (['long', 'short'] as const).flatMap((style) => {
		const names = new Intl.DisplayNames(language, { type, style, fallback: 'none' });
		return Array.from(codes.entries()).flatMap(([asked, code]): Named[] => {
			const name = names.of(asked);
			return name === undefined ? [] : [[folded(name), code]];
		});
	});
}

/** A name keeps its first code. Two Latin letters are not a name (`n/a` is not Namibia). */
function tableOf(names: readonly Named[]): Map<string, string> {
	const table = new Map<string, string>();
	for (const [name, code] of names) {
		if (!/^[a-z]{0,2}$/.test(name) && !table.has(name)) table.set(name, code);
	}
	return table;
}

/** A table without the names that mean one thing in one language and another in the next. */
function tableOfCertain(names: readonly Named[]): Names {
	const table = tableOf(names);
	for (const [name, code] of names) if (table.get(name) !== code) table.delete(name);
	return table;
}
