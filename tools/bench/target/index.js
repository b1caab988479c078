'use strict';

const path = require('node:path');

const axios = require('axios').default;

const { startChild } = require('../child');

/** @typedef {import('./server').Report} Report */

/**
 * Starts the server that is sent to, on a free port of the loopback address.
 */
async function startTarget() {
	const child = startChild(path.join(__dirname, 'server.js'));
	const { port } = await child.firstMessage();
	const url = `http://127.0.0.1:${port}`;
	return {
		url,
		/** @returns {Promise<Report>} what came since the last report */
		report: async () => (await axios.get(`${url}/_bench/report`)).data,
		/** @returns {Promise<number>} how many objects came since the last report */
		objects: async () => (await axios.get(`${url}/_bench/progress`)).data.objects,
		stop: () => child.stop(),
	};
}

module.exports = { startTarget };
