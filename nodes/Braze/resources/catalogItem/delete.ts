import type { BatchOperation } from '../../runtime/batchedOperation';
import { runBatchOperation } from '../../runtime/batchedOperation';
import { catalogField } from '../../fields/locators';
import { optionsField } from '../../fields/options';
import type { Operation } from '../../runtime/operation';
import { compileEndpoint } from './endpoint';
import { compileCatalog, itemIdField, readItemId } from './fields';

const operation: BatchOperation = {
	permission: 'catalogs.delete_items',
	prepare: (parameters) => {
		const catalog = compileCatalog(parameters);
		const itemId = parameters.perItem('itemId', '');
		const endpoint = compileEndpoint('DELETE');
		return (...item) => {
			const catalog_name = catalog(...item);
			const id = readItemId(itemId, item);
			return {
				endpoint: endpoint(catalog_name),
				objects: [{ array: 'items', content: { id }, idempotent: true }],
				orderingKeys: [JSON.stringify([catalog_name, id])],
				about: { catalog: catalog_name, id },
			};
		};
	},
	accepted: (about) => ({ deleted: true, ...about }),
};

/** Source: https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/asynchronous/delete_catalog_items/ */
export const deleteItem: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete a catalog item',
	description: 'Delete an item of a catalog permanently',
	properties: [catalogField, itemIdField, optionsField()],
	execute: async (context) => await runBatchOperation(context, operation),
};
