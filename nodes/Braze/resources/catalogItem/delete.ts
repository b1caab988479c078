import type { BatchOperation } from '../../shell/batchOperation';
import { runBatchOperation } from '../../shell/batchOperation';
import { catalogField } from '../fields/locators';
import { optionsField } from '../fields/options';
import type { Operation } from '../operation';
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
				pieces: [{ array: 'items', content: { id }, counts: false }],
				touches: [JSON.stringify([catalog_name, id])],
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
