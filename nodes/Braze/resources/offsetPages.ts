import type { IDataObject } from 'n8n-workflow';

import type { Request } from '../api/request';
import { repeated } from '../api/workspaceLists';
import type { Send } from '../runtime/queryOperation';

/**
 * Most entries that a page of addresses or numbers holds, and the fewest that may be asked for.
 * Sources: https://www.braze.com/docs/api/endpoints/email/get_list_hard_bounces/, its neighbors, and
 * Braze's Postman collection for the fewest
 */
const MOST = 500;
const FEWEST = 2;

/**
 * Pages by `limit` and `offset`, of which the last one is not full.
 *
 * @param limit entries that are wanted in all
 * @param array the answer's list
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

/** One answer's list. */
export async function readList(
	{ path, query }: Required<Pick<Request, 'path' | 'query'>>,
	{ array, send }: { array: string; send: Send },
): Promise<IDataObject[]> {
	const { body } = await send({ method: 'GET', path, query, answerKey: array });
	const entries = (body as IDataObject | undefined)?.[array];
	return Array.isArray(entries) ? (entries as IDataObject[]) : [];
}
