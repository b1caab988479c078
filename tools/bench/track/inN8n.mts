import axios from 'axios';

import type { Workflow } from '../../../packages/n8n-lab/src/api.mts';
import type { RunningN8n } from '../../n8n/start.mts';
import { checkArrived } from '../objects.mts';
import type { Target } from '../target/index.mts';
import type { Report } from '../target/server.mts';

interface NodeTimes {
	/** By the node's name, the milliseconds that it took according to n8n: a number for each run. */
	nodes: Record<string, number[]>;
	/** Of what arrived, warm-up runs included. */
	report: Report;
}

/**
 * Runs a workflow in a real n8n and reads from its executions how long each node took.
 *
 * @param workflow made by `afterItems`
 * @throws when an execution fails, or did not send what it should
 */
export async function timeInN8n(
	n8n: RunningN8n,
	target: Target,
	workflow: Workflow,
	{ items, warmUps, runs }: { items: number; warmUps: number; runs: number },
): Promise<NodeTimes> {
	const stored = await n8n.api.addWorkflow(workflow);
	await n8n.api.publish(stored);
	const [start, ...rest] = workflow.nodes;
	const url = `${n8n.url}/webhook/${start.webhookId}`;
	const nodes: Record<string, number[]> = Object.fromEntries(rest.map(({ name }) => [name, []]));
	for (let run = -warmUps; run < runs; run++) {
		await axios.get(url, { timeout: 300_000 });
		const [{ id }] = await n8n.api.executions(stored.id);
		const { status, data } = await n8n.api.execution(id);
		if (status !== 'success') {
			const message = data.resultData.error?.message ?? status;
			throw new Error(`The workflow "${workflow.name}" failed: ${message}`);
		}
		if (run < 0) continue;
		for (const [name, times] of Object.entries(nodes)) {
			times.push(data.resultData.runData[name][0].executionTime);
		}
	}
	await n8n.api.unpublish(stored.id);
	const report = await target.report();
	checkArrived(workflow.name, report, { items, runs: warmUps + runs });
	return { nodes, report };
}
