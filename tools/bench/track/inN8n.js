'use strict';

const axios = require('axios').default;

const { checkArrived } = require('../objects');

/**
 * @typedef {object} NodeTimes milliseconds that n8n says a node took, one number for each run
 * @property {Record<string, number[]>} nodes by name
 * @property {import('../target').Report} report of what arrived, runs to warm up included
 */

/**
 * Runs a workflow in a real n8n and reads from its executions how long each node took.
 *
 * @param {import('../../n8n').RunningN8n} n8n
 * @param {Awaited<ReturnType<typeof import('../target').startTarget>>} target
 * @param {import('../../n8n/api').Workflow} workflow made by `afterItems`
 * @param {{ items: number, warmUps: number, runs: number }} how
 * @returns {Promise<NodeTimes>}
 * @throws when an execution fails, or did not send what it should
 */
async function timeInN8n(n8n, target, workflow, { items, warmUps, runs }) {
	const stored = await n8n.api.addWorkflow(workflow);
	await n8n.api.publish(stored);
	const [start, ...rest] = workflow.nodes;
	const url = `${n8n.url}/webhook/${start.webhookId}`;
	/** @type {Record<string, number[]>} */
	const nodes = Object.fromEntries(rest.map(({ name }) => [name, []]));
	for (let run = -warmUps; run < runs; run++) {
		await axios.get(url, { timeout: 300_000 });
		const [{ id }] = await n8n.api.executions(stored.id);
		const { status, data } = await n8n.api.execution(id);
		if (status !== 'success') {
			const message = data?.resultData?.error?.message ?? status;
			throw new Error(`The workflow "${workflow.name}" failed: ${message}`);
		}
		if (run < 0) continue;
		for (const [name, times] of Object.entries(nodes)) {
			times.push(Number(data.resultData.runData[name][0].executionTime));
		}
	}
	await n8n.api.unpublish(stored.id);
	const report = await target.report();
	checkArrived(workflow.name, report, { items, runs: warmUps + runs });
	return { nodes, report };
}

module.exports = { timeInN8n };
