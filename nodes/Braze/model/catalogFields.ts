import { checkList, isPlace } from './catalogValues';
import { toIsoDate } from './dates';
import { checkIdText } from './idText';
import { ItemError, named } from './itemError';
import { isLonger } from './limits';
import { isUnset } from './nothing';
import { isLeftByProgram } from './placeholder';
import { shownValue } from './shownValue';
import { checkLetters, textOf } from './text';

/*
 * What a catalog is made of.
 * Source: https://www.braze.com/docs/api/endpoints/catalogs/catalog_management/synchronous/post_create_catalog/
 */

/** Types of a catalog's fields, and what they are for. */
export const CATALOG_TYPES = {
	array: 'A list of texts',
	boolean: 'True or false',
	geo: 'A place: longitude, then latitude',
	number: 'A number',
	object: 'An object with fields of its own',
	string: 'A text',
	time: 'A date and time',
} as const;

type CatalogType = keyof typeof CATALOG_TYPES;

/** A field of a catalog. */
export interface CatalogField {
	name: string;
	type: CatalogType;
}

/** Characters of a name (of a catalog or a field), and of a description. */
const NAME_LENGTH = 250;
const NAME = /^[\w-]+$/;

/** Fields of a catalog, the ID among them. */
const MOST_FIELDS = 500;

/** The field that each catalog begins with. */
const ID_FIELD: CatalogField = { name: 'id', type: 'string' };

/**
 * Checks a name of a catalog or a field.
 *
 * @param label goes before what is wrong
 * @throws ItemError
 */
export function checkCatalogName(name: string, label: string): string {
	checkIdText(name, label, isLeftByProgram);
	if (isLonger(name, NAME_LENGTH)) {
		throw new ItemError(
			`${label} is longer than the ${NAME_LENGTH} characters that Braze accepts.`,
		);
	}
	if (NAME.test(name)) return name;
	throw new ItemError(`${label} can contain only letters, digits, hyphens and underscores.`, {
		value: name,
	});
}

/** Checks a catalog's description. @throws ItemError */
export function checkCatalogDescription(text: string): string {
	const letters = named('Description ', () => checkLetters(text));
	if (!isLonger(letters, NAME_LENGTH)) return letters;
	throw new ItemError(
		`Description is longer than the ${NAME_LENGTH} characters that Braze accepts.`,
	);
}

/**
 * The type of the field that a value is for.
 *
 * @returns undefined for nothing, which may be of any type
 * @throws ItemError for a list that no field can hold, since a field keeps its type
 */
export function catalogTypeOf(value: unknown): CatalogType | undefined {
	if (isUnset(value)) return undefined;
	if (toIsoDate(value) !== undefined) return 'time';
	if (Array.isArray(value)) return isPlace(checkList(value)) ? 'geo' : 'array';
	const type = typeof value;
	return type === 'number' || type === 'boolean' || type === 'object' ? type : 'string';
}

/** A type as people or n8n write it. @throws ItemError that begins with the label */
export function readCatalogType(given: unknown, label: string): CatalogType {
	const name = textOf(given).trim().toLowerCase();
	const type = name === 'datetime' ? 'time' : name;
	if (Object.hasOwn(CATALOG_TYPES, type)) return type as CatalogType;
	const types = Object.keys(CATALOG_TYPES).join(', ');
	throw new ItemError(`${label} is ${shownValue(given)}, but a type is one of ${types}.`);
}

/**
 * The fields of a new catalog: the ID, which Braze wants first, and the others.
 *
 * @throws ItemError for an invalid name, a name that two fields have, no field besides the ID, or too many
 */
export function checkCatalogFields(given: readonly CatalogField[]): CatalogField[] {
	const fields = given.filter(({ name }) => name !== ID_FIELD.name);
	const names = new Set<string>();
	for (const { name } of fields) {
		checkCatalogName(name, 'Fields: a name');
		if (names.has(name)) throw new ItemError(`Fields: "${name}" stands there twice.`);
		names.add(name);
	}
	if (fields.length === 0) {
		throw new ItemError('Fields: there is none. Map at least one in addition to the ID.');
	}
	if (fields.length >= MOST_FIELDS) {
		throw new ItemError(
			`Fields: there are ${fields.length + 1} with the ID, but Braze accepts only ${MOST_FIELDS}.`,
		);
	}
	return [ID_FIELD, ...fields];
}
