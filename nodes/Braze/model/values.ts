import { isDateText, toIsoDate } from './dates';
import { ItemError, named } from './itemError';
import { isLonger, LIST_LENGTH, STRUCTURE_BYTES, TEXT_LENGTH } from './limits';
import { checkNumber } from './numbers';
import { isPlainObject } from './objects';
import { isOperator, mixesOperators } from './operators';
import { short } from './shownValue';
import { checkText } from './text';

/**
 * Checks a custom attribute's value against Braze's rules and converts it to Braze's format: dates become ISO 8601
 * text, inside objects `{$time}`, and texts are trimmed. Nothing else is changed.
 *
 * @throws ItemError that says which rule is broken, and where inside an object
 */
export function checkCustomValue(value: unknown): unknown {
	const date = toIsoDate(value);
	if (date !== undefined) return checkDate(date, '');
	if (value === null) return null;
	if (typeof value !== 'object') return checkScalar(value, '');
	// Checked first, since looking at each part takes longer the deeper it is.
	checkSize(value);
	if (Array.isArray(value)) return checkSize(checkList(value, ''));
	return checkSize(isOperator(value) ? checkOperator(value) : checkObject(value, ''));
}

function checkScalar(value: unknown, where: string): unknown {
	switch (typeof value) {
		case 'boolean':
			return value;
		case 'number':
			return named(where, () => checkNumber(value));
		case 'string':
			return named(where, () => checkText(value));
		default:
			throw new ItemError(`${where}has a type (${typeof value}) that Braze cannot store.`);
	}
}

function checkList(list: readonly unknown[], where: string): unknown[] {
	checkKinds(list, where);
	if (!list.some(isPlainObject)) checkListLength(list, where);
	return list.map((element, index) => checkInner(element, `${where.trimEnd()}[${index}] `));
}

/** Braze drops lists of lists, and lists with elements of several kinds. */
function checkKinds(list: readonly unknown[], where: string): void {
	if (list.some(Array.isArray)) {
		throw new ItemError(
			`${where}is a list that holds lists, of which Braze stores nothing. Make one list of it, e.g. with {{ $json.field.flat() }}.`,
		);
	}
	const kinds = new Set(list.map(kindOf));
	if (kinds.size > 1) {
		throw new ItemError(
			`${where}is a list of ${[...kinds].join(' and ')}, but Braze stores only lists of one kind. Make all elements text, e.g. with {{ $json.field.map(String) }}.`,
		);
	}
}

function kindOf(element: unknown): string {
	if (toIsoDate(element) !== undefined) return 'dates';
	switch (typeof element) {
		case 'string':
			return 'texts';
		case 'number':
			return 'numbers';
		case 'boolean':
			return 'booleans';
		default:
			return 'objects';
	}
}

function checkListLength(list: readonly unknown[], where: string): void {
	if (list.length > LIST_LENGTH) {
		throw new ItemError(
			`${where}has ${list.length} elements, but Braze keeps only ${LIST_LENGTH} and drops the oldest.`,
		);
	}
}

function checkInner(value: unknown, where: string): unknown {
	const date = toIsoDate(value);
	if (date !== undefined) return { $time: checkDate(date, where) };
	if (value === null) return null;
	if (Array.isArray(value)) return checkList(value, where);
	if (typeof value === 'object') return checkObject(value, where);
	return checkScalar(value, where);
}

function checkObject(object: object, where: string): Record<string, unknown> {
	if (!isPlainObject(object)) throw new ItemError(`${where}has a type that Braze cannot store.`);
	if (mixesOperators(object)) {
		const names = Object.keys(object).join(', ');
		throw new ItemError(
			`${where}combines operators (${names}) that Braze accepts only separately.`,
		);
	}
	if (Object.hasOwn(object, '$time')) return checkTime(object, where);
	const entries = Object.entries(object).filter(([, inner]) => inner !== undefined);
	for (const [key] of entries) checkKey(key, where);
	return Object.fromEntries(
		entries.map(([key, inner]) => [key, checkInner(inner, `${where.trimEnd()}.${key} `)]),
	);
}

/** Braze stores a date of a later year as text, or inside an object not at all. Source: as below. */
function checkDate(date: string, where: string): string {
	if (isDateText(date)) return date;
	throw new ItemError(`${where}is a date outside the years 0 to 3000 that Braze accepts.`);
}

/** Braze drops a whole object for one bad date in it. Source: nested custom attributes. */
function checkTime(object: Record<string, unknown>, where: string): Record<string, unknown> {
	const { $time: given, ...others } = object;
	const time = toIsoDate(given) ?? given;
	if (Object.keys(others).length > 0) {
		throw new ItemError(
			`${where}has other keys besides $time. A date must be {"$time": "…"} only.`,
		);
	}
	if (typeof time !== 'string' || !isDateText(time)) {
		throw new ItemError(`${where}has a $time that is not a date such as 2026-03-26T18:12:00Z.`);
	}
	return { $time: time };
}

/** Half a character, or U+FFFD for a lost letter, does not make a name. */
const BAD_KEY = /[\s.$\ufffd\p{Cs}]/u;

function checkKey(key: string, where: string): void {
	if (key === '' || isLonger(key, TEXT_LENGTH) || BAD_KEY.test(key)) {
		throw new ItemError(
			`${where}has the key "${short(key)}". Inside an object, Braze accepts keys of 1 to ${TEXT_LENGTH} characters without spaces, dots and $.`,
		);
	}
}

function checkOperator(operator: Record<string, unknown>): Record<string, unknown> {
	if ('inc' in operator) {
		if (Number.isSafeInteger(operator.inc)) return operator;
		throw new ItemError('must have a whole number for inc.');
	}
	return Object.fromEntries(
		Object.entries(operator).map(([name, list]) => {
			if (!Array.isArray(list)) throw new ItemError(`must have a list for ${name}.`);
			if (!name.startsWith('$')) checkKinds(list, `${name} `);
			if (name === 'add') checkListLength(list, 'add ');
			const where = (index: number) => `${name}[${index}] `;
			return [name, list.map((operand, index) => checkOperand(name, operand, where(index)))];
		}),
	);
}

/** An element of an operator's list. */
function checkOperand(name: string, operand: unknown, where: string): unknown {
	switch (name) {
		case '$add':
			if (isPlainObject(operand)) return checkObject(operand, where);
			throw new ItemError(`${where}is not an object. For lists of plain values, use add.`);
		case '$update':
			return checkSelector(operand, where, ['$identifier_key', '$identifier_value', '$new_object']);
		case '$remove':
			return checkSelector(operand, where, ['$identifier_key', '$identifier_value']);
		default:
			if (typeof operand === 'object' && toIsoDate(operand) === undefined) {
				throw new ItemError(`${where}is not a plain value. For lists of objects, use $${name}.`);
			}
			return checkScalar(toIsoDate(operand) ?? operand, where);
	}
}

function checkSelector(operand: unknown, where: string, keys: readonly string[]): unknown {
	const given = isPlainObject(operand) ? operand : {};
	const missing = keys.filter((key) => given[key] === undefined || given[key] === null);
	const others = Object.keys(given).filter((key) => !keys.includes(key));
	if (missing.length > 0 || others.length > 0 || typeof given.$identifier_key !== 'string') {
		throw new ItemError(`${where}must be an object with exactly these keys: ${keys.join(', ')}.`);
	}
	const $identifier_value = checkScalar(given.$identifier_value, `${where}$identifier_value `);
	if (!keys.includes('$new_object')) return { ...given, $identifier_value };
	const changed = given.$new_object;
	if (!isPlainObject(changed))
		throw new ItemError(`${where}has a $new_object that is not an object.`);
	return {
		...given,
		$identifier_value,
		$new_object: checkObject(changed, `${where}$new_object `),
	};
}

function checkSize<T>(structure: T): T {
	if (Buffer.byteLength(JSON.stringify(structure)) > STRUCTURE_BYTES) {
		throw new ItemError(`is larger than the ${STRUCTURE_BYTES / 1024} KB that Braze accepts.`);
	}
	return structure;
}
