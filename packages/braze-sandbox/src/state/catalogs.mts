import { isDeepStrictEqual } from 'node:util';

import type { Clock } from '../clock.mts';
import type { Catalog, CatalogField, Json } from '../types.mts';
import { parseDate } from './dates.mts';
import { isList, isObject, textOf } from './values.mts';

/** braze(catalogs): an ID has at most 250 letters, digits, `-` and `_`; a value 5,000 characters and 50 levels. */
const MAX_ID = 250;
const MAX_VALUE = 5_000;
const MAX_DEPTH = 50;
const MAX_TEXTS = 100;

/** What a catalog refuses. braze(catalogs): the IDs and texts of errors about catalogs. */
export class CatalogError extends Error {
	id;
	status;
	parameters;
	values;

	constructor(
		id: string,
		message: string,
		{
			status = 400,
			parameters = [],
			values = [],
		}: { status?: number; parameters?: string[]; values?: unknown[] } = {},
	) {
		super(message);
		this.id = id;
		this.status = status;
		this.parameters = parameters;
		this.values = values;
	}
}

/** @returns levels of objects and lists */
function depth(value: unknown): number {
	if (typeof value !== 'object' || value === null) return 0;
	return 1 + Math.max(0, ...Object.values(value).map(depth));
}

/** @returns whether some object in it has a key with `.` or `$` */
function hasBadKey(value: unknown): boolean {
	if (Array.isArray(value)) return value.some(hasBadKey);
	if (!isObject(value)) return false;
	return Object.entries(value).some(([key, inner]) => /[.$]/.test(key) || hasBadKey(inner));
}

/** braze(data types): a place is longitude and latitude. */
function place(value: unknown): unknown {
	const isPlace =
		isList(value) &&
		value.length === 2 &&
		value.every((part) => typeof part === 'number') &&
		Math.abs(value[0]) <= 180 &&
		Math.abs(value[1]) <= 90;
	return isPlace ? value : undefined;
}

/** braze(data types): a time is in ISO 8601, or in Unix seconds. */
function time(value: unknown): unknown {
	if (typeof value !== 'number') return parseDate(value)?.toISOString();
	const date = new Date(value * 1000);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** braze(data types): a list in a catalog holds up to 100 texts. */
const texts = (value: unknown): unknown =>
	isList(value) && value.length <= MAX_TEXTS && value.every((one) => typeof one === 'string')
		? value
		: undefined;

/** The value kept, or undefined. */
const COERCE: Record<string, (value: unknown) => unknown> = {
	string: (value) => (typeof value === 'object' ? undefined : textOf(value)),
	number: (value) => (value !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined),
	boolean: (value) => ({ true: true, false: false })[textOf(value)],
	time,
	object: (value) => (isObject(value) ? value : undefined),
	array: texts,
	geo: place,
};

/** braze(data types): the types of fields. */
export const FIELD_TYPES = Object.keys(COERCE);

function fieldValue(
	{ name, type }: CatalogField,
	value: unknown,
	{ stored, operators }: { stored: unknown; operators: boolean },
): unknown {
	if (value === null) return null;
	if (operators && type === 'array' && isObject(value)) {
		return fieldValue({ name, type }, changeArray(value, stored), { stored, operators: false });
	}
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

/** @param update `$add` and `$remove` */
function changeArray({ $add = [], $remove = [] }: Json, stored: unknown): unknown[] {
	const before = isList(stored) ? stored : [];
	if (!isList($add) || !isList($remove)) {
		throw new CatalogError('unable-to-coerce-value', "Item types can't be converted");
	}
	const has = (list: unknown[], value: unknown) =>
		list.some((other) => isDeepStrictEqual(other, value));
	const added = $add.filter((value) => !has(before, value));
	return [...before, ...added].filter((value) => !has($remove, value));
}

/** @throws {CatalogError} for an ID that Braze refuses */
export function checkId(id: unknown) {
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

export type WriteMode = 'create' | 'update' | 'replace';

/** The catalogs of a workspace and their items. */
export class Catalogs {
	readonly all = new Map<string, Catalog>();
	private readonly clock: Clock;
	private readonly keepsLeftOut: () => boolean;

	/** @param keepsLeftOut whether replacing an item keeps what is left out, at the moment */
	constructor(clock: Clock, keepsLeftOut: () => boolean) {
		this.clock = clock;
		this.keepsLeftOut = keepsLeftOut;
	}

	/** @param entry name, description, fields and, to start with, items */
	declare({ name, description = '', fields = [{ name: 'id', type: 'string' }], items = [] }: Json) {
		const catalog = {
			name: String(name),
			description: String(description),
			fields: structuredClone(fields) as CatalogField[],
			items: new Map(),
			updatedAt: this.clock.date(),
		};
		this.all.set(catalog.name, catalog);
		for (const item of items as Json[]) this.write(catalog, item, 'replace');
	}

	/** @throws {CatalogError} 404 */
	get(name: string): Catalog {
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
	 * @param item with its id
	 * @throws {CatalogError}
	 */
	prepare(catalog: Catalog, item: Json, mode: WriteMode): Json {
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
		const isKept = mode === 'update' || (mode === 'replace' && this.keepsLeftOut());
		const before: Json = isKept ? (catalog.items.get(id) ?? { id }) : { id };
		const changes = catalog.fields
			.filter(({ name }) => name !== 'id' && item[name] !== undefined)
			.map((field) => {
				const context = { stored: before[field.name], operators: mode === 'update' };
				return [field.name, fieldValue(field, item[field.name], context)];
			});
		return { ...before, ...(Object.fromEntries(changes) as Json) };
	}

	write(catalog: Catalog, item: Json, mode: WriteMode) {
		const next = this.prepare(catalog, item, mode);
		catalog.items.set(String(next.id), next);
		catalog.updatedAt = this.clock.date();
	}
}
