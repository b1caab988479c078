import type { Settings } from './settings.mts';

/** A character that may stand before the `@`, except for the full stop. */
const LETTER =
	String.raw`(?:[\w\-^+$'&#/!%*=?` +
	'`' +
	String.raw`|~]|(?![\0-\x7f])[\p{L}\p{M}\p{Nd}\p{P}\p{S}])`;
const LOCAL = new RegExp(`^${LETTER}(?:(?:${LETTER}|\\.)*${LETTER})?$`, 'u');
const MAX_LOCAL = 64;

const MICROSOFT = /msn|hotmail|outlook|live/i;
const MICROSOFT_LOCAL = /^\w[-\w]*(?:\.[-\w]+)*$/;

const HOST = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i;

/**
 * Whether it has the form of an address that Braze takes.
 *
 * braze(email): the form of an email address: 1 to 64 characters before the `@`; at least 2 at
 *   Gmail; fewer kinds of characters, up to a `+`, where the host has `msn`, `hotmail`, `outlook` or `live`
 *   in it; a host of ASCII labels, not all digits at its end; nothing but the form is checked.
 * ours: only `gmail.com` counts as Gmail.
 */
export function isEmail(value: unknown): value is string {
	if (typeof value !== 'string') return false;
	const at = value.lastIndexOf('@');
	const [local, host] = [value.slice(0, at), value.slice(at + 1)];
	if (at < 1 || !HOST.test(host) || /\.\d+$/.test(host)) return false;
	const length = Array.from(local).length;
	if (length > MAX_LOCAL || !LOCAL.test(local)) return false;
	if (host.toLowerCase() === 'gmail.com' && length < 2) return false;
	return !MICROSOFT.test(host) || MICROSOFT_LOCAL.test(local.replace(/\+.*/s, ''));
}

/** @returns whether it is strictly E.164 */
export function isE164(value: unknown): value is string {
	return typeof value === 'string' && /^\+[1-9]\d{6,14}$/.test(value);
}

/**
 * A phone number as it is stored.
 *
 * braze(phones): all but digits and a leading `+` is removed from a phone number; ten digits without
 *   a `+` are a US number.
 */
export function storedPhone(value: string, rule: Settings['phoneWithoutPlus']): string {
	const digits = value.replace(/\D/g, '');
	if (value.trim().startsWith('+')) return `+${digits}`;
	const isAmerican = rule === 'us' || (rule === 'us10' && digits.length === 10);
	if (!isAmerican || digits === '') return digits;
	return /^1\d{10}$/.test(digits) ? `+${digits}` : `+1${digits}`;
}

/**
 * Whether a phone number can be dialed; one without a `+` that is taken for a US number needs an
 * area code.
 *
 * braze(phones): a US number needs a valid area code.
 * ours: of other numbers only the length is checked.
 */
export function isPhone(
	value: unknown,
	rule: Settings['phoneWithoutPlus'] = 'us10',
): value is string {
	if (typeof value !== 'string' || !/^\s*\+?[\d\s().\-/]+$/.test(value)) return false;
	const stored = storedPhone(value, rule);
	const isMapped = stored.startsWith('+1') && !value.trim().startsWith('+');
	if (isMapped) return /^\+1[2-9]\d{9}$/.test(stored);
	return /^\+?[1-9]\d{6,14}$/.test(stored);
}
