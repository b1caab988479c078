'use strict';

const net = require('node:net');

/**
 * @param {number} count
 * @returns {Promise<number[]>} that many different ports that are free on the loopback address
 */
async function freePorts(count) {
	const servers = await Promise.all(Array.from({ length: count }, listen));
	const ports = servers.map((server) => {
		const address = server.address();
		if (address === null || typeof address === 'string') throw new Error('No port was given.');
		return address.port;
	});
	// Closed only when all are known, or the same one would be given twice.
	await Promise.all(servers.map(close));
	return ports;
}

/** @returns {Promise<net.Server>} */
function listen() {
	return new Promise((resolve, reject) => {
		const server = net.createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => resolve(server));
	});
}

/** @param {net.Server} server */
const close = (server) => new Promise((resolve) => server.close(resolve));

module.exports = { freePorts };
