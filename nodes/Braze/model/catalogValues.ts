import type { IDataObject } from 'n8n-workflow';

import { ItemError, Problems } from './itemError';
import { isLonger } from './limits';
import { checkJsonValue, checkName, withoutGaps } from './messageValues';
import { isPlainObject, setOwn } from './objects';
import { jsonOf, short } from './shownValue';

/*
 * What Braze takes as the values of a catalog item.
 * Source: https://www.braze.com/docs/api/endpoints/catalogs/
 */

/** Characters of a value (`items-too-large`). */
const VALUE_LENGTH = 5_000;

/** Elements of a list, which are texts. */
const LIST_LENGTH = 100;

/** Levels of an object (`too-deep-nesting-in-value-object`). */
const LEVELS = 50;

/**
 * Checks an item's values. One that Braze would refuse costs the item, which is written as a whole.
 *
 * @throws ItemError naming every bad value
 */
export function checkCatalogValues(given: IDataObject): IDataObject {
	const problems = new Problems();
	const values: IDataObject = {};
	for (const [name, value] of Object.entries(given)) {
		const own = problems.within(`Fields: ${name} `);
		own.attempt(() => setOwn(values, checkName(name), checkValue(value)));
	}
	problems.throwIfAny();
	return values;
}

function checkValue(value: unknown): unknown {
	const checked = withoutGaps(checkJsonValue(value));
	const text = typeof checked === 'string' ? checked : (jsonOf(checked) ?? '');
	if (isLonger(text, VALUE_LENGTH)) {
		throw new ItemError(`is longer than the ${VALUE_LENGTH} characters that Braze accepts.`);
	}
	if (Array.isArray(checked)) return checkList(checked);
	if (!isPlainObject(checked)) return checked;
	if (isListOperator(checked)) {
		for (const list of Object.values(checked)) if (Array.isArray(list)) checkTexts(list);
		return checked;
	}
	return checkObject(checked);
}

/** `$add` and `$remove` change a list. */
function isListOperator(value: Record<string, unknown>): boolean {
	return Object.keys(value).every((key) => key === '$add' || key === '$remove');
}

/** Whether a list is meant as a place (`geo`): Braze accepts numbers in no other list. */
export function isPlace(list: readonly unknown[]): list is readonly [number, number] {
	return list.length === 2 && list.every((element) => typeof element === 'number');
}

/** A list as Braze takes it: of texts, or longitude and latitude. @throws ItemError */
export function checkList(list: readonly unknown[]): readonly unknown[] {
	if (!isPlace(list)) return checkTexts(list);
	const [longitude, latitude] = list;
	if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) return list;
	throw new ItemError(
		'is no place: Braze takes [longitude, latitude], from -180 to 180 and from -90 to 90.',
	);
}

function checkTexts(list: readonly unknown[]): readonly unknown[] {
	if (list.length > LIST_LENGTH) {
		throw new ItemError(`has ${list.length} elements, but Braze accepts only ${LIST_LENGTH}.`);
	}
	if (list.every((element) => typeof element === 'string')) return list;
	throw new ItemError(
		'must be a list of texts. Make all elements text, e.g. with {{ $json.field.map(String) }}.',
	);
}

function checkObject(object: Record<string, unknown>, level = 1): Record<string, unknown> {
	if (level > LEVELS) {
		throw new ItemError(`is nested more than the ${LEVELS} levels deep that Braze accepts.`);
	}
	for (const [key, inner] of Object.entries(object)) {
		if (/[.$]/.test(key)) {
			throw new ItemError(
				`has the key "${short(key)}". Inside an object, Braze accepts no dots and no $ in keys.`,
			);
		}
		if (isPlainObject(inner)) checkObject(inner, level + 1);
	}
	return object;
}
