import {
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	NodeOperationError,
} from 'n8n-workflow';

import type { Client } from '../api/client';
import { listIn, repeated } from '../api/pages';
import { WORKSPACE_LISTS, type WorkspaceList } from '../api/workspaceLists';
import { figure } from '../model/wording';
import { createEditorClient } from '../runtime/client';

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
) => Promise<INodeListSearchResult>;

/**
 * How many pages one search may read. Braze cannot search its lists, so a search reads on until it has
 * enough matches for a full list (a shorter one could not be scrolled for more). The tightest limit is
 * that of event names, 1,000 requests an hour. This covers 5,000 campaigns, or 12,500 events.
 */
const PAGES_PER_SEARCH = 50;
const RESULTS_PER_SEARCH = 50;

/** Makes the search of a "From List" field. Its pagination token is the number of the next page. */
function searchIn(list: WorkspaceList): ListSearch {
	return async function (filter, paginationToken) {
		const client = await createEditorClient(this);
		const wanted = (filter ?? '').trim().toLowerCase();
		const first = Number(paginationToken ?? 0);
		const results: INodeListSearchResult['results'] = [];
		const repeats = repeated();
		let read = 0;
		for (let page = first; page < first + PAGES_PER_SEARCH; page++) {
			const entries = listIn(await readPage(this, client, list, page), list.array);
			if (repeats(entries)) return { results };
			const fitting = entries
				.map(list.pick)
				.filter(({ name, value }) => `${name}\n${value}`.toLowerCase().includes(wanted));
			results.push(...fitting);
			if (!list.paged || entries.length === 0) return { results };
			read += entries.length;
			if (results.length >= RESULTS_PER_SEARCH) {
				return { results, paginationToken: String(page + 1) };
			}
		}
		if (results.length === 0) throw notAmong(this, read, list);
		return { results, paginationToken: String(first + PAGES_PER_SEARCH) };
	};
}

/** The editor cannot show that an empty list has ended. */
function notAmong(
	context: ILoadOptionsFunctions,
	read: number,
	{ typed }: WorkspaceList,
): NodeOperationError {
	return new NodeOperationError(
		context.getNode(),
		`Nothing fits among the ${figure(read)} entries that were read`,
		{
			description: `There are more than one search can read. Choose "By ${typed}" beside the field.`,
		},
	);
}

/** @throws NodeOperationError with Braze's message and a way around: typing the value */
async function readPage(
	context: ILoadOptionsFunctions,
	client: Client,
	list: WorkspaceList,
	page: number,
): Promise<unknown> {
	const result = await client.send({
		request: {
			method: 'GET',
			path: list.path,
			responseKey: list.array,
			query: {
				...(list.paged && { page }),
				...(list.archivable && { include_archived: false }),
				...(list.sortable && { sort_direction: 'desc' }),
			},
		},
		permission: list.permission,
		idempotent: true,
	});
	if (result.kind === 'taken') return result.body;
	throw new NodeOperationError(context.getNode(), result.message, {
		description: `Or choose "By ${list.typed}" beside the field and paste the ${list.typed === 'ID' ? 'ID' : 'name'}.`,
	});
}

/** The searches of the node's "From List" fields. */
export const listSearch = {
	searchCampaigns: searchIn(WORKSPACE_LISTS.campaigns),
	searchCanvases: searchIn(WORKSPACE_LISTS.canvases),
	searchCatalogs: searchIn(WORKSPACE_LISTS.catalogs),
	searchEvents: searchIn(WORKSPACE_LISTS.events),
	searchPreferenceCenters: searchIn(WORKSPACE_LISTS.preferenceCenters),
	searchSegments: searchIn(WORKSPACE_LISTS.segments),
};
