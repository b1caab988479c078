import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../model/text';

/** One of the lists of a workspace. */
export interface WorkspaceList {
	/** Path below the REST endpoint. */
	path: string;
	/** The API key permission that it requires. */
	permission: string;
	/** The response's array. */
	array: string;
	/** Whether it has pages (`?page=0`, 1, ...), which end with an empty one. */
	paged: boolean;
	/** Whether it can be sorted by creation time (`?sort_direction=`). */
	sortable: boolean;
	/** Whether archived entries can be left out (`?include_archived=`). */
	archivable: boolean;
	/** The key for entries that are plain texts; `name` if not set. */
	nameKey?: string;
	/** What to type if an entry is not picked from the list. */
	typed: 'ID' | 'Name';
	/** The name to show for an entry, and its value. */
	pick: (entry: unknown) => { name: string; value: string };
}

const byId = (entry: unknown) => {
	const { id, name } = entry as IDataObject;
	return { name: textOf(name ?? id), value: textOf(id) };
};

const byText = (entry: unknown) => ({ name: String(entry), value: String(entry) });

/**
 * A page has 100 campaigns, Canvases or segments, or 250 event names; catalogs and preference centers come all at
 * once. The number of products on a page is not documented.
 * Sources: https://www.braze.com/docs/api/endpoints/export/campaigns/get_campaigns/ and its
 * neighbors; https://www.braze.com/docs/api/endpoints/catalogs/catalog_management/synchronous/get_list_catalogs/
 */
export const WORKSPACE_LISTS = {
	campaigns: {
		path: '/campaigns/list',
		permission: 'campaigns.list',
		array: 'campaigns',
		typed: 'ID',
		paged: true,
		sortable: true,
		archivable: true,
		pick: byId,
	},
	canvases: {
		path: '/canvas/list',
		permission: 'canvas.list',
		array: 'canvases',
		typed: 'ID',
		paged: true,
		sortable: true,
		archivable: true,
		pick: byId,
	},
	segments: {
		path: '/segments/list',
		permission: 'segments.list',
		array: 'segments',
		typed: 'ID',
		paged: true,
		sortable: true,
		archivable: false,
		pick: byId,
	},
	events: {
		path: '/events/list',
		permission: 'events.list',
		array: 'events',
		typed: 'Name',
		paged: true,
		sortable: false,
		archivable: false,
		pick: byText,
	},
	products: {
		path: '/purchases/product_list',
		permission: 'purchases.product_list',
		array: 'products',
		typed: 'ID',
		paged: true,
		sortable: false,
		archivable: false,
		nameKey: 'product_id',
		pick: byText,
	},
	preferenceCenters: {
		path: '/preference_center/v1/list',
		permission: 'preference_center.list',
		array: 'preference_centers',
		typed: 'ID',
		paged: false,
		sortable: false,
		archivable: false,
		pick: (entry) => {
			const { preference_center_api_id: id, name } = entry as IDataObject;
			return { name: textOf(name ?? id), value: textOf(id) };
		},
	},
	catalogs: {
		path: '/catalogs',
		permission: 'catalogs.get',
		array: 'catalogs',
		typed: 'Name',
		paged: false,
		sortable: false,
		archivable: false,
		pick: (entry) => {
			const name = textOf((entry as IDataObject).name);
			return { name, value: name };
		},
	},
} satisfies Record<string, WorkspaceList>;
