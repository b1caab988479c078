import { cursorPage } from '../paging.mts';
import { CatalogError, checkId, type WriteMode } from '../state/catalogs.mts';
import { newCatalog } from '../state/newCatalog.mts';
import { isObject } from '../state/values.mts';
import type { Workspace } from '../state/workspace.mts';
import type { BrazeResponse, Catalog, Json } from '../types.mts';
import type { Call, Endpoint } from '../types-http.mts';

/** braze(catalogs): at most 50 items in a request, and on a page. */
const MAX_ITEMS = 50;

const ok = (status: number, more: Json = {}): BrazeResponse => ({
	status,
	body: { ...more, message: 'success' },
});

/** Runs a catalog endpoint, and turns its refusals into Braze's form. */
const guarded =
	(run: (call: Call) => BrazeResponse): ((call: Call) => BrazeResponse) =>
	(call) => {
		try {
			return run(call);
		} catch (error) {
			if (!(error instanceof CatalogError)) throw error;
			const { id, message, parameters, values, status } = error;
			const errors = [{ id, message, parameters, parameter_values: values }];
			return { status, body: { errors, message: 'Invalid Request' } };
		}
	};

/** @returns `items` */
function itemsOf(body: unknown, max: number): Json[] {
	const items = isObject(body) ? body.items : undefined;
	if (!Array.isArray(items) || !items.every(isObject)) {
		throw new CatalogError('item-array-invalid', 'items must be an array of objects');
	}
	if (items.length > max) {
		throw new CatalogError(
			'request-includes-too-many-items',
			`The item limit per request is ${max}`,
		);
	}
	return items;
}

function checkUnique(items: Json[]) {
	const missing = items.filter(({ id }) => id === undefined || id === null).length;
	if (missing > 0) {
		throw new CatalogError(
			'items-missing-ids',
			`There are ${missing} item(s) that do not have ids`,
		);
	}
	if (new Set(items.map(({ id }) => id)).size === items.length) return;
	throw new CatalogError('ids-not-unique', 'Item IDs must be unique in the request');
}

/** ours: the texts about storage that is full, or growing too quickly. */
function checkStorage({ settings: { catalogStorage } }: Workspace) {
	if (catalogStorage === 'free') return;
	throw catalogStorage === 'full'
		? new CatalogError('company-size-limit-already-reached', 'Company size limit already reached')
		: new CatalogError('company-size-limit-surge', 'Company size limit surge');
}

/**
 * Many items at once.
 *
 * braze(catalogs): one bad item refuses a request for many; the endpoints are asynchronous.
 * inferred: in a request for many, creating an item that exists, or editing one that doesn't, is
 *   skipped without an error.
 */
const writeMany = (mode: WriteMode): ((call: Call) => BrazeResponse) =>
	guarded(({ body, params, workspace }) => {
		const { catalogs } = workspace;
		const catalog = catalogs.get(params.catalog_name);
		if (mode === 'replace') checkStorage(workspace);
		const items = itemsOf(body, MAX_ITEMS);
		checkUnique(items);
		for (const item of items) catalogs.prepare(catalog, item, mode);
		for (const item of items) {
			const isThere = catalog.items.has(String(item.id));
			const isSkipped = (mode === 'create' && isThere) || (mode === 'update' && !isThere);
			if (!isSkipped) catalogs.write(catalog, item, mode);
		}
		return ok(202);
	});

function itemOf(catalog: Catalog, id: string): Json {
	const item = catalog.items.get(id);
	if (item) return item;
	throw new CatalogError('item-not-found', 'Could not find item', {
		status: 404,
		parameters: ['item_id'],
		values: [id],
	});
}

/**
 * One item, at once.
 *
 * @param status of success
 */
const writeOne = (mode: WriteMode, status: number): ((call: Call) => BrazeResponse) =>
	guarded(({ body, params: { catalog_name: name, item_id: id }, workspace: { catalogs } }) => {
		const catalog = catalogs.get(name);
		const item = itemsOf(body, 1).at(0);
		if (!item) throw new CatalogError('item-array-invalid', 'items must be an array of objects');
		if (item.id !== undefined) {
			throw new CatalogError('id-in-body', 'Remove any item IDs in the request body');
		}
		if (mode === 'update') itemOf(catalog, id);
		if (mode === 'create' && catalog.items.has(id)) {
			throw new CatalogError('item-already-exists', 'The item already exists in the catalog', {
				parameters: ['item_id'],
				values: [id],
			});
		}
		catalogs.write(catalog, { ...item, id }, mode);
		return ok(status);
	});

const shown = ({ description, fields, name, items, updatedAt }: Catalog) => ({
	description,
	fields,
	name,
	num_items: items.size,
	updated_at: updatedAt.toISOString().replace('Z', '+00:00'),
});

export const catalogs: Endpoint[] = [
	{
		method: 'GET',
		path: '/catalogs',
		permission: 'catalogs.get',
		handle: ({ workspace }) =>
			ok(200, { catalogs: [...workspace.catalogs.all.values()].map(shown) }),
	},
	{
		method: 'POST',
		path: '/catalogs',
		permission: 'catalogs.create',
		handle: guarded(({ body, workspace }) => {
			const entry = newCatalog(body, workspace.catalogs.all);
			workspace.catalogs.declare(entry);
			return ok(201, { catalogs: [shown(workspace.catalogs.get(String(entry.name)))] });
		}),
	},
	{
		method: 'DELETE',
		path: '/catalogs/:catalog_name',
		permission: 'catalogs.delete',
		handle: guarded(({ params, workspace }) => {
			workspace.catalogs.all.delete(workspace.catalogs.get(params.catalog_name).name);
			return ok(200);
		}),
	},
	{
		method: 'GET',
		path: '/catalogs/:catalog_name/items',
		permission: 'catalogs.get_items',
		handle: guarded(({ params, query, workspace }) => {
			const catalog = workspace.catalogs.get(params.catalog_name);
			const cursor = query.get('cursor');
			const address = `/catalogs/${catalog.name}/items`;
			const found = cursorPage([...catalog.items.values()], { cursor, size: MAX_ITEMS, address });
			if (!found) {
				const detail = { parameters: ['cursor'], values: [cursor] };
				throw new CatalogError('invalid-cursor', "'cursor' is not valid", detail);
			}
			return { ...ok(200, { items: found.page }), headers: found.headers };
		}),
	},
	{
		method: 'POST',
		path: '/catalogs/:catalog_name/items',
		permission: 'catalogs.add_items',
		handle: writeMany('create'),
	},
	{
		method: 'PATCH',
		path: '/catalogs/:catalog_name/items',
		permission: 'catalogs.update_items',
		handle: writeMany('update'),
	},
	{
		method: 'PUT',
		path: '/catalogs/:catalog_name/items',
		permission: 'catalogs.replace_items',
		handle: writeMany('replace'),
	},
	{
		method: 'DELETE',
		path: '/catalogs/:catalog_name/items',
		permission: 'catalogs.delete_items',
		handle: guarded(({ body, params, workspace }) => {
			const catalog = workspace.catalogs.get(params.catalog_name);
			const items = itemsOf(body, MAX_ITEMS);
			checkUnique(items);
			for (const { id } of items) checkId(id);
			for (const { id } of items) catalog.items.delete(String(id));
			return ok(202);
		}),
	},
	{
		method: 'GET',
		path: '/catalogs/:catalog_name/items/:item_id',
		permission: 'catalogs.get_item',
		handle: guarded(({ params, workspace }) => {
			const catalog = workspace.catalogs.get(params.catalog_name);
			return ok(200, { items: [itemOf(catalog, params.item_id)] });
		}),
	},
	{
		method: 'POST',
		path: '/catalogs/:catalog_name/items/:item_id',
		permission: 'catalogs.create_item',
		handle: writeOne('create', 201),
	},
	{
		method: 'PATCH',
		path: '/catalogs/:catalog_name/items/:item_id',
		permission: 'catalogs.update_item',
		handle: writeOne('update', 200),
	},
	{
		method: 'PUT',
		path: '/catalogs/:catalog_name/items/:item_id',
		permission: 'catalogs.replace_item',
		handle: writeOne('replace', 200),
	},
	{
		method: 'DELETE',
		path: '/catalogs/:catalog_name/items/:item_id',
		permission: 'catalogs.delete_item',
		handle: guarded(({ params, workspace }) => {
			const catalog = workspace.catalogs.get(params.catalog_name);
			itemOf(catalog, params.item_id);
			catalog.items.delete(params.item_id);
			return ok(202);
		}),
	},
];
