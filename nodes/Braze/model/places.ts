/*
 * Countries and languages, as the platform's Intl knows them: Braze sets what it cannot match to null
 * without a word, so nothing else is sent.
 * Source: https://www.braze.com/docs/api/objects_filters/user_attributes_object/
 */

/**
 * The codes that Intl has names for, but that are no countries of ISO 3166-1: "exceptionally
 * reserved" ones, and outlying Oceania. (Of those that users may assign, it names XK alone for a
 * country.) Source: https://www.iso.org/glossary-for-iso-3166.html
 */
const RESERVED = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN']);
const NO_COUNTRY = /^(?:X[A-JL-Z]|ZZ)$/;

/** What English speakers call countries, and Intl does not. */
const OTHER_NAMES: ReadonlyArray<readonly [string, string]> = [
	['Czech Republic', 'CZ'],
	['Great Britain', 'GB'],
	['Ivory Coast', 'CI'],
	['Turkey', 'TR'],
	['United States of America', 'US'],
	['USA', 'US'],
	['Viet Nam', 'VN'],
];

/**
 * The languages that Braze takes, most of ISO 639-1 and some others.
 * Source: https://www.braze.com/docs/user_guide/data/unification/user_data/language_codes/ and its
 * earlier versions.
 */
const LANGUAGES = new Set(
	`af agq ak am ar as asa ay az bas be bem bez bg bm bn bo br brx bs ca cgg chr cs cy da dav de dje
	dua dyo dz ebu ee el en eo es et eu ewo fa ff fi fil fo fr ga gd gl gn gsw gu guz gv ha haw he hi
	hr hu hy id ig ii is it iu ja jmc jv ka kab kam kde kea khq ki kk kl kln km kn ko kok ks ksb ksf
	ku kw ky la lb lg ln lo lt lu luo luy lv mas mer mfe mg mgh mk ml mn mo mr ms mt mua my naq nb nd
	ne nl nn nus nyn om or pa pl ps pt qu rm rn ro rof ru rw rwk sa saq sbp sd se seh ses shi si sk sl
	sn so sq sr su sv sw swc ta te teo tg th ti tk tl to tr tt twq tzm ug uk ur uz vai vi vun xh xog
	yav yi yo zh zu`.split(/\s+/),
);

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

let countryCodes: ReadonlySet<string> | undefined;
let countryNames: ReadonlyMap<string, string> | undefined;
let languageNames: ReadonlyMap<string, string> | undefined;

/**
 * The code of a country, ISO 3166-1 alpha-2: from itself, or from a name in English or in the
 * country's main language. UK, reserved for the United Kingdom, is GB.
 *
 * @returns undefined for what is no country
 */
export function countryCode(text: string): string | undefined {
	countryCodes ??= findCountries();
	const code = text.trim().toUpperCase();
	if (countryCodes.has(code)) return code;
	if (code === 'UK') return 'GB';
	countryNames ??= nameCountries(countryCodes);
	return countryNames.get(fold(text));
}

/**
 * The code of a language that Braze takes: from itself, from a locale such as `en-AU`, or from its
 * name in English or in itself.
 *
 * @returns undefined for any other
 */
export function languageCode(text: string): string | undefined {
	const code = /^\s*([a-z]{2,3})(?:[-_][a-z\d]+)*\s*$/i.exec(text)?.[1].toLowerCase();
	if (code !== undefined) {
		if (LANGUAGES.has(code)) return code;
		const current = currentLanguage(code);
		if (LANGUAGES.has(current)) return current;
	}
	languageNames ??= nameLanguages();
	return languageNames.get(fold(text));
}

/** A code's usual form (`iw` is `he`, `eng` is `en`). Braze's Norwegian is Bokmål. */
function currentLanguage(code: string): string {
	return code === 'no' ? 'nb' : new Intl.Locale(code).language;
}

/** Upper and lower case, accents, blanks and punctuation make no difference. */
function fold(text: string): string {
	return text
		.normalize('NFD')
		.replace(/[^\p{L}\p{N}&]/gu, '')
		.replaceAll('&', 'and')
		.toLowerCase()
		.replace(/^the(?=.{4})/, '');
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

function nameCountries(codes: ReadonlySet<string>): Map<string, string> {
	const known = new Map<string, string>();
	for (const style of ['long', 'short'] as const) {
		const names = new Intl.DisplayNames('en', { type: 'region', style });
		for (const code of codes) add(known, names.of(code), code);
	}
	for (const [name, code] of OTHER_NAMES) add(known, name, code);
	for (const code of codes) {
		const { language } = new Intl.Locale(`und-${code}`).maximize();
		add(known, new Intl.DisplayNames(language, { type: 'region' }).of(code), code);
	}
	return known;
}

function nameLanguages(): Map<string, string> {
	const known = new Map<string, string>();
	const english = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
	for (const code of [...LANGUAGES, 'no'])
		add(known, english.of(code), LANGUAGES.has(code) ? code : currentLanguage(code));
	for (const code of LANGUAGES) {
		add(known, new Intl.DisplayNames(code, { type: 'language' }).of(code), code);
	}
	return known;
}

/** A name that is taken stays what it is; one of two Latin letters is no name (`n/a` is not Namibia). */
function add(known: Map<string, string>, name: string | undefined, code: string): void {
	const folded = fold(name ?? '');
	if (!/^[a-z]{0,2}$/.test(folded) && !known.has(folded)) known.set(folded, code);
}
