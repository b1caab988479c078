import * as fc from 'fast-check';
import {
	type CountryCode,
	getCountryCallingCode,
	getExampleNumber,
	isValidPhoneNumber,
	parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';

import { hasCountryCode, readPhone, remarkOnPhone } from '../../../../nodes/Braze/model/phone';
import { readTable } from '../../../../nodes/Braze/model/phoneCountries';

const COUNTRIES = Object.keys(examples) as CountryCode[];
const exampleOf = (country: CountryCode) => getExampleNumber(country, examples)!;

/** A number as people write it: its digits with something between them, and marks that nobody sees. */
const spelled = (text: string) =>
	fc
		.array(fc.constantFrom(' ', '', '-', '.', '/', '\u00a0', '\u2011', ' - ', '\u200b'), {
			minLength: 1,
			maxLength: 4,
		})
		.map((signs) => {
			let n = 0;
			const separated = text.replace(/[\s-]+/g, () => signs[n++ % signs.length]);
			return `\u202a${separated}\u202c`;
		});

/** The ways to write a country's example number for somebody in that country. */
function spellings(country: CountryCode): string[] {
	const { nationalNumber, countryCallingCode } = exampleOf(country);
	const national = exampleOf(country).formatNational();
	return [
		national,
		national.replace(/\D/g, ''),
		nationalNumber,
		`+${countryCallingCode} ${nationalNumber}`,
		`00${countryCallingCode} ${nationalNumber}`,
		`(+${countryCallingCode}) ${nationalNumber}`,
		`tel:+${countryCallingCode}${nationalNumber}`,
		countryCallingCode + nationalNumber,
	];
}

describe('a phone number', () => {
	it.each(['0000000000', '+0000000000', '000-000-0000', '(00) 0000 0000'])(
		'is not %s, which forms that insist on one get',
		(text) => {
			expect(readPhone(text)).toBeUndefined();
			expect(readPhone(text, 'AU')).toBeUndefined();
		},
	);

	it.each(['61400000000.0', '61400000000.00', '0400000000.0'])(
		'may have the decimals that a spreadsheet gives to numbers: %s',
		(text) => {
			expect(readPhone(text, 'AU')).toBe('+61400000000');
			expect(readPhone(text)).toBe(text.split('.')[0]);
		},
	);

	it.each(['0400 000 000', '(03) 9000-0000', '12345', '1.2.3.4.5', '030/123456', '04‑00–000 000'])(
		'is %s, and stays as it is without a country',
		(text) => {
			expect(readPhone(text)).toBe(text.normalize('NFKC'));
			expect(hasCountryCode(text)).toBe(false);
		},
	);

	it.each([
		['+61400000000', '+61400000000'],
		['+1 (724) 123-4567', '+17241234567'],
		['+61400000000.0', '+61400000000'],
		['(+61) 400 000 000', '+61400000000'],
		['+44 (0)7400 123456', '+447400123456'],
		['+49 (0) 1512 3456789', '+4915123456789'],
		['+39 06 1234 5678', '+390612345678'],
		['\u202a+61400000000\u202c', '+61400000000'],
		['＋６１４００００００００', '+61400000000'],
		['tel: +61-400-000-000', '+61400000000'],
		['+0061 400 000 000', '+61400000000'],
		['+٦١٤٠٠٠٠٠٠٠٠', '+61400000000'],
		['+۶۱ ۴۰۰ ۰۰۰ ۰۰۰', '+61400000000'],
		['+६१४०००००००९', '+61400000009'],
		['+999 12345', '+99912345'],
		['+99912345', '+99912345'],
		['+610400000000', '+61400000000'],
	])('%s is %s, whatever the country', (text, phone) => {
		expect(readPhone(text)).toBe(phone);
		expect(readPhone(text, 'DE')).toBe(phone);
		expect(hasCountryCode(phone)).toBe(true);
	});

	it.each([
		...[
			'',
			'call me',
			'1234',
			'1 2 3 4',
			'61+400000',
			'x61400000000',
			'61400000000x',
			'+',
			'++61400',
			'0400 000 000 tel:',
		],
		...['1'.repeat(19), '0400 000 000 / 0411 111 111', '+61 400 000 000 ext. 5', '0400 000 000, 1'],
	])('is not %j', (text) => {
		expect(readPhone(text)).toBeUndefined();
		expect(readPhone(text, 'AU')).toBeUndefined();
	});

	it('may have the digits of any script', () => {
		const digits = Array.from({ length: 0x20000 }, (_, code) => String.fromCodePoint(code)).filter(
			(character) => /\p{Nd}/u.test(character),
		);
		// (Unicode has the ten of each script in a row.)
		expect(digits.map((digit) => readPhone(`+6140000000${digit}`))).toEqual(
			digits.map((_, index) => `+6140000000${index % 10}`),
		);
	});

	it.each([
		['0400 000 000', 'AU', '+61400000000'],
		['400000000', 'AU', '+61400000000'],
		['61 400 000 000', 'AU', '+61400000000'],
		['0011 44 7400 123456', 'AU', '+447400123456'],
		['(201) 555-0123', 'US', '+12015550123'],
		['1-201-555-0123', 'US', '+12015550123'],
		['011 44 7400 123456', 'US', '+447400123456'],
		['06 12 34 56 78', 'FR', '+33612345678'],
		['0044 7400 123456', 'FR', '+447400123456'],
		['06 20 123 4567', 'HU', '+36201234567'],
		['8 (912) 345-67-89', 'RU', '+79123456789'],
		['8 029 491-19-11', 'BY', '+375294911911'],
		['011 15-2345-6789', 'AR', '+5491123456789'],
		['0351 15 312-3456', 'AR', '+5493513123456'],
		['312 345 6789', 'IT', '+393123456789'],
		['06 1234 5678', 'IT', '+390612345678'],
	])('%s in %s is %s', (text, country, phone) => {
		expect(readPhone(text, country)).toBe(phone);
	});

	it.each([
		['0400 000 000', 'US'],
		['07400 123456', 'AU'],
		['4915123456789', 'DE'],
		['12345', 'AU'],
		['00251 911 234 567', 'KR'],
		['0221 15 1234567', 'AU'],
		['1'.repeat(18), 'AU'],
	])('%s in %s is in doubt, and stays as it is', (text, country) => {
		expect(readPhone(text, country)).toBe(text);
	});

	it('with a plus but no calling code behind it loses the plus', () => {
		expect(readPhone('+0400 000 000')).toBe('0400 000 000');
		expect(readPhone('+0400 000 000', 'AU')).toBe('+61400000000');
	});

	it('without a country code gets a remark', () => {
		expect(remarkOnPhone('0400 000 000', 'Phone')).toEqual({
			field: 'phone without a country code',
			message:
				'Phone has no country code, so Braze may take it for a number in the United States. Map it with + and the country code, e.g. +61400000000, or set the option "Default Country".',
		});
		expect(
			['+61400000000', '', undefined, null, 5].map((one) => remarkOnPhone(one, 'Phone')),
		).toEqual(Array(5).fill(undefined));
	});
});

describe('compared with libphonenumber', () => {
	it('the countries, their calling codes and what their numbers begin with are the same', () => {
		const { byCode, byCallingCode } = readTable();
		expect([...byCode.keys()].sort()).toEqual([...COUNTRIES].sort());
		for (const [code, { callingCode, firstDigits }] of byCode) {
			expect(callingCode).toBe(getCountryCallingCode(code as CountryCode));
			const { nationalNumber } = exampleOf(code as CountryCode);
			expect(firstDigits.get(nationalNumber.length)).toContain(nationalNumber[0]);
		}
		const prefixes = ['AU', 'HU', 'BY', 'AD'].map((code) => byCode.get(code)?.trunkPrefixes);
		expect(prefixes).toEqual([['0'], ['06'], ['80', '8', '0'], []]);
		expect([...byCallingCode.values()].flat()).toHaveLength(byCode.size);
		expect(byCallingCode.get('61')).toEqual(['AU', 'CC', 'CX'].map((code) => byCode.get(code)));
	});

	it('99 % of the example numbers of every country are right, the rest as they were', () => {
		const wrong: unknown[] = [];
		let all = 0;
		let right = 0;
		for (const country of COUNTRIES) {
			for (const text of spellings(country)) {
				const phone = readPhone(text, country);
				all += 1;
				if (phone === exampleOf(country).number) right += 1;
				else if (phone === undefined || hasCountryCode(phone)) wrong.push([country, text, phone]);
			}
		}
		expect(wrong).toEqual([]);
		expect(right / all).toBeGreaterThan(0.99);
	});

	it('99 % of random valid numbers in random spellings are right, and none is another number', () => {
		let all = 0;
		let left = 0;
		const changed = fc.constantFrom(...COUNTRIES).chain((country) =>
			fc
				.array(fc.tuple(fc.nat(20), fc.integer({ min: 0, max: 9 })), { maxLength: 6 })
				.chain((changes) => {
					const digits = [...exampleOf(country).nationalNumber];
					for (const [place, digit] of changes) digits[place % digits.length] = String(digit);
					const calling = exampleOf(country).countryCallingCode;
					const number = parsePhoneNumberFromString(`+${calling}${digits.join('')}`);
					if (!number?.isValid() || number.country !== country) return fc.constant(undefined);
					const texts = fc.constantFrom(number.formatNational(), number.nationalNumber);
					return texts.chain(spelled).map((text) => ({ country, number, text }));
				}),
		);
		fc.assert(
			fc.property(changed, (given) => {
				if (given === undefined) return;
				const { country, number, text } = given;
				const phone = readPhone(text, country) ?? '';
				all += 1;
				if (!hasCountryCode(phone)) left += 1;
				else expect(phone).toBe(number.number);
			}),
			{ seed: 22, numRuns: 4000 },
		);
		expect(all).toBeGreaterThan(1000);
		expect(left / all).toBeLessThan(0.01);
	});

	it('a number of anywhere is never made one of another country', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...COUNTRIES),
				fc.constantFrom(...COUNTRIES).chain((other) => fc.constantFrom(...spellings(other))),
				(country, text) => {
					const phone = readPhone(text, country);
					const expected = parsePhoneNumberFromString(text.replace(/^tel:/, ''), country);
					if (!hasCountryCode(phone ?? '') || !expected?.isValid()) return;
					expect(phone).toBe(expected.number);
				},
			),
			{ seed: 22, numRuns: 5000 },
		);
	});

	it('random digits become a number of the country, or stay as they are', () => {
		const digits = fc.stringMatching(/^[1-9]\d{4,14}$/);
		fc.assert(
			fc.property(fc.constantFrom(...COUNTRIES), digits, (country, text) => {
				const phone = readPhone(text, country)!;
				if (!hasCountryCode(phone)) return expect(phone).toBe(text);
				if (!isValidPhoneNumber(phone) || text.startsWith('011')) return;
				expect(phone.startsWith(`+${getCountryCallingCode(country)}`)).toBe(true);
			}),
			{ seed: 22, numRuns: 5000 },
		);
	});
});
