import type { IDataObject } from 'n8n-workflow';

import type { Client } from './client';
import { nextCursor } from './nextCursor';
import { listIn } from './pages';

/** A list in pages that `Link` headers connect. */
interface CursorList {
	/** Path below the REST endpoint. */
	path: string;
	/** The API key permission that it requires. */
	permission: string;
	/** The response's array. */
	array: string;
}

/** Source: https://www.braze.com/docs/api/endpoints/export/custom_attributes/get_custom_attributes/ */
export const CUSTOM_ATTRIBUTES: CursorList = {
	path: '/custom_attributes',
	permission: 'custom_attributes.get',
	array: 'attributes',
};

/** Source: https://www.braze.com/docs/api/endpoints/export/custom_events/get_custom_events_data/ */
export const EVENTS: CursorList = { path: '/events', permission: 'events.get', array: 'events' };

/** What was read from a list. */
interface CursorPages {
	entries: IDataObject[];
	/** Why a page was refused, which ends the list early. */
	refusal?: string;
	/** Whether there are more pages than were read. */
	hasMore: boolean;
}

/**
 * Reads a list page by page. If a page is refused, the pages before it are kept.
 *
 * @param most how many pages to read, at most
 */
export async function readCursorPages(
	{ path, permission, array }: CursorList,
	most: number,
	client: Client,
): Promise<CursorPages> {
	const entries: IDataObject[] = [];
	const seen = new Set<string>();
	let cursor: string | undefined;
	for (let page = 0; page < most; page++) {
		const query: Record<string, string> = cursor === undefined ? {} : { cursor };
		const request = { method: 'GET', path, responseKey: array, query } as const;
		const response = await client.send({ request, permission, idempotent: true });
		if (response.kind !== 'taken') return { entries, refusal: response.message, hasMore: true };
		entries.push(...(listIn(response.body, array) as IDataObject[]));
		const next = nextCursor(response.headers);
		// Pages in a circle would never end.
		if (next === undefined || seen.has(next)) return { entries, hasMore: false };
		seen.add(next);
		cursor = next;
	}
	return { entries, hasMore: true };
}
