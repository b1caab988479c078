const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const PAIRS = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));

/** Codes that Unicode knows and ISO 3166-1 does not, or only as reserved. */
const NOT_COUNTRIES = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN']);
const NOT_ASSIGNED = /^(X[A-JL-Z]|ZZ)$/;

const fold = (text: string) =>
	text
		.normalize('NFD')
		.replace(/[^\p{L}\p{N}]/gu, '')
		.toLowerCase();

/** @returns the code that replaced it, as GB did UK and he did iw, or itself */
function currentCode(type: 'region' | 'language', code: string): string {
	const [locale] = Intl.getCanonicalLocales(type === 'region' ? `und-${code}` : code);
	return type === 'region' ? locale.slice(4) : locale;
}

/** @returns code and English name, folded, to the code */
function tableOf(type: 'region' | 'language', codes: string[]): Map<string, string> {
	const names = new Intl.DisplayNames('en', { type, fallback: 'none' });
	const table: Map<string, string> = new Map();
	for (const code of codes) {
		const name = names.of(code);
		if (!name) continue;
		const current = currentCode(type, code);
		table.set(fold(name), current);
		table.set(fold(code), current);
	}
	return table;
}

const countries = tableOf(
	'region',
	PAIRS.filter((code) => !NOT_COUNTRIES.has(code) && !NOT_ASSIGNED.test(code)),
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
	PAIRS.map((code) => code.toLowerCase()),
);

/**
 * The code of a country.
 *
 * braze(attributes): countries and languages are mapped as well as can be, and set to null where they
 *   cannot.
 * ours: which spellings of countries and languages are known: the code in either case, the English name, a few common ones.
 *
 * @returns the two-letter code
 */
export function countryCode(text: string): string | null {
	return countries.get(fold(text)) ?? null;
}

/**
 * The same for a language: ISO 639-1, its English name, or a locale such as `en-US`.
 *
 * @returns the two-letter code
 */
export function languageCode(text: string): string | null {
	const locale = /^([a-z]{2})[-_][a-z]{2,4}$/i.exec(text);
	return languages.get(fold(locale ? locale[1] : text)) ?? null;
}
