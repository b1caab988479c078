'use strict';

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>} whether it is an object and no array
 */
function isObject(value) {
	return (
		typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
	);
}

/** @param {unknown} value @returns {number} bytes of its JSON */
function jsonBytes(value) {
	return Buffer.byteLength(JSON.stringify(value) ?? '');
}

/** @param {unknown} value @returns {value is string} whether it is text with something in it */
function isText(value) {
	return typeof value === 'string' && value.trim() !== '';
}

const EMAIL = /^[^\s@<>()[\],;:\\"]+@[^\s@<>()[\],;:\\".]+(\.[^\s@<>()[\],;:\\".]+)+$/;

/** @param {unknown} value @returns {value is string} whether it has the form of an address */
function isEmail(value) {
	return typeof value === 'string' && value.length <= 254 && EMAIL.test(value);
}

/**
 * Whether a phone number can be dialled: E.164, with the usual separators tolerated.
 *
 * @param {unknown} value
 * @returns {value is string}
 */
function isPhone(value) {
	return typeof value === 'string' && /^\+?[1-9]\d{6,14}$/.test(value.replace(/[\s().-]/g, ''));
}

/** @param {unknown} value @returns {value is string} whether it is strictly E.164 */
function isE164(value) {
	return typeof value === 'string' && /^\+[1-9]\d{6,14}$/.test(value);
}

/** @param {unknown} value @returns {value is string} */
function isUuid(value) {
	return (
		typeof value === 'string' &&
		/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value)
	);
}

module.exports = { isObject, jsonBytes, isText, isEmail, isPhone, isE164, isUuid };
