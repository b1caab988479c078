import { yesOrNo } from './boolean';
import { isCalendarDate, isDateText, toIsoDate } from './dates';
import { isEmail, isPhone } from './identifier';
import { ItemError } from './itemError';
import { checkNumber } from './numbers';
import { isPlainObject } from './objects';
import { countryCode, languageCode } from './places';
import { GROUP_STATES, notAState, readState, SUBSCRIPTION_STATES } from './subscriptions';
import { isTimeZone } from './timeZones';

/*
 * The rules of Braze's standard attributes. Each gives the value as Braze wants it, or throws an
 * ItemError that follows the attribute's name. None of them gets an empty value.
 * Source: https://www.braze.com/docs/api/objects_filters/user_attributes_object/
 */

const GENDERS = new Map<string, string | null>([
	['m', 'M'],
	['male', 'M'],
	['man', 'M'],
	['f', 'F'],
	['female', 'F'],
	['woman', 'F'],
	// m/w/d, as forms in German have it; W stands for nothing else (woman, weiblich).
	['w', 'F'],
	['weiblich', 'F'],
	['männlich', 'M'],
	['d', 'O'],
	['divers', 'O'],
	['o', 'O'],
	['other', 'O'],
	['n', 'N'],
	['not applicable', 'N'],
	['p', 'P'],
	['prefer not to say', 'P'],
	['unknown', null],
]);

export function string(value: unknown): string {
	if (typeof value === 'number') return String(checkNumber(value));
	if (typeof value !== 'string') throw new ItemError('must be text.');
	return value;
}

export function email(value: unknown): string {
	const text = string(value).trim();
	if (!isEmail(text)) throw new ItemError('is not an email address.');
	return text;
}

export function phone(value: unknown): string {
	const text = string(value).trim();
	if (!isPhone(text)) {
		throw new ItemError('is not a phone number. Braze recommends the format +61400000000.');
	}
	return text;
}

export function dateOfBirth(value: unknown): string {
	const text = toIsoDate(value) ?? string(value).trim();
	const date = /^(\d{4}-\d{2}-\d{2})(?:$|T)/.exec(text)?.[1];
	if (date === undefined || !isCalendarDate(date)) {
		throw new ItemError(
			'must be a date such as 1990-12-31. Convert other formats with an expression such as {{ DateTime.fromFormat($json.dob, "dd/MM/yyyy").toISODate() }}.',
		);
	}
	return date;
}

export function dateTime(value: unknown): string {
	const text = toIsoDate(value) ?? string(value).trim();
	if (!isDateText(text)) {
		throw new ItemError('must be a date and time such as 2026-03-26T18:12:00Z.');
	}
	return text;
}

export function gender(value: unknown): string | null {
	const known = GENDERS.get(string(value).trim().toLowerCase());
	if (known === undefined) {
		throw new ItemError(
			'must be M (male), F (female), O (other), N (not applicable) or P (prefer not to say).',
		);
	}
	return known;
}

/** Braze sets what it cannot match to null, so an unknown one would erase what it holds. */
export function country(value: unknown): string {
	const code = countryCode(string(value));
	if (code === undefined) {
		throw new ItemError(
			'is not a country, so Braze would clear the attribute. Use a two-letter code (ISO 3166-1) such as AU, or the English name.',
		);
	}
	return code;
}

/** As {@link country}. */
export function language(value: unknown): string {
	const code = languageCode(string(value));
	if (code === undefined) {
		throw new ItemError(
			'is not a language that Braze knows, so Braze would clear the attribute. Use a code (ISO 639-1) such as en, or the English name.',
		);
	}
	return code;
}

/** Braze leaves an invalid time zone unset without a word. */
export function timeZone(value: unknown): string {
	const text = string(value).trim();
	if (!isTimeZone(text)) {
		throw new ItemError('is not a time zone. Use a name such as Australia/Melbourne.');
	}
	return text;
}

export function subscription(value: unknown): string {
	const state = readState(value, SUBSCRIPTION_STATES);
	if (state === undefined) {
		throw new ItemError(notAState(SUBSCRIPTION_STATES));
	}
	return state;
}

export function boolean(value: unknown): boolean {
	const said = yesOrNo(value);
	if (said === undefined) throw new ItemError('must be true or false.');
	return said;
}

export function object(value: unknown): unknown {
	if (!isPlainObject(value)) throw new ItemError('must be an object.');
	return value;
}

export function location(value: unknown): unknown {
	const { longitude, latitude } = object(value) as { longitude?: unknown; latitude?: unknown };
	const inRange = (number: unknown, limit: number) =>
		typeof number === 'number' && Math.abs(number) <= limit;
	if (!inRange(longitude, 180) || !inRange(latitude, 90)) {
		throw new ItemError(
			'must be an object with the numbers longitude (-180 to 180) and latitude (-90 to 90).',
		);
	}
	return value;
}

/** Braze's error codes BAD_PUSH_TOKEN_* and BAD_DEVICE_ID, before sending. */
export function pushTokens(value: unknown): unknown {
	if (!Array.isArray(value) || !value.every(isToken)) {
		throw new ItemError(
			'must be a list of objects, each with app_id and token as text and, optionally, a device_id of 8 to 255 bytes.',
		);
	}
	return value;
}

function isToken(token: unknown): boolean {
	if (!isPlainObject(token)) return false;
	const { app_id: app, token: text, device_id: device } = token;
	if (typeof app !== 'string' || typeof text !== 'string') return false;
	if (device === undefined) return true;
	if (typeof device !== 'string') return false;
	const bytes = Buffer.byteLength(device);
	return bytes >= 8 && bytes <= 255;
}

/** Braze's error codes BAD_SUBSCRIPTION_GROUP_*, before sending. */
export function subscriptionGroups(value: unknown): unknown {
	if (!Array.isArray(value)) return badGroups();
	return value.map((group: unknown) => {
		if (!isPlainObject(group)) return badGroups();
		const { subscription_group_id: id, subscription_state: given } = group;
		const state = readState(given, GROUP_STATES);
		if (typeof id !== 'string' || id === '' || state === undefined) return badGroups();
		return { ...group, subscription_state: state };
	});
}

function badGroups(): never {
	throw new ItemError(
		'must be a list of objects, each with subscription_group_id and subscription_state (subscribed or unsubscribed).',
	);
}
