import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import fc from 'fast-check';

import { countryCode, languageCode } from '../../../../nodes/Braze/model/places';

describe('a country', () => {
	it.each([
		['AU', 'AU'],
		[' au ', 'AU'],
		['UK', 'GB'],
		['xk', 'XK'],
		['Australia', 'AU'],
		['NEW ZEALAND', 'NZ'],
		['usa', 'US'],
		['United States of America', 'US'],
		['The Netherlands', 'NL'],
		['Bosnia and Herzegovina', 'BA'],
		['Bosnia & Herzegovina', 'BA'],
		["Cote d'Ivoire", 'CI'],
		['Hong Kong', 'HK'],
		['Türkiye', 'TR'],
		['Turkey', 'TR'],
		['Czech Republic', 'CZ'],
		['Great Britain', 'GB'],
		['Ivory Coast', 'CI'],
		['Korea (South)', 'KR'],
		['Korea, North', 'KP'],
		['Congo, Dem. Rep.', 'CD'],
		['Congo, Rep.', 'CG'],
		['Slovak Republic', 'SK'],
		['Éire', 'IE'],
		['Oesterreich', 'AT'],
		['UK (England)', 'GB'],
		['🇩🇪', 'DE'],
		['Germany 🇩🇪', 'DE'],
		['🇺🇸 USA', 'US'],
		['Viet Nam', 'VN'],
		['Deutschland', 'DE'],
		['österreich', 'AT'],
		['日本', 'JP'],
		['Korea, Republic of', 'KR'],
		['Korea (the Republic of)', 'KR'],
		["Korea, Democratic People's Republic of", 'KP'],
		['Iran (Islamic Republic of)', 'IR'],
		['Congo, The Democratic Republic of the', 'CD'],
		['Congo', 'CG'],
		['Republic of China', 'TW'],
		['Virgin Islands, U.S.', 'VI'],
		['Saint Lucia', 'LC'],
		['St. Lucia', 'LC'],
		['Republic of Ireland', 'IE'],
		['Kingdom of Denmark', 'DK'],
		['Bahamas (the)', 'BS'],
		['England', 'GB'],
		['Holland', 'NL'],
		['U.K.', 'GB'],
		['U.S.A.', 'US'],
		['UAE', 'AE'],
		['AUS', 'AU'],
		['deu', 'DE'],
		['Nga', 'RU'],
		['NGA', 'NG'],
		['Suisse', 'CH'],
		['Belgique', 'BE'],
		['Niemcy', 'DE'],
		['Vereinigtes Königreich', 'GB'],
		['Estados Unidos', 'US'],
		['ドイツ', 'DE'],
		['Германия', 'DE'],
	])('is known from %j', (text, code) => {
		expect(countryCode(text)).toBe(code);
	});

	it.each(
		'n/a|N/A|N.A.|-|none|EU|European Union|UN|ZZ|XA|QO|AC|SU|DD|YU|Narnia|Melbourne|Korea|Virgin Islands|unknown|none of these|5|'.split(
			'|',
		),
	)('is none in %j', (text) => {
		expect(countryCode(text)).toBeUndefined();
	});

	it('is one of some 250, whose codes and English names mean the same', () => {
		const names = new Intl.DisplayNames('en', { type: 'region' });
		const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
		const codes = letters
			.flatMap((first) => letters.map((second) => first + second))
			.filter((code) => countryCode(code) === code);
		// (249 of ISO 3166-1, and Kosovo.)
		expect(codes).toHaveLength(250);
		for (const code of codes)
			expect([code, countryCode(names.of(code) ?? '')]).toEqual([code, code]);
	});

	it('is a code of two letters or none, whatever the text', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.string({ maxLength: 3 })), (text) => {
				expect(countryCode(text) ?? 'AA').toMatch(/^[A-Z]{2}$/);
			}),
			{ seed: 13 },
		);
	});
});

/** The languages in which a whole list of names is at hand, from a package of its own. */
const LISTS = join(dirname(require.resolve('i18n-iso-countries')), 'langs');
const TONGUES = readdirSync(LISTS).map((file) => file.replace('.json', ''));

describe('the names of countries', () => {
	/** What has a code's form is that code, whatever it means elsewhere (RU is the U.K. in Spanish). */
	const isName = (name: string) => !/^[A-Z]{2}$/.test(name.trim());

	it('are never taken for another country: Intl’s, in every language', () => {
		const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
		const codes = letters
			.flatMap((first) => letters.map((second) => first + second))
			.filter((code) => countryCode(code) === code);
		const wrong: string[] = [];
		let known = 0;
		let market = 0;
		for (const language of TONGUES) {
			const isMarket = ['de', 'en', 'es', 'fr', 'it', 'ja', 'ko', 'nl', 'pl', 'pt', 'sv'].includes(
				language,
			);
			for (const style of ['long', 'short', 'narrow'] as const) {
				const names = new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' });
				for (const code of codes) {
					const name = names.of(code);
					if (name === undefined || !isName(name)) continue;
					const found = countryCode(name);
					if (found !== undefined && found !== code) wrong.push(`${language} ${name}: ${found}`);
					if (isMarket) market++;
					if (isMarket && found === code) known++;
				}
			}
		}
		expect(wrong).toEqual([]);
		expect(known / market).toBeGreaterThan(0.99);
	});

	it('are never taken for another country: those of a list of its own', () => {
		const wrong: string[] = [];
		let missing = 0;
		for (const language of TONGUES) {
			const { countries } = JSON.parse(readFileSync(join(LISTS, `${language}.json`), 'utf8')) as {
				countries: Record<string, string | string[]>;
			};
			for (const [code, names] of Object.entries(countries)) {
				for (const name of [names].flat()) {
					const found = countryCode(name);
					if (language === 'en' && found === undefined) missing++;
					if (found !== undefined && found !== code) wrong.push(`${language} ${name}: ${found}`);
				}
			}
		}
		// (Congo is Congo-Brazzaville's name in ISO 3166-1; Intl's Portuguese has São Martinho for MF.)
		expect(wrong).toEqual(['en Congo: CG', 'pt São Martinho: MF']);
		expect(missing).toBe(0);
	});

	it('have the codes of three letters of ISO 3166-1', () => {
		const { getAlpha3Codes } = jest.requireActual<{ getAlpha3Codes(): Record<string, string> }>(
			'i18n-iso-countries',
		);
		for (const [three, two] of Object.entries(getAlpha3Codes())) {
			if (two !== 'XK') expect([three, countryCode(three)]).toEqual([three, two]);
		}
	});
});

describe('a language', () => {
	it.each([
		['en', 'en'],
		[' EN ', 'en'],
		['en-AU', 'en'],
		['pt_BR', 'pt'],
		['zh-Hant-TW', 'zh'],
		['fil', 'fil'],
		['gsw', 'gsw'],
		['iw', 'he'],
		['in', 'id'],
		['eng', 'en'],
		['no', 'nb'],
		['English', 'en'],
		['norwegian', 'nb'],
		['Deutsch', 'de'],
		['français', 'fr'],
		['English (US)', 'en'],
		['British English', 'en'],
		['English UK', 'en'],
		['Brazilian Portuguese', 'pt'],
		['Simplified Chinese', 'zh'],
		['en-GB,en;q=0.9,de;q=0.8', 'en'],
		['English (United States)', 'en'],
		['English - UK', 'en'],
		['Portuguese (Brazil)', 'pt'],
		['português (Brasil)', 'pt'],
		['中文（简体）', 'zh'],
		['angielski', 'en'],
		['Englisch', 'en'],
		['Spaans', 'es'],
	])('is known from %j', (text, code) => {
		expect(languageCode(text)).toBe(code);
	});

	it.each([
		'n/a',
		'-',
		'xx',
		'nil',
		'aa',
		'Elvish',
		// Of earlier lists of Braze's, but not of today's.
		...'asa bm brx kde kea khq kok mgh or rn ses su xog'.split(' '),
		'AU',
		'Australia',
		'5',
		'',
		'en, fr',
		'not en',
	])('is none in %j', (text) => {
		expect(languageCode(text)).toBeUndefined();
	});

	it('never fails, whatever the text', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.string({ maxLength: 3 })), (text) => {
				expect(languageCode(text) ?? 'aa').toMatch(/^[a-z]{2,3}$/);
			}),
			{ seed: 13 },
		);
	});
});
