const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const PAIRS = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));

/** Codes that Unicode knows and ISO 3166-1 does not, or only as reserved. */
const NOT_COUNTRIES = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN']);
const NOT_ASSIGNED = /^(X[A-JL-Z]|ZZ)$/;

/**
 * braze(languages): the 170 codes of languages: most of ISO 639-1, and some of three letters.
 */
const LANGUAGES = new Set(
	`af agq ak am ar as ay az bas be bem bez bg bn bo br bs ca cgg chr cs cy da dav de dje dua
	dyo dz ebu ee el en eo es et eu ewo fa ff fi fil fo fr ga gd gl gn gsw gu guz gv ha haw he
	hi hr hu hy id ig ii is it iu ja jmc jv ka kab kam ki kk kl kln km kn ko ks ksb ksf ku kw ky
	la lb lg ln lo lt lu luo luy lv mas mer mfe mg mk ml mn mo mr ms mt mua my naq nb nd ne nl
	nn nus nyn om pa pl ps pt qu rm ro rof ru rw rwk sa saq sbp sd se seh shi si sk sl sn so sq
	sr sv sw swc ta te teo tg th ti tk tl to tr tt twq tzm ug uk ur uz vai vi vun xh yav yi yo
	zh zu`.split(/\s+/),
);

const fold = (text: string) =>
	text
		.normalize('NFD')
		.replace(/[^\p{L}\p{N}]/gu, '')
		.toLowerCase();

const englishName = (type: 'region' | 'language', code: string) =>
	new Intl.DisplayNames('en', { type, fallback: 'none' }).of(code);

/** @returns the code that replaced it, as GB did UK, or itself */
const currentCountry = (code: string) => Intl.getCanonicalLocales(`und-${code}`)[0].slice(4);

/** @returns the listed code that replaced it, as he did iw, or itself. Norwegian is Bokmål. */
function currentLanguage(code: string): string {
	if (LANGUAGES.has(code)) return code;
	return code === 'no' ? 'nb' : new Intl.Locale(code).language;
}

/** @returns folded codes and English names to codes; of two codes with one name, the first wins */
function tableOf(
	type: 'region' | 'language',
	codes: string[],
	current: (code: string) => string,
): Map<string, string> {
	const table: Map<string, string> = new Map();
	for (const code of codes) {
		const name = englishName(type, code);
		if (!name) continue;
		if (!table.has(fold(name))) table.set(fold(name), current(code));
		table.set(fold(code), current(code));
	}
	return table;
}

const countries = tableOf(
	'region',
	PAIRS.filter((code) => !NOT_COUNTRIES.has(code) && !NOT_ASSIGNED.test(code)),
	currentCountry,
);
for (const [name, code] of [
	['usa', 'US'],
	['unitedstatesofamerica', 'US'],
	['uk', 'GB'],
	['gbr', 'GB'],
	['greatbritain', 'GB'],
	['england', 'GB'],
	['aus', 'AU'],
	['nzl', 'NZ'],
	['southkorea', 'KR'],
	['czechrepublic', 'CZ'],
	['turkey', 'TR'],
]) {
	countries.set(name, code);
}
const languages = tableOf(
	'language',
	[...LANGUAGES, ...PAIRS.map((code) => code.toLowerCase())].filter((code) =>
		LANGUAGES.has(currentLanguage(code)),
	),
	currentLanguage,
);

/**
 * The code of a country.
 *
 * braze(attributes): countries and languages are mapped where possible, and otherwise set to null.
 * ours: which spellings of countries and languages are known: the code in either case, the English name, a few common ones.
 *
 * @returns the code of two letters, or null for an unknown country
 */
export function countryCode(text: string): string | null {
	return countries.get(fold(text)) ?? null;
}

/**
 * The code of a language, from a code, its English name, or a locale such as `en-US`.
 *
 * @returns the code as Braze lists it, or null for an unknown language
 */
export function languageCode(text: string): string | null {
	const code = /^([a-z]{2,3})[-_][a-z\d_-]+$/i.exec(text)?.[1] ?? text;
	return languages.get(fold(code)) ?? null;
}
