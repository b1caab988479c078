import { setTimeout as sleep } from 'node:timers/promises';

import type { N8nApi } from '../../../packages/n8n-lab/src/api.mts';

const TABLE = 'Braze dead letters';
const PAGE = 100;

/** A row of the table, as far as it matters here. */
export interface Row {
	submission: string;
	state: string;
	reason: string;
	words: string;
	attempts: number;
}

/** All rows of the table in which *Keep and send again* keeps what failed. */
async function readRows(api: N8nApi): Promise<Row[]> {
	const project = (await api.call('get', '/projects/personal')) as { id: string };
	const tables = `/projects/${project.id}/data-tables`;
	const filter = encodeURIComponent(JSON.stringify({ name: TABLE.toLowerCase() }));
	const found = (await api.call('get', `${tables}?filter=${filter}`)) as {
		data: Array<{ id: string }>;
	};
	const table = found.data.at(0);
	if (table === undefined) return [];
	const rows: Row[] = [];
	for (;;) {
		const page = `skip=${rows.length}&take=${PAGE}&sortBy=id:asc`;
		const { count, data } = (await api.call('get', `${tables}/${table.id}/rows?${page}`)) as {
			count: number;
			data: Row[];
		};
		rows.push(...data);
		if (data.length === 0 || rows.length >= count) return rows;
	}
}

/** Waits until no row waits to be sent again, or the time is over. @returns all rows */
export async function rowsInTheEnd(api: N8nApi, ms: number): Promise<Row[]> {
	const end = Date.now() + ms;
	for (;;) {
		const rows = await readRows(api);
		if (!rows.some(({ state }) => state === 'waiting') || Date.now() > end) return rows;
		await sleep(2_000);
	}
}
