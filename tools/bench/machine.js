'use strict';

const os = require('node:os');

const { N8N_VERSION, NODE_VERSION } = require('../n8n/pins');

/**
 * @typedef {object} Machine what figures can be compared by
 * @property {string} date
 * @property {string} processor
 * @property {number} cores
 * @property {number} memoryGb
 * @property {string} system
 * @property {string} n8n
 * @property {string} node of n8n and of everything measured
 * @property {number} loadBefore processes that wanted to run in the minute before, on average
 */

/** @returns {Machine} */
function describeMachine() {
	const cores = os.cpus();
	return {
		date: new Date().toISOString().slice(0, 10),
		processor: cores[0]?.model.trim() ?? 'unknown',
		cores: cores.length,
		memoryGb: Math.round(os.totalmem() / 2 ** 30),
		system: `${os.platform()} ${os.release()}`,
		n8n: N8N_VERSION,
		node: NODE_VERSION,
		loadBefore: Math.round(os.loadavg()[0] * 100) / 100,
	};
}

/** @param {Machine} machine @returns {string} */
function machineLine({ date, processor, cores, memoryGb, system, n8n, node, loadBefore }) {
	const where = `${processor}, ${cores} cores, ${memoryGb} GB, ${system}`;
	return `${date}; ${where}; n8n ${n8n} on Node ${node}; load before the run ${loadBefore}`;
}

module.exports = { describeMachine, machineLine };
