import type { IDataObject } from 'n8n-workflow';

import { nextCursor } from '../api/nextCursor';
import { listIn, repeated } from '../api/pages';
import type { Request } from '../api/request';
import type { Send } from '../runtime/send';

/**
 * Reads a list in pages of 50; the Link header leads to the next one.
 *
 * @param path below the REST endpoint
 * @param array the response's list
 */
export async function* pagesByCursor(
	path: string,
	array: string,
	send: Send,
): AsyncGenerator<IDataObject[]> {
	let cursor: string | undefined;
	const repeats = repeated();
	do {
		const { body, headers } = await send({
			method: 'GET',
			path,
			responseKey: array,
			query: cursor === undefined ? {} : { cursor },
		});
		const page = listIn(body, array) as IDataObject[];
		if (repeats(page)) return;
		yield page;
		cursor = nextCursor(headers);
	} while (cursor !== undefined);
}

/**
 * The largest and the smallest page of addresses or numbers that Braze allows.
 * Sources: https://www.braze.com/docs/api/endpoints/email/get_list_hard_bounces/, its neighbors, and
 * Braze's Postman collection for the smallest
 */
const MOST = 500;
const FEWEST = 2;

/**
 * Reads a list in pages by `limit` and `offset`; a page that is not full is the last.
 *
 * @param limit how many entries are wanted in total
 * @param array the response's list
 */
export async function* pagesByOffset(
	{ path, query }: Required<Pick<Request, 'path' | 'query'>>,
	{ array, limit }: { array: string; limit: number },
	send: Send,
): AsyncGenerator<IDataObject[]> {
	const size = Math.max(FEWEST, Math.min(MOST, limit));
	const repeats = repeated();
	for (let offset = 0; ; offset += size) {
		const page = await readList(
			{ path, query: { ...query, limit: size, offset } },
			{ array, send },
		);
		if (page.length === 0 || repeats(page)) return;
		yield page;
		if (page.length < size) return;
	}
}

/** Reads one page of a list. */
export async function readList(
	{ path, query }: Required<Pick<Request, 'path' | 'query'>>,
	{ array, send }: { array: string; send: Send },
): Promise<IDataObject[]> {
	const { body } = await send({ method: 'GET', path, query, responseKey: array });
	return listIn(body, array) as IDataObject[];
}
