import { compileLimit, listFields, take } from '../../fields/listFields';
import { catalogField } from '../../fields/locators';
import { optionsField } from '../../fields/options';
import { individual } from '../../runtime/individualOperation';
import { pagesByCursor } from '../pages';
import { itemsPath } from './endpoint';
import { compileCatalog } from './itemFields';

interface ItemsQuery {
	catalog: string;
	limit: number;
}

/**
 * Get Many: a catalog's items.
 * Source: https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/synchronous/get_catalog_items_details_bulk/
 */
export const getMany = individual<ItemsQuery>({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many catalog items',
	description: 'Get many items of a catalog. Braze allows 50 requests a minute, each for 50 items.',
	properties: [catalogField, ...listFields, optionsField()],
	permission: 'catalogs.get_items',
	prepare: (parameters) => {
		const catalog = compileCatalog(parameters);
		const limit = compileLimit(parameters);
		return (...item) => ({ subject: { catalog: catalog(...item), limit: limit(...item) } });
	},
	perform: async ([{ catalog, limit }], send) => [
		await take(pagesByCursor(itemsPath(catalog), 'items', send), limit),
	],
});
