import { setTimeout as sleep } from 'node:timers/promises';

import type { N8nApi } from '../../../packages/n8n-lab/src/api.mts';
import { readTable } from '../table.mts';

/** The data table in which *Keep and send again* keeps what failed. */
const TABLE = 'Braze dead letters';

/** The parts of a row that matter here. */
export interface Row {
	submission: string;
	state: string;
	reason: string;
	words: string;
	attempts: number;
}

/** Waits until no row is to be sent again, for at most this many milliseconds. @returns all rows */
export async function rowsInTheEnd(api: N8nApi, ms: number): Promise<Row[]> {
	const end = Date.now() + ms;
	for (;;) {
		const rows = await readTable<Row>(api, TABLE);
		if (!rows.some(({ state }) => state === 'waiting') || Date.now() > end) return rows;
		await sleep(2_000);
	}
}
