'use strict';

const { parseDate } = require('./dates');
const { countryCode, languageCode } = require('./places');
const { MAX_TEXT } = require('./nested');
const { isObject } = require('./values');
const { isTimeZone } = require('./zones');

/**
 * Braze's own attributes (user attributes object page): each gives the value to keep, null to
 * clear, or undefined to leave the profile as it is. Their names are case-sensitive.
 *
 * @typedef {(value: unknown) => unknown} Reader
 */

/** @type {Reader} */
// Not documented: that a value which is no text, or over 255 characters, is dropped.
const text = (value) => (typeof value === 'string' && value.length <= MAX_TEXT ? value : undefined);

/** @type {Reader} */
const date = (value) => parseDate(value) ?? undefined;

/** @type {Reader} */
const flag = (value) => (typeof value === 'boolean' ? value : undefined);

/** @type {Reader} */
const object = (value) => (isObject(value) ? structuredClone(value) : undefined);

/** @param {string[]} allowed @returns {Reader} */
const oneOf = (allowed) => (value) =>
	typeof value === 'string' && allowed.includes(value) ? value : undefined;

/** @type {Reader} */
const birthday = (value) =>
	typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && parseDate(value)
		? value
		: undefined;

/** @type {Reader} */
function location(value) {
	if (!isObject(value)) return undefined;
	return { longitude: value.longitude, latitude: value.latitude };
}

const STATES = ['opted_in', 'subscribed', 'unsubscribed'];

/** @type {Map<string, Reader>} */
const STANDARD = new Map(
	Object.entries({
		first_name: text,
		last_name: text,
		home_city: text,
		email: text,
		phone: text,
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

module.exports = { STANDARD, STATES };
