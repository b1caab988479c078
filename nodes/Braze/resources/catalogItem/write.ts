import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { catalogField } from '../../fields/locators';
import { readMapped } from '../../fields/mapped';
import { noticeField } from '../../fields/notice';
import { optionsField } from '../../fields/options';
import { checkCatalogValues } from '../../model/catalogValues';
import { ItemError } from '../../model/itemError';
import { isPlainObject } from '../../model/objects';
import { batched, type BatchedOperation } from '../../runtime/batchedOperation';
import { itemsEndpoint, itemsPath } from './endpoint';
import { compileCatalog, compileItemId, itemIdField, valuesField } from './itemFields';

/** Source: https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/asynchronous/put_update_catalog_items/ */
export const upsert = batched({
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update a catalog item',
	description: 'Create a new catalog item, or update the current one if it already exists (upsert)',
	permission: 'catalogs.replace_items',
	endpoint: itemsEndpoint('PUT'),
	...writing(
		noticeField(
			'replaceNotice',
			'An item that exists is replaced. Braze does not document what becomes of fields that are not mapped: map all of them, or use Update to change some.',
		),
	),
});

/** Source: https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/asynchronous/patch_catalog_items/ */
export const update = batched({
	name: 'Update',
	value: 'update',
	action: 'Update a catalog item',
	description:
		'Change some fields of an existing item. The objects {"$add": [...]} and {"$remove": [...]} change a list.',
	permission: 'catalogs.update_items',
	endpoint: itemsEndpoint('PATCH'),
	...writing(),
});

/** What the operations that write items, 50 at a time, have in common. */
function writing(...notices: INodeProperties[]): Pick<BatchedOperation, 'properties' | 'prepare'> {
	return {
		properties: [...notices, catalogField, itemIdField, valuesField, optionsField()],
		prepare: (parameters) => {
			const catalog = compileCatalog(parameters);
			const itemId = compileItemId(parameters);
			const fields = parameters.mapping('fields', 'Fields');
			return (...item) => {
				const catalog_name = catalog(...item);
				const id = itemId(...item);
				const given = readMapped(fields, item);
				if (given === undefined) {
					throw new ItemError('Fields: no mapped field has a value in this item.');
				}
				const values = checkCatalogValues(given);
				return {
					path: itemsPath(catalog_name),
					objects: [
						{ array: 'items', content: { ...values, id }, idempotent: !hasOperator(values) },
					],
					// A request may hold an ID only once.
					orderingKeys: [JSON.stringify([catalog_name, id])],
					outcome: { catalog: catalog_name, id },
				};
			};
		},
	};
}

/** Whether an update has `$add` or `$remove` on a list, which must not be sent twice. */
function hasOperator(values: IDataObject): boolean {
	return Object.values(values).some(
		(value) => isPlainObject(value) && ('$add' in value || '$remove' in value),
	);
}
