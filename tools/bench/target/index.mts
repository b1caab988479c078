import path from 'node:path';

import axios from 'axios';

import { startChild } from '../child.mts';
import type { Report } from './server.mts';

/** The server that is sent to. */
export type Target = Awaited<ReturnType<typeof startTarget>>;

/**
 * Starts the server that is sent to, on a free port of the loopback address.
 *
 * @param node n8n's Node
 */
export async function startTarget(node: string) {
	const child = startChild(node, path.join(import.meta.dirname, 'server.mts'));
	const { port } = (await child.firstMessage()) as { port: number };
	const url = `http://127.0.0.1:${port}`;
	return {
		url,
		/** @returns what came since the last report */
		report: async (): Promise<Report> => (await axios.get<Report>(`${url}/_bench/report`)).data,
		/** @returns how many objects came since the last report */
		objects: async (): Promise<number> =>
			(await axios.get<{ objects: number }>(`${url}/_bench/progress`)).data.objects,
		stop: () => child.stop(),
	};
}
