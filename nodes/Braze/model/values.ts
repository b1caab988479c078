import { toIsoDate } from './dates';
import { ItemError } from './itemError';
import { LIST_LENGTH, STRUCTURE_BYTES, TEXT_LENGTH } from './limits';
import { isPlainObject } from './objects';
import { isOperator } from './operators';

/**
 * Checks a custom attribute's value against Braze's rules and gives it as Braze wants it: dates as
 * ISO 8601 text, inside objects as `{$time}`. Nothing else is changed.
 *
 * @throws ItemError that says which rule is broken, and where inside an object
 */
export function checkCustomValue(value: unknown): unknown {
	const date = toIsoDate(value);
	if (date !== undefined) return date;
	if (value === null) return null;
	if (Array.isArray(value)) return checkStructure(checkList(value, ''));
	if (typeof value === 'object') {
		return checkStructure(isOperator(value) ? checkOperator(value) : checkObject(value, ''));
	}
	return checkScalar(value, '');
}

function checkScalar(value: unknown, where: string): unknown {
	switch (typeof value) {
		case 'boolean':
			return value;
		case 'number':
			if (Number.isFinite(value)) return value;
			throw new ItemError(`${where}is not a number that Braze could store.`);
		case 'string':
			if (value.length <= TEXT_LENGTH) return value;
			throw new ItemError(
				`${where}has ${value.length} characters; Braze takes ${TEXT_LENGTH}. Shorten it, e.g. with {{ $json.field.slice(0, ${TEXT_LENGTH}) }}.`,
			);
		default:
			throw new ItemError(`${where}is of a kind (${typeof value}) that Braze cannot store.`);
	}
}

function checkList(list: readonly unknown[], where: string): unknown[] {
	if (list.some(isPlainObject)) {
		return list.map((element, index) => checkInner(element, `${where}[${index}] `));
	}
	if (list.length > LIST_LENGTH) {
		throw new ItemError(
			`${where}has ${list.length} elements; Braze keeps ${LIST_LENGTH} and drops the oldest.`,
		);
	}
	return list.map((element, index) => checkInner(element, `${where}[${index}] `));
}

function checkInner(value: unknown, where: string): unknown {
	const date = toIsoDate(value);
	if (date !== undefined) return { $time: date };
	if (value === null) return null;
	if (Array.isArray(value)) return checkList(value, where);
	if (typeof value === 'object') return checkObject(value, where);
	return checkScalar(value, where);
}

function checkObject(object: object, where: string): Record<string, unknown> {
	if (!isPlainObject(object)) throw new ItemError(`${where}is of a kind that Braze cannot store.`);
	if (isTime(object)) return object;
	const entries = Object.entries(object).filter(([, inner]) => inner !== undefined);
	for (const [key] of entries) checkKey(key, where);
	return Object.fromEntries(
		entries.map(([key, inner]) => [key, checkInner(inner, `${where.trim()}.${key} `)]),
	);
}

function isTime(object: Record<string, unknown>): boolean {
	return Object.keys(object).length === 1 && typeof object.$time === 'string';
}

function checkKey(key: string, where: string): void {
	if (key === '' || key.length > TEXT_LENGTH || /[\s.$]/.test(key)) {
		throw new ItemError(
			`${where}has the key "${key.slice(0, 40)}"; inside an object Braze takes keys of 1 to ${TEXT_LENGTH} characters without blanks, dots and $.`,
		);
	}
}

function checkOperator(operator: object): unknown {
	const { inc, ...lists } = operator as Record<string, unknown>;
	if (inc !== undefined) {
		if (!Number.isInteger(inc)) throw new ItemError('has an inc that is not a whole number.');
		return operator;
	}
	for (const [name, list] of Object.entries(lists)) {
		if (!Array.isArray(list)) throw new ItemError(`has ${name} without a list.`);
		if (name === '$update' || name === '$remove') list.forEach((one) => checkSelector(one, name));
	}
	return operator;
}

function checkSelector(selector: unknown, name: string): void {
	const keys = isPlainObject(selector) ? Object.keys(selector) : [];
	const needed = [
		'$identifier_key',
		'$identifier_value',
		...(name === '$update' ? ['$new_object'] : []),
	];
	if (!needed.every((key) => keys.includes(key))) {
		throw new ItemError(`has ${name} without ${needed.join(', ')}.`);
	}
}

function checkStructure<T>(structure: T): T {
	if (Buffer.byteLength(JSON.stringify(structure)) > STRUCTURE_BYTES) {
		throw new ItemError(`is larger than the ${STRUCTURE_BYTES / 1024} KB that Braze takes.`);
	}
	return structure;
}
