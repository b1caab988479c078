import type { IDataObject } from 'n8n-workflow';

import { nextCursor } from '../api/nextCursor';
import { repeated } from '../api/workspaceLists';
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
		const entries = (body as IDataObject | undefined)?.[array];
		const page = Array.isArray(entries) ? (entries as IDataObject[]) : [];
		if (repeats(page)) return;
		yield page;
		cursor = nextCursor(headers);
	} while (cursor !== undefined);
}
