import { yesOrNo } from './boolean';
import { coordinatesOf } from './coordinates';
import { isCalendarDate, isDateText, toIsoDate } from './dates';
import { readEmail } from './email';
import { genderCode } from './genders';
import { withoutInvisible } from './invisible';
import { ItemError } from './itemError';
import { checkNumber, readNumber } from './numbers';
import { isPlainObject } from './objects';
import { readPhone } from './phone';
import { isPlaceholder } from './placeholder';
import { countryCode, languageCode } from './places';
import { GROUP_STATES, notAState, readState, SUBSCRIPTION_STATES } from './subscriptions';
import { checkText } from './text';
import { isTimeZone } from './timeZones';
import { hasOrder, plainDate, readingsOf } from './writtenDates';

/*
 * The rules of Braze's standard attributes. Each returns the value as Braze wants it, or throws an
 * ItemError that follows the attribute's name. None of them gets an empty value.
 * Source: https://www.braze.com/docs/api/objects_filters/user_attributes_object/
 */

/**
 * A rule.
 *
 * @param tell called with what is wrong with an entry of a list that is left out while the others are sent
 */
export type Rule = (value: unknown, tell?: TellEntry) => unknown;

/** @param problem follows the attribute's name */
export type TellEntry = (problem: string, value: unknown) => void;

export function string(value: unknown): string {
	if (typeof value === 'number') return String(checkNumber(value));
	if (typeof value !== 'string') throw new ItemError('must be text.');
	return checkText(value);
}

export function email(value: unknown): string {
	const read = readEmail(string(value));
	if ('problem' in read) throw new ItemError(read.problem);
	return read.email;
}

export function phone(value: unknown): string {
	const read = readPhone(string(value));
	if (read === undefined) {
		throw new ItemError('is not a phone number. Braze recommends the format +61400000000.');
	}
	return read;
}

/** Nobody alive was born before this year. Databases and spreadsheets use such days for missing dates. */
const FIRST_BIRTH = '1900';

/** What was past when this was written still is, without a look at the clock. */
const PAST = '2026';

/** In milliseconds. */
const A_DAY = 24 * 60 * 60 * 1000;

/**
 * A day, also from a text with a time (`1990-12-31 00:00:00`, as databases write it), or in a form that
 * countries read alike (`31.12.1990`, `Dec 31, 1990`).
 *
 * @param today now, unless a test says otherwise
 */
export function dateOfBirth(value: unknown, _tell?: TellEntry, today?: Date): string {
	const text = toIsoDate(value) ?? plainDate(string(value));
	const date = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(text)?.[1] ?? writtenDay(text);
	if (date === undefined || !isCalendarDate(date)) {
		throw new ItemError(
			'must be a date such as 1990-12-31. Convert other formats with an expression such as {{ DateTime.fromFormat($json.dob, "dd/MM/yyyy").toISODate() }}.',
		);
	}
	if (date < FIRST_BIRTH) {
		throw new ItemError(`is a day before ${FIRST_BIRTH}, which is no date of birth.`);
	}
	// (Somewhere it is tomorrow already.)
	if (date >= PAST && Date.parse(date) > (today ?? new Date()).getTime() + A_DAY) {
		throw new ItemError('is a day in the future, which is no date of birth.');
	}
	return date;
}

/**
 * The day that a written date means. Undefined for none, and where countries differ in the order of day
 * and month: otherwise, of many such dates only those with a day above 12 would be sent.
 */
function writtenDay(text: string): string | undefined {
	return hasOrder(text) ? undefined : readingsOf(text).at(0)?.slice(0, 10);
}

export function dateTime(value: unknown): string {
	const text = toIsoDate(value) ?? plainDate(string(value));
	if (!isDateText(text)) {
		throw new ItemError('must be a date and time such as 2026-03-26T18:12:00Z.');
	}
	return text;
}

/** @returns null if the value says that it is not known */
export function gender(value: unknown): string | null {
	const known = genderCode(string(value));
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

/** Like {@link country}. */
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
	const text = string(value);
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

/** A place: an object or a pair of coordinates, also as JSON text, or a text such as `-33.86, 151.2`. */
export function location(value: unknown): unknown {
	const { longitude, latitude } = coordinatesOf(value);
	const place = { longitude: readNumber(longitude), latitude: readNumber(latitude) };
	// (NaN is within no limit.)
	if (Math.abs(place.longitude) <= 180 && Math.abs(place.latitude) <= 90) return place;
	throw new ItemError(
		'must be an object with the numbers longitude (-180 to 180) and latitude (-90 to 90).',
	);
}

/** Finds what Braze would refuse as BAD_PUSH_TOKEN_* or BAD_DEVICE_ID. */
export function pushTokens(value: unknown, tell?: TellEntry): unknown {
	return goodEntries(value, tell, {
		read: (token) => (isToken(token) ? token : undefined),
		problem:
			'must be an object with app_id and token as text and, optionally, a device_id of 8 to 255 bytes.',
	});
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

/** Finds what Braze would refuse as BAD_SUBSCRIPTION_GROUP_*. */
export function subscriptionGroups(value: unknown, tell?: TellEntry): unknown {
	return goodEntries(value, tell, {
		read: (group) => {
			if (!isPlainObject(group)) return undefined;
			const { subscription_group_id: id, subscription_state: given } = group;
			const state = readState(given, GROUP_STATES);
			const subscription_group_id = typeof id === 'string' ? withoutInvisible(id) : '';
			if (isPlaceholder(subscription_group_id) || state === undefined) return undefined;
			return { ...group, subscription_group_id, subscription_state: state };
		},
		problem:
			'must be an object with subscription_group_id and subscription_state (subscribed or unsubscribed).',
	});
}

/**
 * The good entries of a list: a bad one costs only itself. A single object is a list of one.
 *
 * @throws ItemError if none is good
 */
function goodEntries(
	value: unknown,
	tell: TellEntry | undefined,
	{ read, problem }: { read: (entry: unknown) => unknown; problem: string },
): unknown[] {
	const list: unknown = isPlainObject(value) ? [value] : value;
	if (!Array.isArray(list)) throw new ItemError(`must be a list, of which each entry ${problem}`);
	const entries = list.map((given: unknown) => ({ given, entry: read(given) }));
	const good = entries.flatMap(({ entry }) => (entry === undefined ? [] : [entry]));
	if (list.length > 0 && good.length === 0)
		throw new ItemError(`has no good entry. Each ${problem}`);
	for (const [index, { given, entry }] of entries.entries()) {
		if (entry === undefined) tell?.(`[${index}] ${problem}`, given);
	}
	return good;
}
