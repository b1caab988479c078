import type { IDataObject } from 'n8n-workflow';

import { listIn } from '../../api/pages';
import { catalogField } from '../../fields/locators';
import { optionsField } from '../../fields/options';
import { individual } from '../../runtime/individualOperation';
import { itemsPath } from './endpoint';
import { compileCatalog, compileItemId, itemIdField } from './itemFields';

interface ItemQuery {
	catalog: string;
	id: string;
}

/** Source: https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/synchronous/get_catalog_item_details/ */
export const get = individual<ItemQuery>({
	name: 'Get',
	value: 'get',
	action: 'Get a catalog item',
	description: 'Get an item of a catalog. Braze allows 50 of these requests a minute.',
	properties: [catalogField, itemIdField, optionsField()],
	permission: 'catalogs.get_item',
	prepare: (parameters) => {
		const catalog = compileCatalog(parameters);
		const itemId = compileItemId(parameters);
		return (...item) => ({ subject: { catalog: catalog(...item), id: itemId(...item) } });
	},
	perform: async ([{ catalog, id }], send) => {
		const { body } = await send({
			method: 'GET',
			path: `${itemsPath(catalog)}/${id}`,
			responseKey: 'items',
		});
		const items = listIn(body, 'items') as IDataObject[];
		if (items.length > 0) return [items];
		return [{ problem: 'Braze returned no item.' }];
	},
});
