import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { N8nApi } from '../../../packages/n8n-lab/src/api.mts';
import { startSenders } from '../../faults/senders.mts';
import { webhookPath } from '../../n8n/nodes.mts';
import { runChild } from '../child.mts';
import type { Target } from '../target/index.mts';
import type { Load } from '../webhook/load.mts';
import { compare, untilArrived } from '../webhook/measure.mts';
import { forgetPeak, usedBy } from './resources.mts';
import { CORE, KOMO, RECEIVERS, receiving, RISING } from './workflows.mts';

export interface Plan {
	connections: number;
	/** Submissions through n8n's own nodes, which take longer. */
	core: number;
	/** Submissions through ours, one execution each. */
	single: number;
	/** Submissions through ours, grouped. */
	grouped: number;
	warmUp: number;
	/** Submissions a second, as people send them: spread evenly, whether they get responses or not. */
	rates: number[];
	/** Of each rate. */
	seconds: number;
}

/** The n8n that is measured, see packages/n8n-lab. */
interface Installed {
	/** In words, for the report. */
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
	/** Submissions sent in a second; undefined if they were sent as fast as responses came. */
	rate?: number;
	submissions: number;
	/** `submissions` by `seconds`. */
	perSecond: number;
	/** Milliseconds until the response; at a rate, until the one that accepts. */
	p50: number;
	/** Milliseconds, likewise. */
	p99: number;
	/** Responses that are not 2xx, and broken connections. */
	other: number;
	lost: number;
	doubled: number;
	/** To Braze. */
	requests: number;
	executions: number;
	/** Until the last submission was in Braze; at a rate, only those of sending. */
	seconds: number;
	/** Milliseconds of CPU time, by process. */
	cpu: Record<string, number>;
	/** Megabytes, by process. */
	peakMb: Record<string, number>;
}

export interface Measured {
	measurements: Measurement[];
	/** Milliseconds of CPU time in a second without any submission, by process. */
	idle: Record<string, number>;
}

const LOAD = path.join(import.meta.dirname, '..', 'webhook', 'load.mts');
const REST_MS = 5_000;
const IDLE_MS = 10_000;
/** How long to wait for missing responses when the time of a rate is over. */
const MOST_MS = 60_000;
/** At this pace, as many callers as the rate has submissions a second would do. */
const PACE_MS = 1_000;
/** More callers, each at a pace as much slower: only a response that takes even longer delays the next. */
const CALLERS_PER_RATE = 2;

type OnProgress = (line: string) => void;

/** Measures each receiver once, one after the other, and grouped ones at rising rates as well. */
export async function measureReceivers(
	installed: Installed,
	target: Target,
	plan: Plan,
	onProgress: OnProgress,
): Promise<Measured> {
	const { api, url, mode } = installed;
	const credential = await api.addCredential('brazeApi', 'Target', {
		instance: 'custom',
		restEndpoint: target.url,
		apiKey: 'benchmark',
	});
	const amounts: Partial<Record<string, number>> = { [CORE]: plan.core, [KOMO]: plan.single };
	const measurements: Measurement[] = [];
	for (const receiver of RECEIVERS) {
		const workflow = receiving(receiver, target.url, credential);
		const stored = await api.addWorkflow(workflow);
		await api.publish(stored);
		const address = `${url}/webhook/${webhookPath(workflow)}`;
		await spike(address, installed.node, target, plan.connections, plan.warmUp);
		await target.report();
		const measureOne = async (rate: number | undefined, send: () => Promise<Sent>) => {
			const before = await countExecutions(api, stored.id);
			const sent = await watching(installed, target, send);
			const executions = (await countExecutions(api, stored.id)) - before;
			const measured = { mode, receiver, rate, ...sent, executions };
			onProgress(
				`  ${receiver}${rate === undefined ? '' : `, ${rate} a second`}: ` +
					`${measured.perSecond.toFixed(1)}/s, p99 ${measured.p99} ms, ` +
					`${executions} executions, ${measured.lost} lost, ${measured.doubled} doubled`,
			);
			measurements.push(measured);
		};
		const amount = amounts[receiver] ?? plan.grouped;
		await measureOne(undefined, () =>
			spike(address, installed.node, target, plan.connections, amount),
		);
		for (const rate of RISING.includes(receiver) ? plan.rates : []) {
			await measureOne(rate, () => steady(address, rate, plan.seconds, target));
		}
		await api.unpublish(stored.id);
	}
	// Last, when n8n's processes have long started.
	await sleep(REST_MS);
	return { measurements, idle: await idleUse(installed) };
}

/** What the callers have measured. */
interface Sent {
	accepted: string[];
	/** See `Measurement`. */
	seconds: number;
	p50: number;
	p99: number;
	other: number;
}

/** Sends this many over this many connections, each as soon as the one before has its response. */
async function spike(
	url: string,
	node: string,
	target: Target,
	connections: number,
	amount: number,
): Promise<Sent> {
	const input = { url, connections: Math.min(connections, amount), amount, prefix: nextPrefix() };
	const began = Date.now();
	const load = (await runChild(node, LOAD, { input })) as Load;
	const loaded = Date.now();
	const seconds = (loaded - began) / 1000 + (await untilArrived(target, load));
	const { accepted, p50, p99, non2xx, errors } = load;
	return { accepted, seconds, p50, p99, other: non2xx + errors };
}

let loads = 0;
const nextPrefix = () => `c${++loads}`;

/** Sends this many a second, spread evenly. */
async function steady(url: string, rate: number, time: number, target: Target): Promise<Sent> {
	const latencies: number[] = [];
	const count = rate * CALLERS_PER_RATE;
	const began = Date.now();
	const senders = startSenders(url, count, {
		pace: PACE_MS * CALLERS_PER_RATE,
		onAccepted: (milliseconds) => latencies.push(milliseconds),
	});
	await sleep(time * 1000);
	const loaded = Date.now();
	await senders.finish(MOST_MS);
	const { sent } = senders;
	const accepted = [...sent.accepted];
	await untilArrived(target, { accepted, sent: accepted.length });
	latencies.sort((one, other) => one - other);
	const quantile = (part: number) => latencies[Math.floor(latencies.length * part)] ?? NaN;
	return {
		accepted,
		seconds: (loaded - began) / 1000,
		p50: quantile(0.5),
		p99: quantile(0.99),
		other: sent.again,
	};
}

/** Has submissions sent, and reads what n8n used meanwhile and what arrived. */
async function watching({ processes }: Installed, target: Target, send: () => Promise<Sent>) {
	const read = () => new Map([...processes].map(([name, pid]) => [name, usedBy(pid())]));
	for (const pid of processes.values()) forgetPeak(pid());
	const before = read();
	const { accepted, seconds, ...sent } = await send();
	const after = read();
	const report = await target.report();
	const byProcess = (value: (name: string) => number) =>
		Object.fromEntries([...processes.keys()].map((name) => [name, value(name)]));
	return {
		submissions: accepted.length,
		perSecond: accepted.length / seconds,
		seconds,
		...sent,
		...compare(accepted, report.submissions),
		requests: report.requests,
		cpu: byProcess((name) => (after.get(name)?.cpu ?? NaN) - (before.get(name)?.cpu ?? NaN)),
		peakMb: byProcess((name) => after.get(name)?.peakMb ?? NaN),
	};
}

async function idleUse({ processes }: Installed): Promise<Record<string, number>> {
	const read = () => [...processes].map(([name, pid]) => [name, usedBy(pid()).cpu] as const);
	const before = new Map(read());
	await sleep(IDLE_MS);
	return Object.fromEntries(
		read().map(([name, cpu]) => [name, (cpu - (before.get(name) ?? NaN)) / (IDLE_MS / 1000)]),
	);
}

async function countExecutions(api: N8nApi, workflowId: string): Promise<number> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const page = (await api.call('get', `/executions?limit=1&filter=${filter}`)) as { count: number };
	return page.count;
}
