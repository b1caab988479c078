import { isCalendarDate, toIsoDate } from './dates';
import { isEmail, isPhone } from './identifier';
import { ItemError } from './itemError';

/*
 * The rules of Braze's standard attributes. Each gives the value as Braze wants it, or throws an
 * ItemError that follows the attribute's name. None of them gets an empty value.
 * Source: https://www.braze.com/docs/api/objects_filters/user_attributes_object/
 */

const SUBSCRIPTION_STATES = ['opted_in', 'subscribed', 'unsubscribed'];

const GENDERS = new Map<string, string | null>([
	['m', 'M'],
	['male', 'M'],
	['man', 'M'],
	['f', 'F'],
	['female', 'F'],
	['woman', 'F'],
	['o', 'O'],
	['other', 'O'],
	['n', 'N'],
	['not applicable', 'N'],
	['p', 'P'],
	['prefer not to say', 'P'],
	['unknown', null],
]);

export function string(value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') {
		throw new ItemError('must be text.');
	}
	return String(value);
}

export function email(value: unknown): string {
	const text = string(value).trim();
	if (!isEmail(text)) throw new ItemError('is not an email address.');
	return text;
}

export function phone(value: unknown): string {
	const text = string(value).trim();
	if (!isPhone(text)) {
		throw new ItemError('is not a phone number; Braze recommends the form +61400000000.');
	}
	return text;
}

export function dateOfBirth(value: unknown): string {
	const text = toIsoDate(value) ?? string(value).trim();
	const date = /^(\d{4}-\d{2}-\d{2})(?:$|T)/.exec(text)?.[1];
	if (date === undefined || !isCalendarDate(date)) {
		throw new ItemError(
			'must be a date as YYYY-MM-DD, e.g. 1990-12-31. For other forms use an expression such as {{ DateTime.fromFormat($json.dob, "dd/MM/yyyy").toISODate() }}.',
		);
	}
	return date;
}

export function dateTime(value: unknown): string {
	const text = toIsoDate(value) ?? string(value).trim();
	if (Number.isNaN(Date.parse(text))) {
		throw new ItemError('must be a date and time, e.g. 2026-03-26T18:12:00Z.');
	}
	return text;
}

export function gender(value: unknown): string | null {
	const known = GENDERS.get(string(value).trim().toLowerCase());
	if (known === undefined) {
		throw new ItemError(
			'must be one of M (male), F (female), O (other), N (not applicable), P (prefer not to say).',
		);
	}
	return known;
}

/** Braze matches names as best it can and sets what it cannot match to null, so codes are safer. */
export function country(value: unknown): string {
	const text = string(value).trim();
	return /^[a-z]{2}$/i.test(text) ? text.toUpperCase() : text;
}

export function language(value: unknown): string {
	const text = string(value).trim();
	return /^[a-z]{2}([-_][a-z\d]+)*$/i.test(text) ? text.slice(0, 2).toLowerCase() : text;
}

/** Braze leaves an invalid time zone unset without a word. */
export function timeZone(value: unknown): string {
	const text = string(value).trim();
	if (text.includes('/') && !isTimeZone(text)) {
		throw new ItemError('is not a time zone; give it as e.g. Australia/Melbourne.');
	}
	return text;
}

function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}

export function subscription(value: unknown): string {
	const state = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
	if (state === undefined || !SUBSCRIPTION_STATES.includes(state)) {
		throw new ItemError(
			'must be opted_in, subscribed or unsubscribed. For a consent use an expression such as {{ $json.optin ? "opted_in" : "unsubscribed" }}.',
		);
	}
	return state;
}

export function boolean(value: unknown): boolean {
	if (typeof value !== 'boolean') throw new ItemError('must be true or false.');
	return value;
}

export function object(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new ItemError('must be an object.');
	}
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

export function pushTokens(value: unknown): unknown {
	const tokens = Array.isArray(value) ? (value as unknown[]) : undefined;
	const isToken = (token: unknown) =>
		typeof (token as { app_id?: unknown } | null)?.app_id === 'string' &&
		typeof (token as { token?: unknown }).token === 'string';
	if (tokens === undefined || !tokens.every(isToken)) {
		throw new ItemError('must be a list of objects with the texts app_id and token.');
	}
	return value;
}

/** Braze's error codes BAD_SUBSCRIPTION_GROUP_*, before sending. */
export function subscriptionGroups(value: unknown): unknown {
	const groups = Array.isArray(value) ? (value as unknown[]) : undefined;
	const isGroup = (group: unknown) => {
		const { subscription_group_id: id, subscription_state: state } = (group ?? {}) as {
			subscription_group_id?: unknown;
			subscription_state?: unknown;
		};
		return (
			typeof id === 'string' && id !== '' && (state === 'subscribed' || state === 'unsubscribed')
		);
	};
	if (groups === undefined || !groups.every(isGroup)) {
		throw new ItemError(
			'must be a list of objects with subscription_group_id and subscription_state (subscribed or unsubscribed).',
		);
	}
	return value;
}
