/*
 * The floor: ready-made bodies, by default posted over connections that are kept. A process of its
 * own.
 */

import http from 'node:http';
import https from 'node:https';
import axios from 'axios';

import { answerParent } from '../child.mts';
import { makeItems, toAttributes } from '../items.mts';
import { inBatches, type Job, sendAll, timeRuns } from './parallel.mts';

answerParent(async (job) => {
	const { url, items, warmUps, runs, parallel, newConnections } = job as Job;
	const keepAlive = newConnections !== true;
	const bodies = inBatches(makeItems(items).map(toAttributes)).map((attributes) =>
		JSON.stringify({ attributes }),
	);
	const client = axios.create({
		httpAgent: new http.Agent({ keepAlive }),
		httpsAgent: new https.Agent({ keepAlive, ...(!keepAlive && { maxCachedSessions: 0 }) }),
		headers: { 'Content-Type': 'application/json', Authorization: 'Bearer benchmark' },
	});
	return await timeRuns(warmUps, runs, () =>
		sendAll(bodies, (body) => client.post(`${url}/users/track`, body), parallel),
	);
});
