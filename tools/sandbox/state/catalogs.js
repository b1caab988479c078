'use strict';

const { isDeepStrictEqual } = require('node:util');
const { parseDate } = require('./dates');
const { isObject } = require('./values');

/** @typedef {import('../types').Catalog} Catalog */
/** @typedef {import('../types').CatalogField} CatalogField */
/** @typedef {import('../types').Json} Json */

/** Limits of the catalog item pages. */
const MAX_ID = 250;
const MAX_VALUE = 5_000;
const MAX_DEPTH = 50;

/** What a catalog refuses; `id` is the documented error id. */
class CatalogError extends Error {
	/**
	 * @param {string} id
	 * @param {string} message
	 * @param {{ status?: number, parameters?: string[], values?: unknown[] }} [detail]
	 */
	constructor(id, message, { status = 400, parameters = [], values = [] } = {}) {
		super(message);
		this.id = id;
		this.status = status;
		this.parameters = parameters;
		this.values = values;
	}
}

/** @param {unknown} value @returns {number} levels of objects and lists */
function depth(value) {
	if (typeof value !== 'object' || value === null) return 0;
	return 1 + Math.max(0, ...Object.values(value).map(depth));
}

/** @param {unknown} value @returns {boolean} whether some object in it has a key with `.` or `$` */
function hasBadKey(value) {
	if (Array.isArray(value)) return value.some(hasBadKey);
	if (!isObject(value)) return false;
	return Object.entries(value).some(([key, inner]) => /[.$]/.test(key) || hasBadKey(inner));
}

/** @type {Record<string, (value: unknown) => unknown>} the value kept, or undefined */
const COERCE = {
	string: (value) => (typeof value === 'object' ? undefined : String(value)),
	number: (value) => (value !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined),
	boolean: (value) => ({ true: true, false: false })[String(value)],
	time: (value) => parseDate(value)?.toISOString(),
	object: (value) => (isObject(value) ? value : undefined),
	array: (value) => (Array.isArray(value) ? value : undefined),
};

/**
 * @param {CatalogField} field
 * @param {unknown} value
 * @param {{ stored: unknown, operators: boolean }} context
 * @returns {unknown}
 */
function fieldValue({ name, type }, value, { stored, operators }) {
	if (value === null) return null;
	if (operators && type === 'array' && isObject(value)) return changeArray(value, stored);
	if (depth(value) > MAX_DEPTH) {
		throw new CatalogError(
			'too-deep-nesting-in-value-object',
			`Item objects can't have more than ${MAX_DEPTH} levels of nesting`,
			{ parameters: [name] },
		);
	}
	if (hasBadKey(value)) {
		throw new CatalogError(
			'invalid-keys-in-value-object',
			"Item object keys can't include . or $",
			{ parameters: [name] },
		);
	}
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	if (text.length > MAX_VALUE) {
		throw new CatalogError('items-too-large', `Item values can't exceed ${MAX_VALUE} characters`, {
			parameters: [name],
		});
	}
	const kept = (COERCE[type] ?? COERCE.string)(value);
	if (kept === undefined) {
		throw new CatalogError('unable-to-coerce-value', "Item types can't be converted", {
			parameters: [name],
			values: [value],
		});
	}
	return structuredClone(kept);
}

/** @param {Json} update `$add` and `$remove` @param {unknown} stored @returns {unknown[]} */
function changeArray({ $add = [], $remove = [] }, stored) {
	const before = Array.isArray(stored) ? stored : [];
	if (!Array.isArray($add) || !Array.isArray($remove)) {
		throw new CatalogError('unable-to-coerce-value', "Item types can't be converted");
	}
	/** @param {unknown[]} list @param {unknown} value */
	const has = (list, value) => list.some((other) => isDeepStrictEqual(other, value));
	const added = $add.filter((value) => !has(before, value));
	return [...before, ...added].filter((value) => !has($remove, value));
}

/** @param {unknown} id */
function checkId(id) {
	if (id === undefined || id === null) {
		throw new CatalogError('items-missing-ids', 'There are 1 item(s) that do not have ids');
	}
	const detail = { parameters: ['id'], values: [id] };
	if (typeof id !== 'string') {
		throw new CatalogError('ids-not-strings', 'Item IDs must be of type string', detail);
	}
	if (id.length > MAX_ID) {
		throw new CatalogError(
			'ids-too-large',
			`Item IDs can't be more than ${MAX_ID} characters`,
			detail,
		);
	}
	if (!/^[\w-]+$/.test(id)) {
		throw new CatalogError(
			'invalid-ids',
			'Item IDs can only include letters, numbers, hyphens, and underscores',
			detail,
		);
	}
}

/** The catalogs of a workspace and their items. */
class Catalogs {
	constructor() {
		/** @type {Map<string, Catalog>} */
		this.all = new Map();
	}

	/** @param {Json} entry name, description, fields and, to start with, items */
	declare({ name, description = '', fields = [{ name: 'id', type: 'string' }], items = [] }) {
		const catalog = {
			name: String(name),
			description: String(description),
			fields: /** @type {CatalogField[]} */ (structuredClone(fields)),
			items: new Map(),
			updatedAt: new Date(),
		};
		this.all.set(catalog.name, catalog);
		for (const item of /** @type {Json[]} */ (items)) this.write(catalog, item, 'replace');
	}

	/** @param {string} name @returns {Catalog} @throws {CatalogError} 404 */
	get(name) {
		const catalog = this.all.get(name);
		if (catalog) return catalog;
		throw new CatalogError('catalog-not-found', 'Could not find catalog', {
			status: 404,
			parameters: ['catalog_name'],
			values: [name],
		});
	}

	/**
	 * What an item would be after a write. Changes nothing.
	 *
	 * @param {Catalog} catalog
	 * @param {Json} item with its id
	 * @param {'create' | 'update' | 'replace'} mode
	 * @returns {Json}
	 * @throws {CatalogError}
	 */
	prepare(catalog, item, mode) {
		checkId(item.id);
		const id = String(item.id);
		const unknown = Object.keys(item).filter(
			(name) => !catalog.fields.some((field) => field.name === name),
		);
		const detail = { parameters: ['id'], values: [id] };
		if (unknown.length > 0) {
			throw new CatalogError(
				'invalid-fields',
				'Some of the fields given do not exist in the catalog',
				detail,
			);
		}
		const before = mode === 'update' ? (catalog.items.get(id) ?? { id }) : { id };
		const changes = catalog.fields
			.filter(({ name }) => name !== 'id' && item[name] !== undefined)
			.map((field) => {
				const context = { stored: before[field.name], operators: mode === 'update' };
				return [field.name, fieldValue(field, item[field.name], context)];
			});
		return { ...before, ...Object.fromEntries(changes) };
	}

	/** @param {Catalog} catalog @param {Json} item @param {'create' | 'update' | 'replace'} mode */
	write(catalog, item, mode) {
		const next = this.prepare(catalog, item, mode);
		catalog.items.set(String(next.id), next);
		catalog.updatedAt = new Date();
	}
}

module.exports = { Catalogs, CatalogError, checkId };
