import https from 'node:https';
import path from 'node:path';
import axios from 'axios';

import { startChild } from '../child.mts';
import type { Certificate } from './certificate.mts';
import type { Behaviour, Report } from './server.mts';

/** The server that the benchmarks send to. */
export type Target = Awaited<ReturnType<typeof startTarget>>;

/**
 * Starts the server that the benchmarks send to, on a free port of the loopback address.
 *
 * @param node n8n's Node
 * @param tls the certificate of a server that is to speak TLS
 */
export async function startTarget(node: string, tls?: Certificate) {
	const input = { tls: tls && { key: tls.key, cert: tls.cert } };
	const child = startChild(node, path.join(import.meta.dirname, 'server.mts'), { input });
	const { port } = (await child.firstMessage()) as { port: number };
	const url = `http${tls ? 's' : ''}://127.0.0.1:${port}`;
	const client = axios.create({
		baseURL: url,
		...(tls && { httpsAgent: new https.Agent({ ca: tls.cert, keepAlive: true }) }),
	});
	return {
		url,
		/** Sets how it responds from now on. */
		behave: async (params: Behaviour) => {
			await client.get('/_bench/behave', { params });
		},
		/** @returns what came since the last report */
		report: async (): Promise<Report> => (await client.get<Report>('/_bench/report')).data,
		/** @returns how many objects came since the last report */
		objects: async (): Promise<number> =>
			(await client.get<{ objects: number }>('/_bench/progress')).data.objects,
		stop: () => child.stop(),
	};
}
