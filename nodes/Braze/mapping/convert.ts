import type { FieldType } from 'n8n-workflow';
import { validateFieldType } from 'n8n-workflow';

import { toIsoDate } from '../model/dates';
import { ItemError } from '../model/itemError';

const TYPE_NAMES: Partial<Record<FieldType, string>> = {
	string: 'text',
	number: 'a number',
	boolean: 'true or false',
	array: 'a list',
	object: 'an object',
	dateTime: 'a date',
};

/**
 * Gives a value the type that the mapping states. Nothing else is converted: text stays text unless
 * the mapping says otherwise. Nothing there (`undefined`, `null`, empty text) stays as it is.
 *
 * @param value the item's value
 * @param type the type chosen in the mapping; undefined for none
 * @throws ItemError if the value cannot be had as that type
 */
export function convert(value: unknown, type: FieldType | undefined): unknown {
	if (value === undefined || value === null || value === '' || type === undefined) return value;
	switch (type) {
		case 'string':
			if (typeof value === 'string') return value;
			if (typeof value === 'number' || typeof value === 'boolean') return String(value);
			if (toIsoDate(value) !== undefined) return toIsoDate(value);
			throw mismatch(value, type);
		case 'number':
			if (typeof value === 'number') return value;
			break;
		case 'boolean':
			if (typeof value === 'boolean') return value;
			break;
		case 'array':
			if (Array.isArray(value)) return value;
			break;
		case 'dateTime':
			return toIsoDate(value) ?? validated(value, type);
		default:
			break;
	}
	return validated(value, type);
}

function validated(value: unknown, type: FieldType): unknown {
	const result = validateFieldType('value', value, type);
	if (!result.valid) throw mismatch(value, type);
	return toIsoDate(result.newValue) ?? result.newValue;
}

function mismatch(value: unknown, type: FieldType): ItemError {
	const found = Array.isArray(value)
		? 'a list'
		: typeof value === 'object'
			? 'an object'
			: `${typeof value === 'string' ? 'text' : `a ${typeof value}`} that cannot be read so`;
	return new ItemError(
		`is mapped as ${TYPE_NAMES[type] ?? type}, but the item holds ${found}. Choose the fitting type beside the field, or leave the field out.`,
	);
}
