import { type FieldType, validateFieldType } from 'n8n-workflow';

import { yesOrNo } from '../model/boolean';
import { isEmpty } from '../model/emptyValues';
import { isBlank } from '../model/invisible';
import { ItemError } from '../model/itemError';
import { checkNumber } from '../model/numbers';
import { checkLevels } from '../model/objects';
import { isOperator } from '../model/operators';
import { parseDate } from './dates';

const TYPE_NAMES: Partial<Record<FieldType, string>> = {
	string: 'text',
	number: 'a number',
	boolean: 'true or false',
	array: 'a list',
	object: 'an object',
	dateTime: 'a date',
};

/**
 * Converts a value to the type in the mapping. Nothing else is converted: text stays text unless the mapping
 * says otherwise. Empty values (`undefined`, `null`, blank text and, except as text, lists of nothing else)
 * stay as they are. Without a type, or as text, object or date, date objects become ISO 8601.
 *
 * @param value the item's value
 * @param type the type chosen in the mapping; undefined for none
 * @param timezone the time zone of dates without one
 * @throws ItemError if the value cannot be converted to that type
 */
export function convert(value: unknown, type: FieldType | undefined, timezone: string): unknown {
	if (value === undefined || value === null) return value;
	if (typeof value === 'string' ? isBlank(value) : type !== 'string' && isHollow(value)) {
		return value;
	}
	const date = typeof value === 'object' ? parseDate(value, timezone) : undefined;
	switch (type) {
		case undefined:
			return date ?? value;
		case 'string':
			if (typeof value === 'string') return value;
			if (typeof value === 'number') return String(checkNumber(value));
			if (typeof value === 'boolean') return String(value);
			if (date !== undefined) return date.text;
			throw mismatch(value, type);
		case 'number':
			if (Number.isFinite(value)) return value;
			break;
		case 'object':
			if (date !== undefined) return date;
			break;
		case 'dateTime': {
			const parsed = date ?? parseDate(value, timezone);
			if (parsed === undefined) throw mismatch(value, type);
			return parsed;
		}
	}
	// Lists and numbers can be changed by an operator.
	if ((type === 'array' || type === 'number') && isOperator(value)) return value;
	if (type === 'array') return toList(value);
	if (type === 'boolean') {
		const said = yesOrNo(value);
		if (said === undefined) throw mismatch(value, type);
		return said;
	}
	const result = validateFieldType('value', value, type);
	if (!result.valid) throw mismatch(value, type);
	return checkLevels(result.newValue);
}

/** Whether a list holds nothing. JavaScript's number for such a list would be 0. */
function isHollow(value: unknown): boolean {
	return Array.isArray(value) && value.every((one) => isEmpty(one) || isHollow(one));
}

/** A single value becomes a list of one. Text in brackets is parsed as JSON. */
function toList(value: unknown): unknown {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string' || !/^\s*(?:\[.*\]|\{.*\})\s*$/s.test(value)) return [value];
	let parsed: unknown;
	try {
		parsed = checkLevels(JSON.parse(value));
	} catch {
		throw mismatch(value, 'array');
	}
	return Array.isArray(parsed) || isOperator(parsed) ? parsed : [parsed];
}

function mismatch(value: unknown, type: FieldType): ItemError {
	const found = Array.isArray(value)
		? 'a list'
		: typeof value === 'object'
			? 'an object'
			: `${typeof value === 'string' ? 'text' : `a ${typeof value}`} that cannot be converted`;
	const advice =
		type === 'dateTime' && typeof value === 'string'
			? ' Dates must be in ISO 8601 format, e.g. 2026-03-26 or 2026-03-26T18:12:00Z. Convert other formats with an expression such as {{ DateTime.fromFormat($json.date, "dd/MM/yyyy").toISODate() }}.'
			: ' Choose the matching type next to the field, or leave the field out.';
	return new ItemError(
		`is mapped as ${TYPE_NAMES[type] ?? type}, but its value is ${found}.${advice}`,
		{ value },
	);
}
