import type { IDataObject } from 'n8n-workflow';

import { queried, type Send } from '../../runtime/queryOperation';
import { nextCursor } from '../../api/nextCursor';
import { repeated } from '../../api/workspaceLists';
import { compileLimit, listFields, take } from '../../fields/listFields';
import { catalogField } from '../../fields/locators';
import { optionsField } from '../../fields/options';
import { itemsPath } from './endpoint';
import { compileCatalog } from './fields';

interface Wanted {
	catalog: string;
	limit: number;
}

/**
 * Pages of 50; the next one's cursor stands in the Link header.
 * Source: https://www.braze.com/docs/api/endpoints/catalogs/catalog_items/synchronous/get_catalog_items_details_bulk/
 */
async function* pagesOf(catalog: string, send: Send): AsyncGenerator<IDataObject[]> {
	let cursor: string | undefined;
	const repeats = repeated();
	do {
		const { body, headers } = await send({
			method: 'GET',
			path: itemsPath(catalog),
			answerKey: 'items',
			query: cursor === undefined ? {} : { cursor },
		});
		const items = (body as IDataObject | undefined)?.items;
		const page = Array.isArray(items) ? (items as IDataObject[]) : [];
		if (repeats(page)) return;
		yield page;
		cursor = nextCursor(headers);
	} while (cursor !== undefined);
}

/** Get Many: a catalog's items. */
export const getMany = queried<Wanted>({
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
	answer: async ([{ catalog, limit }], send) => [await take(pagesOf(catalog, send), limit)],
});
