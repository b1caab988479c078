import type { Catalog, Json } from '../types.mts';
import { CatalogError, FIELD_TYPES } from './catalogs.mts';
import { isObject } from './values.mts';

/** braze(catalogs): names and descriptions have at most 250 characters; a catalog has 500 fields. */
const MAX_NAME = 250;
const MAX_FIELDS = 500;

const NAME = /^[\w-]+$/;

const isLong = (value: unknown) => typeof value === 'string' && value.length > MAX_NAME;

/**
 * braze(catalogs): the IDs of errors about new catalogs.
 * ours: most of the texts of errors about new catalogs.
 */
function checkFields(fields: unknown) {
	if (!Array.isArray(fields) || !fields.every(isObject)) {
		throw new CatalogError('invalid-fields', 'fields is not formatted correctly');
	}
	if (fields.length > MAX_FIELDS) {
		throw new CatalogError(
			'too-many-fields',
			`A catalog can't have more than ${MAX_FIELDS} fields`,
		);
	}
	if (fields.at(0)?.name !== 'id' || fields[0].type !== 'string') {
		throw new CatalogError('id-not-first-column', 'The id must be the first field, of type string');
	}
	const names = fields.map(({ name }) => name);
	if (names.some(isLong)) {
		throw new CatalogError(
			'field-names-too-large',
			`Field names can't have more than ${MAX_NAME} characters`,
		);
	}
	if (!names.every((name) => typeof name === 'string' && NAME.test(name))) {
		throw new CatalogError(
			'invalid-field-names',
			'Fields can only include letters, numbers, hyphens, and underscores',
		);
	}
	if (new Set(names).size < names.length) {
		throw new CatalogError('field-names-not-unique', 'Field names must be unique');
	}
	if (!fields.every(({ type }) => FIELD_TYPES.includes(String(type)))) {
		throw new CatalogError('invalid-field-types', 'Make sure the field types are valid');
	}
}

/**
 * The one catalog that a request to create catalogs holds.
 *
 * @throws {CatalogError}
 */
export function newCatalog(body: unknown, existing: Map<string, Catalog>): Json {
	const list = isObject(body) ? body.catalogs : undefined;
	if (!Array.isArray(list) || list.length === 0 || !list.every(isObject)) {
		throw new CatalogError('catalog-array-invalid', 'catalogs must be an array of objects');
	}
	if (list.length > 1) {
		throw new CatalogError('too-many-catalog-atoms', 'You can only create one catalog per request');
	}
	const [{ name, description, fields }] = list;
	const detail = { parameters: ['name'], values: [name] };
	if (isLong(name)) {
		const text = `Catalog names can't have more than ${MAX_NAME} characters`;
		throw new CatalogError('catalog-name-too-large', text, detail);
	}
	if (typeof name !== 'string' || !NAME.test(name)) {
		throw new CatalogError(
			'invalid-catalog-name',
			'Catalog name can only include letters, numbers, hyphens, and underscores',
			detail,
		);
	}
	if (existing.has(name)) {
		const text = 'A catalog with that name already exists';
		throw new CatalogError('catalog-name-already-exists', text, detail);
	}
	if (isLong(description)) {
		const text = `Descriptions can't have more than ${MAX_NAME} characters`;
		throw new CatalogError('description-too-long', text);
	}
	checkFields(fields);
	return list[0];
}
