import { fold } from '../../../../nodes/Braze/model/fold';
import {
	codesOfThreeLetters,
	findCountries,
	foldCountry,
	nameCountriesAbroad,
	nameCountriesAtHome,
	nameCountriesInEnglish,
	nameLanguages,
	nameLanguagesAbroad,
	type Names,
} from '../../../../nodes/Braze/model/placeNames';

/** What names mean, with those that none of a table may have: codes of two letters, and nothing. */
function expectNames(table: Names, folded: (name: string) => string, names: object) {
	const found = Object.keys(names).map((name) => [name, table.get(folded(name))]);
	expect(Object.fromEntries(found)).toEqual(names);
	expect([...table.keys()].filter((name) => /^[a-z]{0,2}$/.test(name))).toEqual([]);
}

describe('the countries', () => {
	const all = () => new Set(['AU', 'DE', 'GB', 'HK', 'IE', 'RU', 'US', 'VC']);

	it('are those of ISO 3166-1, and Kosovo', () => {
		const codes = findCountries();
		expect(codes.size).toBe(250);
		expect([...codes].filter((code) => /^[AZ]/.test(code)).join(' ')).toBe(
			'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ ZA ZM ZW',
		);
		expect(['XK', 'BQ', 'SS'].map((code) => codes.has(code))).toEqual([true, true, true]);
		for (const code of ['EU', 'UN', 'IC', 'XA', 'ZZ', 'SU', 'DD', 'YU', 'BU', 'AA', 'UK']) {
			expect([code, codes.has(code)]).toEqual([code, false]);
		}
		const three = codesOfThreeLetters(codes);
		expect(['AND', 'AUS', 'XKX', 'ZWE'].map((code) => three.get(code))).toEqual(
			'AD AU XK ZW'.split(' '),
		);
		expect(three.size).toBe(250);
	});

	it('have names in English: Intl’s long and short ones, and others', () => {
		expectNames(nameCountriesInEnglish(all()), foldCountry, {
			Germany: 'DE',
			'The United Kingdom': 'GB',
			Scotland: 'GB',
			'Hong Kong SAR China': 'HK',
			'Hong Kong': 'HK',
			'St Vincent & the Grenadines': 'VC',
			'Saint Vincent and Grenadines': 'VC',
			Deutschland: undefined,
			France: undefined,
			UK: undefined,
		});
	});

	it('have names in their main language', () => {
		expectNames(nameCountriesAtHome(all()), foldCountry, {
			Deutschland: 'DE',
			Россия: 'RU',
			'United States': 'US',
			Germany: undefined,
			Österreich: undefined,
		});
	});

	it('have names in the languages of Braze’s markets, unless those are another’s as well', () => {
		const abroad = nameCountriesAbroad(new Set([...all(), 'CD', 'CG']));
		expectNames(abroad, foldCountry, {
			Allemagne: 'DE',
			ドイツ: 'DE',
			'Royaume-Uni': 'GB',
			'Förenade kungariket': undefined,
			Storbritannien: 'GB',
			Kongo: undefined,
			GB: undefined,
			Suisse: undefined,
		});
	});
});

describe('the languages', () => {
	it('have names in English and in themselves, as their dialects do', () => {
		expectNames(nameLanguages(), fold, {
			German: 'de',
			Deutsch: 'de',
			'Austrian German': 'de',
			'Österreichisches Deutsch': 'de',
			Norwegian: 'nb',
			'Norwegian Bokmål': 'nb',
			'Norwegian Nynorsk': 'nn',
			Azeri: 'az',
			Romanian: 'ro',
			română: 'ro',
			Moldavian: 'mo',
			Flemish: 'nl',
			Vlaams: 'nl',
			简体中文: 'zh',
			Mandarin: 'zh',
			allemand: undefined,
			flamand: undefined,
			Klingon: undefined,
		});
	});

	it('have names in the languages of Braze’s markets, unless those are another’s as well', () => {
		expectNames(nameLanguagesAbroad(), fold, {
			allemand: 'de',
			angielski: 'en',
			norvégien: 'nb',
			Rumänisch: 'ro',
			'allemand autrichien': 'de',
			flamand: 'nl',
			'Tiếng Nga': 'ru',
			ドイツ語: 'de',
			klingon: undefined,
		});
	});
});
