import { withoutInvisible } from './invisible';
import type { Remark } from './itemError';
import { countriesCalled, phoneCountries, type PhoneCountry } from './phoneCountries';

/** A number with what people put between its digits; the plus may stand in the first bracket. */
const PHONE = /^\(?\+?\d?[\d\s().\-/\p{Pd}]*$/u;

/** As most programs write it, with nothing to be taken out. */
const E164 = /^\+[1-9]\d{4,17}$/;

/** What spreadsheets and data frames write after a number that they took for an amount: `61400000000.0`. */
const DECIMALS = /^(\+?\d{7,18})\.0{1,2}$/;

/** ITU-T E.164 allows 15 digits; a prefix for calls abroad may go before them. */
const MOST_DIGITS = 18;
const FEWEST_DIGITS = 5;

/**
 * What people write before a calling code instead of the plus, by that of their own country, the longest
 * first; most of the world writes 00.
 * Source: https://www.itu.int/rec/T-REC-E.164, "international prefix"
 */
const EXIT_CODES: Readonly<Record<string, readonly string[]>> = {
	'1': ['011', '00'],
	'61': ['0011', '00'],
};

/** Where a carrier's code follows 00, only the country's own calling code is certain. */
const CARRIER_CODES = new Set('BO BR CO CV GY HK ID KE KH KR MN NG SG TH TW TZ UG WS'.split(' '));

/**
 * A phone number as Braze should get it: in E.164 where its country is known, otherwise as it was
 * written. Braze removes all but digits and a leading plus, so `(0)` would become a part of the number.
 * Source: https://www.braze.com/docs/user_guide/message_building_by_channel/sms_mms_rcs/phone_numbers/user_phone_numbers/
 *
 * @param country ISO code of the country of numbers without a calling code; if not set, they stay as they are
 * @returns undefined if it is not a phone number
 */
export function readPhone(given: string, country?: string): string | undefined {
	if (E164.test(given)) return `+${international(given.slice(1)) ?? given.slice(1)}`;
	const text = withoutInvisible(given)
		.normalize('NFKC')
		.replace(OTHER_DIGIT, digitOf)
		.replace(/^tel:\s*/i, '')
		.replace(DECIMALS, '$1');
	const written = text.replace(/\D/g, '');
	if (!PHONE.test(text) || written.length > MOST_DIGITS || !/[1-9]/.test(written)) return undefined;
	const hasPlus = text.includes('+');
	// (Plus and 00 say the same. No calling code begins with 0.)
	const digits = hasPlus ? written.replace(/^00/, '') : written;
	const isInternational = hasPlus && !digits.startsWith('0');
	const home = country === undefined ? undefined : phoneCountries().get(country);
	const found = isInternational ? international(digits) : home && fromHome(digits, home);
	if (found !== undefined) return `+${found}`;
	if (digits.length < FEWEST_DIGITS) return undefined;
	return isInternational ? `+${digits}` : text.replace('+', '');
}

/** A digit of another script, as Arabic keyboards write it. */
const OTHER_DIGIT = /[^\P{Nd}0-9]/gu;

/** The digit that it is: each script has its ten in a row, and some scripts stand next to each other. */
function digitOf(digit: string): string {
	const code = digit.codePointAt(0) ?? 0;
	let before = 0;
	while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
	return String(before % 10);
}

/**
 * The remark on a phone number that is sent without its country.
 *
 * @param label what the user knows the number by
 * @returns undefined for a number with its country's code, and for anything but text
 */
export function remarkOnPhone(phone: unknown, label: string): Remark | undefined {
	if (typeof phone !== 'string' || phone === '' || hasCountryCode(phone)) return undefined;
	return {
		field: 'phone without a country code',
		message: `${label} has no country code, so Braze may take it for a number in the United States. Map it with + and the country code, e.g. +61400000000, or set the option "Default Country".`,
	};
}

/** Whether a phone number says its country; Braze takes ten digits for a number of the United States. */
export function hasCountryCode(phone: string): boolean {
	return phone.startsWith('+');
}

/** The digits after the plus, of a number as written in a country; undefined if in doubt. */
function fromHome(digits: string, home: PhoneCountry): string | undefined {
	for (const exit of EXIT_CODES[home.callingCode] ?? ['00']) {
		if (!digits.startsWith(exit)) continue;
		const called = digits.slice(exit.length);
		const abroad = international(called);
		const isKnown = !CARRIER_CODES.has(home.code) || called.startsWith(home.callingCode);
		if (abroad !== undefined && isKnown) return abroad;
	}
	const national = nationalNumber(digits, home);
	const afterCode = digits.startsWith(home.callingCode)
		? nationalNumber(digits.slice(home.callingCode.length), home)
		: undefined;
	// Digits that could be a number with or without the calling code are neither.
	if (national === digits && afterCode !== undefined) return undefined;
	const found = national ?? afterCode;
	return found === undefined ? undefined : home.callingCode + found;
}

/** A number that begins with a calling code, without a trunk prefix after that; undefined if it fits none. */
function international(digits: string): string | undefined {
	for (const country of countriesCalled(digits)) {
		const { callingCode } = country;
		const national = nationalNumber(digits.slice(callingCode.length), country);
		if (national !== undefined) return callingCode + national;
	}
	return undefined;
}

/** A country's number without its trunk prefix; undefined if it cannot be one. */
function nationalNumber(digits: string, country: PhoneCountry): string | undefined {
	if (isNational(digits, country)) return digits;
	for (const prefix of country.trunkPrefixes) {
		const rest = digits.slice(prefix.length);
		if (!digits.startsWith(prefix)) continue;
		if (isNational(rest, country)) return rest;
		if (country.code === 'AR' && ARGENTINE_MOBILE.test(rest)) {
			return rest.replace(ARGENTINE_MOBILE, '9$1$2');
		}
	}
	return undefined;
}

/** In Argentina, a mobile number has a 15 after its area code, and abroad a 9 before it instead. */
const ARGENTINE_MOBILE = /^(?=\d{12}$)(11|[23]\d{2,3})15(\d{6,8})$/;

function isNational(digits: string, { firstDigits }: PhoneCountry): boolean {
	return firstDigits.get(digits.length)?.includes(digits[0]) ?? false;
}
