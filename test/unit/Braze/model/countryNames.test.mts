import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import countries from 'i18n-iso-countries';

import { countryCode } from '../../../../nodes/Braze/model/places.ts';

/** The languages in which a whole list of names is at hand, from a package of its own. */
const LISTS = path.join(
	path.dirname(createRequire(import.meta.filename).resolve('i18n-iso-countries')),
	'langs',
);
const TONGUES = fs.readdirSync(LISTS).map((file) => file.replace('.json', ''));

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
			const { countries: listed } = JSON.parse(
				fs.readFileSync(path.join(LISTS, `${language}.json`), 'utf8'),
			) as {
				countries: Record<string, string | string[]>;
			};
			for (const [code, names] of Object.entries(listed)) {
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
		for (const [three, two] of Object.entries(countries.getAlpha3Codes())) {
			if (two !== 'XK') expect([three, countryCode(three)]).toEqual([three, two]);
		}
	});
});
