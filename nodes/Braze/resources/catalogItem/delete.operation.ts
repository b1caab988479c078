import { catalogField } from '../../fields/locators';
import { optionsField } from '../../fields/options';
import { batched } from '../../runtime/batchedOperation';
import { itemsEndpoint, itemsPath } from './endpoint';
import { compileCatalog, compileItemId, itemIdField } from './itemFields';

/** Source: https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/asynchronous/delete_catalog_items/ */
export const deleteItem = batched({
	name: 'Delete',
	value: 'delete',
	action: 'Delete a catalog item',
	description: 'Delete an item from a catalog permanently',
	properties: [catalogField, itemIdField, optionsField()],
	permission: 'catalogs.delete_items',
	endpoint: itemsEndpoint('DELETE'),
	prepare: (parameters) => {
		const catalog = compileCatalog(parameters);
		const itemId = compileItemId(parameters);
		return (...item) => {
			const catalog_name = catalog(...item);
			const id = itemId(...item);
			return {
				path: itemsPath(catalog_name),
				objects: [{ array: 'items', content: { id }, idempotent: true }],
				orderingKeys: [JSON.stringify([catalog_name, id])],
				outcome: { catalog: catalog_name, id },
			};
		};
	},
});
