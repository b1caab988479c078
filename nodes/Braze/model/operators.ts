/**
 * Operators that Braze offers for a custom attribute in place of a value, by the keys of the object.
 * Sources: https://www.braze.com/docs/api/objects_filters/user_attributes_object/,
 * https://www.braze.com/docs/user_guide/data/custom_data/custom_attributes/array_of_objects/
 */
const OPERATORS = [
	new Set(['inc']),
	new Set(['add', 'remove']),
	new Set(['$add', '$update', '$remove']),
];

/**
 * Whether a value is an operator: it changes what Braze holds, so it neither merges with another
 * value nor may be delivered twice.
 */
export function isOperator(value: unknown): boolean {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const keys = Object.keys(value);
	return keys.length > 0 && OPERATORS.some((known) => keys.every((key) => known.has(key)));
}
