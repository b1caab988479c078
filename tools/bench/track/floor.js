'use strict';

/*
 * The floor: ready-made bodies, posted over connections that are kept. A process of its own.
 */

const http = require('node:http');

const axios = require('axios').default;

const { answerParent } = require('../child');
const { makeItems, toAttributes } = require('../items');
const { inBatches, sendAll, timeRuns } = require('./parallel');

answerParent(async ({ url, items, warmUps, runs }) => {
	const bodies = inBatches(makeItems(items).map(toAttributes)).map((attributes) =>
		JSON.stringify({ attributes }),
	);
	const client = axios.create({
		httpAgent: new http.Agent({ keepAlive: true }),
		headers: { 'Content-Type': 'application/json', Authorization: 'Bearer benchmark' },
	});
	return await timeRuns(warmUps, runs, () =>
		sendAll(bodies, (body) => client.post(`${url}/users/track`, body)),
	);
});
