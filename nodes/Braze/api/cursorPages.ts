import type { IDataObject } from 'n8n-workflow';

import type { Client } from './client';
import { nextCursor } from './nextCursor';

/** A list that Braze pages by `Link` headers. */
export interface CursorList {
	/** Path below the REST endpoint. */
	path: string;
	/** The API key permission that it asks for. */
	permission: string;
	/** The response's array. */
	array: string;
}

/** What was read of a list. */
export interface CursorPages {
	entries: IDataObject[];
	/** Why the list ends early; undefined if it is whole. */
	refusal?: string;
	/** Whether there are more pages than were asked for. */
	hasMore: boolean;
}

/**
 * Reads a list page by page.
 *
 * @param most pages to read at most
 */
export async function readCursorPages(
	{ path, permission, array }: CursorList,
	most: number,
	client: Client,
): Promise<CursorPages> {
	const entries: IDataObject[] = [];
	let cursor: string | undefined;
	for (let page = 0; page < most; page++) {
		const query: Record<string, string> = cursor === undefined ? {} : { cursor };
		const request = { method: 'GET', path, answerKey: array, query } as const;
		const response = await client.send({ request, permission, idempotent: true });
		if (response.kind !== 'taken') return { entries, refusal: response.message, hasMore: true };
		const found = (response.body as IDataObject | undefined)?.[array];
		if (Array.isArray(found)) entries.push(...(found as IDataObject[]));
		const next = nextCursor(response.headers);
		// A page that leads to itself would never end.
		if (next === undefined || next === cursor) return { entries, hasMore: false };
		cursor = next;
	}
	return { entries, hasMore: true };
}
