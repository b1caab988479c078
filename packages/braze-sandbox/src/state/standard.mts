import { isEmail } from './contacts.mts';
import { parseDate } from './dates.mts';
import { MAX_TEXT } from './nested.mts';
import { countryCode, languageCode } from './places.mts';
import { isObject } from './values.mts';
import { isTimeZone } from './zones.mts';

/**
 * Reads a standard attribute: returns the value to keep, null to clear it, or undefined to leave the
 * profile as it is.
 *
 * braze(attributes): the names and types of standard attributes; names are case-sensitive.
 */
export type Reader = (value: unknown) => unknown;

// ours: a standard attribute of another type, or a text over 255 characters, is dropped.
const text: Reader = (value) =>
	typeof value === 'string' && value.length <= MAX_TEXT ? value : undefined;

/** braze(standard attributes): the address of a picture has at most 1,024 characters. */
const picture: Reader = (value) =>
	typeof value === 'string' && value.length <= 1_024 ? value : undefined;

const email: Reader = (value) => (isEmail(value) ? value : undefined);

const date: Reader = (value) => parseDate(value) ?? undefined;

const flag: Reader = (value) => (typeof value === 'boolean' ? value : undefined);

const object: Reader = (value) => (isObject(value) ? structuredClone(value) : undefined);

const oneOf =
	(allowed: string[]): Reader =>
	(value) =>
		typeof value === 'string' && allowed.includes(value) ? value : undefined;

const birthday: Reader = (value) =>
	typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && parseDate(value)
		? value
		: undefined;

function location(value: unknown) {
	if (!isObject(value)) return undefined;
	return { longitude: value.longitude, latitude: value.latitude };
}

export const STATES = ['opted_in', 'subscribed', 'unsubscribed'];

export const STANDARD: Map<string, Reader> = new Map(
	Object.entries({
		first_name: text,
		last_name: text,
		home_city: text,
		email,
		phone: text,
		image_url: picture,
		dob: birthday,
		gender: oneOf(['M', 'F', 'O', 'N', 'P']),
		country: (value) => (typeof value === 'string' ? countryCode(value) : undefined),
		language: (value) => (typeof value === 'string' ? languageCode(value) : undefined),
		time_zone: (value) => (isTimeZone(value) ? value : undefined),
		current_location: location,
		date_of_first_session: date,
		date_of_last_session: date,
		marked_email_as_spam_at: date,
		email_subscribe: oneOf(STATES),
		push_subscribe: oneOf(STATES),
		email_open_tracking_disabled: flag,
		email_click_tracking_disabled: flag,
		facebook: object,
		twitter: object,
	}),
);
