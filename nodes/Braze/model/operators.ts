import { isPlainObject } from './objects';

/**
 * Operators that a custom attribute can have instead of a value, by the keys of the object.
 * Sources: https://www.braze.com/docs/api/objects_filters/user_attributes_object/,
 * https://www.braze.com/docs/user_guide/data/custom_data/custom_attributes/array_of_objects/
 */
const OPERATORS: ReadonlyArray<ReadonlySet<string>> = [
	new Set(['inc']),
	new Set(['add', 'remove']),
	new Set(['$add', '$update', '$remove']),
];

/**
 * Whether a value is an operator. Operators change what Braze holds, so they must not be merged with other
 * values, or sent twice.
 */
export function isOperator(value: unknown): value is Record<string, unknown> {
	return isPlainObject(value) && OPERATORS.some((known) => hasOnly(value, (key) => known.has(key)));
}

/**
 * Whether an object has only keys of operators, but of different ones. Braze would not recognize it and store it
 * as data.
 */
export function mixesOperators(value: Record<string, unknown>): boolean {
	const isKnown = (key: string) => OPERATORS.some((known) => known.has(key));
	return hasOnly(value, isKnown) && !isOperator(value);
}

function hasOnly(object: object, isTaken: (key: string) => boolean): boolean {
	const keys = Object.keys(object);
	return keys.length > 0 && keys.every(isTaken);
}

/** Whether an operator both adds and removes an object. */
export function readdsRemoved(value: unknown): boolean {
	if (!isOperator(value)) return false;
	const { $add: added, $remove: removed } = value;
	if (!Array.isArray(added) || !Array.isArray(removed)) return false;
	const keys = new Set(
		removed.map(({ $identifier_key: key, $identifier_value: one }: Record<string, unknown>) =>
			pair(key, one),
		),
	);
	return added.some((object: Record<string, unknown>) =>
		Object.entries(object).some(([key, one]) => keys.has(pair(key, one))),
	);
}

const pair = (key: unknown, value: unknown) => JSON.stringify([key, value]);
