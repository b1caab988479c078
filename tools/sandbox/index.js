'use strict';

const { randomUUID } = require('node:crypto');
const { buildServer, Sandbox } = require('./server');

/**
 * @typedef {object} Options
 * @property {number} [port] 0, the default, is any free one
 * @property {string} [apiKey] the key with every permission; made up unless told
 * @property {string} [host] `127.0.0.1` unless told
 * @property {object} [workspace] what the workspace has from the start, as `POST
 *   /_sandbox/workspace` takes it; a reset empties it
 *
 * @typedef {object} Running
 * @property {string} url without a slash at the end
 * @property {number} port
 * @property {string} apiKey
 * @property {() => Promise<void>} close stops listening and drops open connections
 */

/**
 * Starts a local Braze.
 *
 * @param {Options} [options]
 * @returns {Promise<Running>} when it is ready
 * @throws {Error} when the port is taken or the workspace is wrong, saying what to do
 */
async function startSandbox({
	port = 0,
	apiKey = randomUUID(),
	host = '127.0.0.1',
	workspace,
} = {}) {
	const app = buildServer(new Sandbox(apiKey, workspace));
	try {
		await app.listen({ port, host });
	} catch (error) {
		await app.close();
		if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error;
		throw new Error(`Port ${port} is taken. Choose another one, or 0 for any free one.`);
	}
	const address = app.server.address();
	if (address === null || typeof address === 'string') throw new Error('The sandbox has no port');
	return {
		url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
		port: address.port,
		apiKey,
		close: () => app.close(),
	};
}

module.exports = { startSandbox };
