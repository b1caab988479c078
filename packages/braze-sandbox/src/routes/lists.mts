import { cursorPage, numberedPage } from '../paging.mts';
import type { NamedData } from '../state/workspace.mts';
import type { BrazeResponse, Campaign } from '../types.mts';
import type { Call, Endpoint } from '../types-http.mts';

// ours: the statuses in the lists besides `Active`: whatever the workspace declares.
/** How many entries a page has, by kind of list. */
const CURSOR_PAGE = 50;
const EVENT_PAGE = 250;
const LIST_PAGE = 100;

const ok = (body: BrazeResponse['body'], headers?: Record<string, string>): BrazeResponse => ({
	status: 200,
	body: { message: 'success', ...body },
	headers,
});

const alphabetical = (one: string, other: string) => (one < other ? -1 : 1);

function byCursor(
	{ query, base }: Call,
	all: object[],
	{ path, key }: { path: string; key: string },
): BrazeResponse {
	const found = cursorPage(all, {
		cursor: query.get('cursor'),
		size: CURSOR_PAGE,
		address: base + path,
	});
	// ours: the text for an invalid cursor.
	if (!found) return { status: 400, body: { message: 'Invalid cursor' } };
	return ok({ [key]: found.page }, found.headers);
}

const sorted = (all: Map<string, NamedData>): NamedData[] =>
	[...all.values()].sort((one, other) => alphabetical(one.name, other.name));

/**
 * Campaigns or Canvases.
 *
 * braze(campaign list): they are sorted by creation, oldest first unless `sort_direction=desc`;
 *   stopped Canvases are among them.
 */
function edited(
	{ query }: Call,
	all: Map<string, Campaign>,
	show: (campaign: Campaign) => object,
): object[] {
	const since = Date.parse(query.get('last_edit.time[gt]') ?? '');
	const list = [...all.values()]
		.filter(({ archived }) => !archived || query.get('include_archived') === 'true')
		.filter(({ last_edited: time }) => Number.isNaN(since) || Date.parse(time) > since)
		.sort((one, other) => alphabetical(one.created_at, other.created_at));
	if (query.get('sort_direction') === 'desc') list.reverse();
	return numberedPage(list, query.get('page'), LIST_PAGE).map(show);
}

export const lists: Endpoint[] = [
	{
		method: 'GET',
		path: '/custom_attributes',
		permission: 'custom_attributes.get',
		handle: (call) => {
			const all = [...call.workspace.customAttributes.values()]
				.sort((one, other) => alphabetical(one.name, other.name))
				.map(({ forced: _, ...attribute }) => attribute);
			return byCursor(call, all, { path: '/custom_attributes', key: 'attributes' });
		},
	},
	{
		method: 'GET',
		path: '/events',
		permission: 'events.get',
		handle: (call) => {
			const all = sorted(call.workspace.events).map(({ name, status }) => ({
				name,
				description: '',
				included_in_analytics_report: false,
				status,
				tag_names: [],
			}));
			return byCursor(call, all, { path: '/events', key: 'events' });
		},
	},
	{
		method: 'GET',
		path: '/events/list',
		permission: 'events.list',
		handle: ({ query, workspace }) => {
			const all = sorted(workspace.events).map(({ name }) => name);
			return ok({ events: numberedPage(all, query.get('page'), EVENT_PAGE) });
		},
	},
	{
		method: 'GET',
		path: '/purchases/product_list',
		permission: 'purchases.product_list',
		handle: ({ query, workspace }) => {
			const all = sorted(workspace.products).map(({ name }) => name);
			// ours: how many products a page has.
			return ok({ products: numberedPage(all, query.get('page'), EVENT_PAGE) });
		},
	},
	{
		method: 'GET',
		path: '/campaigns/list',
		permission: 'campaigns.list',
		handle: (call) =>
			ok({
				campaigns: edited(
					call,
					call.workspace.campaigns,
					({ id, last_edited, name, is_api_campaign, tags }) => ({
						id,
						last_edited,
						name,
						is_api_campaign,
						tags,
					}),
				),
			}),
	},
	{
		method: 'GET',
		path: '/canvas/list',
		permission: 'canvas.list',
		handle: (call) =>
			ok({
				canvases: edited(call, call.workspace.canvases, ({ id, last_edited, name, tags }) => ({
					id,
					last_edited,
					name,
					tags,
				})),
			}),
	},
	{
		method: 'GET',
		path: '/segments/list',
		permission: 'segments.list',
		handle: ({ query, workspace }) => {
			const all = [...workspace.segments.values()];
			if (query.get('sort_direction') === 'desc') all.reverse();
			return ok({ segments: numberedPage(all, query.get('page'), LIST_PAGE) });
		},
	},
];
