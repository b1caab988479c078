import path from 'node:path';

import type { N8nApi } from '../../n8n/api.mts';
import { runChild } from '../child.mts';
import type { Target } from '../target/index.mts';
import type { Load } from '../webhook/load.mts';
import { compare, untilArrived } from '../webhook/measure.mts';
import { usedBy } from './resources.mts';
import { CORE, RECEIVERS, receiving } from './workflows.mts';

export interface Plan {
	connections: number;
	/** Submissions through n8n's own nodes, which take longer. */
	core: number;
	/** Submissions through ours, one execution each. */
	single: number;
	/** Submissions through ours, grouped. */
	grouped: number;
	warmUp: number;
}

/** What is measured, see tools/n8n. */
export interface Installed {
	/** E.g. `queue mode`. */
	mode: string;
	/** Of the webhooks. */
	url: string;
	node: string;
	api: N8nApi;
	/** The processes whose use is read, by name. */
	processes: Map<string, () => number>;
}

export interface Measurement {
	mode: string;
	receiver: string;
	submissions: number;
	/** Counted until the last one stood in Braze. */
	perSecond: number;
	/** Milliseconds until the answer. */
	p50: number;
	/** Milliseconds until the answer. */
	p99: number;
	/** Answers that are not 2xx, and broken connections. */
	other: number;
	lost: number;
	doubled: number;
	/** To Braze. */
	requests: number;
	executions: number;
	/** Milliseconds of CPU time for each submission, by process. */
	cpu: Record<string, number>;
	/** Megabytes, by process; so far, all measurements before included. */
	peakMb: Record<string, number>;
}

const LOAD = path.join(import.meta.dirname, '..', 'webhook', 'load.mts');

let loads = 0;

/** Measures each receiver once, one after the other. */
export async function measureReceivers(
	installed: Installed,
	target: Target,
	plan: Plan,
	onProgress: (line: string) => void,
): Promise<Measurement[]> {
	const { api, url } = installed;
	const credential = await api.addCredential('brazeApi', 'Target', {
		instance: 'custom',
		restEndpoint: target.url,
		apiKey: 'benchmark',
	});
	const measurements = [];
	for (const receiver of RECEIVERS) {
		const { workflow, path: webhookPath } = receiving(receiver, target.url, credential);
		const stored = await api.addWorkflow(workflow);
		await api.publish(stored);
		const address = `${url}/webhook/${webhookPath}`;
		await send(installed, address, target, plan.connections, plan.warmUp);
		await target.report();
		const isGrouped = receiver !== CORE && receiver !== RECEIVERS[1];
		const amount = receiver === CORE ? plan.core : isGrouped ? plan.grouped : plan.single;
		const before = await countExecutions(api, stored.id);
		const sent = await send(installed, address, target, plan.connections, amount);
		const executions = (await countExecutions(api, stored.id)) - before;
		const measured = { mode: installed.mode, receiver, ...sent, executions };
		onProgress(
			`  ${receiver}: ${measured.perSecond.toFixed(1)}/s, p99 ${measured.p99} ms, ` +
				`${measured.lost} lost, ${measured.doubled} doubled`,
		);
		measurements.push(measured);
		await api.unpublish(stored.id);
	}
	return measurements;
}

async function send(
	{ node, processes }: Installed,
	url: string,
	target: Target,
	connections: number,
	amount: number,
) {
	const read = () => [...processes].map(([name, pid]) => [name, usedBy(pid())] as const);
	const before = new Map(read());
	const began = Date.now();
	const input = { url, connections: Math.min(connections, amount), amount, prefix: `c${++loads}` };
	const load = (await runChild(node, LOAD, { input })) as Load;
	const loaded = Date.now();
	const drain = await untilArrived(target, load);
	const seconds = (loaded - began) / 1000 + drain;
	const after = read();
	const report = await target.report();
	return {
		submissions: load.accepted.length,
		perSecond: load.accepted.length / seconds,
		p50: load.p50,
		p99: load.p99,
		other: load.non2xx + load.errors,
		...compare(load.accepted, report.submissions),
		requests: report.requests,
		cpu: Object.fromEntries(
			after.map(([name, { cpu }]) => [
				name,
				(cpu - (before.get(name)?.cpu ?? 0)) / load.accepted.length,
			]),
		),
		peakMb: Object.fromEntries(after.map(([name, { peakMb }]) => [name, peakMb])),
	};
}

async function countExecutions(api: N8nApi, workflowId: string): Promise<number> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const page = (await api.call('get', `/executions?limit=1&filter=${filter}`)) as { count: number };
	return page.count;
}
