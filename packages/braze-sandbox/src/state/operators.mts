import { isDeepStrictEqual } from 'node:util';

import type { Update } from './custom.mts';
import { deepMerge, MAX_TEXT, readNested, withoutNulls } from './nested.mts';
import type { Settings } from './settings.mts';
import { isList, isObject } from './values.mts';

/**
 * braze(custom attributes): a list keeps 500 elements, or fewer if the attribute says so; beyond
 *   that, the oldest drop off.
 */
export const MAX_ELEMENTS = 500;

const isScalar = (value: unknown) =>
	typeof value === 'number' ||
	typeof value === 'boolean' ||
	(typeof value === 'string' && value.length <= MAX_TEXT);

/** @returns whether it has some of these keys, and no others */
function hasOnly(value: Record<string, unknown>, names: string[]): boolean {
	const keys = Object.keys(value);
	return keys.length > 0 && keys.every((key) => names.includes(key));
}

/** @returns each element once, at its last place, and only the newest */
function unique(elements: unknown[], maxElements: number): unknown[] {
	const last = new Map(elements.map((element, index) => [element, index]));
	return elements.filter((element, index) => last.get(element) === index).slice(-maxElements);
}

export type Context = Pick<Update, 'stored' | 'merge' | 'maxElements'> &
	Pick<Settings, 'nestedNull'>;

function increment({ inc }: Record<string, unknown>, { stored }: Context) {
	// braze(attributes): only integers can be incremented.
	// ours: an attribute that does not exist yet counts from 0.
	if (!Number.isInteger(inc)) return undefined;
	const from = stored ?? 0;
	return Number.isInteger(from) ? Number(from) + Number(inc) : undefined;
}

function changeArray(
	{ add = [], remove = [] }: Record<string, unknown>,
	{ stored = [], maxElements }: Context,
) {
	if (!isList(add) || !isList(remove) || !isList(stored)) return undefined;
	if (![...add, ...remove, ...stored].every(isScalar)) return undefined;
	return unique([...stored, ...add], maxElements).filter((element) => !remove.includes(element));
}

/** @returns whether the choice selects the element */
function isChosen(element: unknown, choice: unknown): boolean {
	return (
		isObject(element) &&
		isObject(choice) &&
		typeof choice.$identifier_key === 'string' &&
		isDeepStrictEqual(element[choice.$identifier_key], choice.$identifier_value)
	);
}

function changeObjects(
	update: Record<string, unknown>,
	{ stored = [], merge, nestedNull }: Context,
) {
	const { $add = [], $update = [], $remove = [] } = update;
	if (!Array.isArray(stored) || !stored.every(isObject)) return undefined;
	if (![$add, $update, $remove].every((list) => Array.isArray(list) && list.every(isObject))) {
		return undefined;
	}
	const added = readNested($add as Record<string, unknown>[], nestedNull);
	if (!added) return undefined;
	const gone = $remove as unknown[];
	// braze(objects): in one object, `$add` comes first, then `$remove`, then `$update`.
	let elements = [...stored, ...added.map(withoutNulls)].filter(
		(element) => !gone.some((choice) => isChosen(element, choice)),
	);
	for (const choice of $update as Record<string, unknown>[]) {
		// braze(objects): `$update` cannot delete a key of an element.
		const change = readNested(choice.$new_object, 'drops');
		if (!isObject(change)) return undefined;
		elements = elements.map((element) => {
			if (!isChosen(element, choice)) return element;
			return merge ? deepMerge(element, change) : change;
		});
	}
	return elements;
}

const OPERATORS: Array<{
	keys: string[];
	apply: (update: Record<string, unknown>, context: Context) => unknown;
}> = [
	{ keys: ['inc'], apply: increment },
	{ keys: ['add', 'remove'], apply: changeArray },
	{ keys: ['$add', '$update', '$remove'], apply: changeObjects },
];

/**
 * The operator that an object value is, if it is one: `inc`, `add`/`remove` on an array of scalars,
 * `$add`/`$update`/`$remove` on an array of objects (user attributes object, array of objects
 * pages).
 *
 * @returns a function that returns the new value, or undefined when Braze would not take the update;
 *   null for a value that isn't an operator
 */
export function operatorOf(value: Record<string, unknown>): ((context: Context) => unknown) | null {
	const operator = OPERATORS.find(({ keys }) => hasOnly(value, keys));
	return operator ? (context) => operator.apply(value, context) : null;
}

/** @returns an array as it is stored, or undefined when it is not taken */
export function readArray(
	value: unknown[],
	{ nestedNull, maxElements }: Pick<Context, 'nestedNull' | 'maxElements'>,
): unknown[] | undefined {
	if (value.length > 0 && value.every(isObject)) {
		return readNested(value, nestedNull)?.map(withoutNulls);
	}
	// braze(analytics): lists have one dimension.
	// ours: a list of lists, or of objects and scalars, is accepted, but not stored.
	return value.every(isScalar) ? unique(value, maxElements) : undefined;
}
