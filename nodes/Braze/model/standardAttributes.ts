import type { FieldType } from 'n8n-workflow';

import { toIsoDate } from '../mapping/convert';
import { isEmail, isPhone } from './identifier';
import { ValueProblem } from './itemError';

/** An attribute that Braze knows by name. */
export interface StandardAttribute {
	name: string;
	displayName: string;
	type: FieldType;
	/** Gives the value as Braze wants it; throws {@link ValueProblem}. Never gets an empty value. */
	normalize: (value: unknown) => unknown;
}

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

/**
 * Braze's standard attributes and their rules. Names are case-sensitive: `First_Name` is a custom
 * attribute. Source: https://www.braze.com/docs/api/objects_filters/user_attributes_object/
 */
export const STANDARD_ATTRIBUTES: ReadonlyMap<string, StandardAttribute> = new Map(
	[
		attribute('country', 'Country', 'string', country),
		attribute('current_location', 'Current Location', 'object', location),
		attribute('date_of_first_session', 'Date of First Session', 'dateTime', dateTime),
		attribute('date_of_last_session', 'Date of Last Session', 'dateTime', dateTime),
		attribute('dob', 'Date of Birth', 'string', dateOfBirth),
		attribute('email', 'Email', 'string', email),
		attribute('email_click_tracking_disabled', 'Email Click Tracking Disabled', 'boolean', boolean),
		attribute('email_open_tracking_disabled', 'Email Open Tracking Disabled', 'boolean', boolean),
		attribute('email_subscribe', 'Email Subscription', 'string', subscription),
		attribute('facebook', 'Facebook', 'object', object),
		attribute('first_name', 'First Name', 'string', string),
		attribute('gender', 'Gender', 'string', gender),
		attribute('home_city', 'Home City', 'string', string),
		attribute('image_url', 'Image URL', 'string', string),
		attribute('language', 'Language', 'string', language),
		attribute('last_name', 'Last Name', 'string', string),
		attribute('marked_email_as_spam_at', 'Marked Email as Spam At', 'dateTime', dateTime),
		attribute('phone', 'Phone', 'string', phone),
		attribute('push_subscribe', 'Push Subscription', 'string', subscription),
		attribute('push_tokens', 'Push Tokens', 'array', pushTokens),
		attribute('subscription_groups', 'Subscription Groups', 'array', subscriptionGroups),
		attribute('time_zone', 'Time Zone', 'string', timeZone),
		attribute('twitter', 'Twitter', 'object', object),
	].map((standard) => [standard.name, standard]),
);

function attribute(
	name: string,
	displayName: string,
	type: FieldType,
	normalize: (value: unknown) => unknown,
): StandardAttribute {
	return { name, displayName, type, normalize };
}

function string(value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') {
		throw new ValueProblem('must be text.');
	}
	return String(value);
}

function email(value: unknown): string {
	const text = string(value).trim();
	if (!isEmail(text)) throw new ValueProblem('is not an email address.');
	return text;
}

function phone(value: unknown): string {
	const text = string(value).trim();
	if (!isPhone(text)) {
		throw new ValueProblem('is not a phone number; Braze recommends the form +61400000000.');
	}
	return text;
}

function dateOfBirth(value: unknown): string {
	const text = toIsoDate(value) ?? string(value).trim();
	const date = /^(\d{4}-\d{2}-\d{2})(?:$|T)/.exec(text)?.[1];
	if (date === undefined || !isDate(date)) {
		throw new ValueProblem(
			'must be a date as YYYY-MM-DD, e.g. 1990-12-31. For other forms use an expression such as {{ DateTime.fromFormat($json.dob, "dd/MM/yyyy").toISODate() }}.',
		);
	}
	return date;
}

function isDate(date: string): boolean {
	const [year, month, day] = date.split('-').map(Number);
	const parsed = new Date(Date.UTC(year, month - 1, day));
	return parsed.getUTCMonth() === month - 1 && parsed.getUTCDate() === day;
}

function dateTime(value: unknown): string {
	const text = toIsoDate(value) ?? string(value).trim();
	if (Number.isNaN(Date.parse(text))) {
		throw new ValueProblem('must be a date and time, e.g. 2026-03-26T18:12:00Z.');
	}
	return text;
}

function gender(value: unknown): string | null {
	const known = GENDERS.get(string(value).trim().toLowerCase());
	if (known === undefined) {
		throw new ValueProblem(
			'must be one of M (male), F (female), O (other), N (not applicable), P (prefer not to say).',
		);
	}
	return known;
}

/** Braze matches names as best it can and sets what it cannot match to null, so codes are safer. */
function country(value: unknown): string {
	const text = string(value).trim();
	return /^[a-z]{2}$/i.test(text) ? text.toUpperCase() : text;
}

function language(value: unknown): string {
	const text = string(value).trim();
	return /^[a-z]{2}([-_][a-z\d]+)*$/i.test(text) ? text.slice(0, 2).toLowerCase() : text;
}

/** Braze leaves an invalid time zone unset without a word. */
function timeZone(value: unknown): string {
	const text = string(value).trim();
	if (text.includes('/') && !isTimeZone(text)) {
		throw new ValueProblem('is not a time zone; give it as e.g. Australia/Melbourne.');
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

function subscription(value: unknown): string {
	const state = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
	if (state === undefined || !SUBSCRIPTION_STATES.includes(state)) {
		throw new ValueProblem(
			'must be opted_in, subscribed or unsubscribed. For a consent use an expression such as {{ $json.optin ? "opted_in" : "unsubscribed" }}.',
		);
	}
	return state;
}

function boolean(value: unknown): boolean {
	if (typeof value !== 'boolean') throw new ValueProblem('must be true or false.');
	return value;
}

function object(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new ValueProblem('must be an object.');
	}
	return value;
}

function location(value: unknown): unknown {
	const { longitude, latitude } = object(value) as { longitude?: unknown; latitude?: unknown };
	const inRange = (number: unknown, limit: number) =>
		typeof number === 'number' && Math.abs(number) <= limit;
	if (!inRange(longitude, 180) || !inRange(latitude, 90)) {
		throw new ValueProblem(
			'must be an object with the numbers longitude (-180 to 180) and latitude (-90 to 90).',
		);
	}
	return value;
}

function pushTokens(value: unknown): unknown {
	const tokens = Array.isArray(value) ? (value as unknown[]) : undefined;
	const isToken = (token: unknown) =>
		typeof (token as { app_id?: unknown } | null)?.app_id === 'string' &&
		typeof (token as { token?: unknown }).token === 'string';
	if (tokens === undefined || !tokens.every(isToken)) {
		throw new ValueProblem('must be a list of objects with the texts app_id and token.');
	}
	return value;
}

/** Braze's error codes BAD_SUBSCRIPTION_GROUP_*, before sending. */
function subscriptionGroups(value: unknown): unknown {
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
		throw new ValueProblem(
			'must be a list of objects with subscription_group_id and subscription_state (subscribed or unsubscribed).',
		);
	}
	return value;
}
