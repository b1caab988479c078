/*
 * Sends form entries to a cluster of n8n for a long time, at half the rate that it can take, and checks
 * that its processes don't hold more and more, that its responses don't become slower, and that Braze
 * has everything that got a 2xx. Fails if not. Linux only: open files are read from /proc.
 * Usage: npm run check -- soak [--minutes 30] [--rate N] [--quick] [--json] [--write]
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { makeTemporaryFolder } from '../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { describeMachine, type Machine } from '../bench/machine.mts';
import { writeFigures } from '../bench/page.mts';
import { summarise } from '../bench/statistics.mts';
import { type Braze, startBraze } from '../faults/braze.mts';
import { startSenders } from '../faults/senders.mts';
import { compareWithBraze } from '../faults/trial.mts';
import { receiving } from '../faults/workflow.mts';
import { webhookPath } from '../n8n/nodes.mts';
import { packPackage } from '../n8n/package.mts';
import { type Cluster, startCluster } from '../n8n/start.mts';
import { type Inspectors, listenForInspectors, watch } from './inspectors.mts';
import { judgeSeries, type Series } from './judge.mts';
import { printSoak } from './print.mts';
import { type Held, holdings } from './sample.mts';

const { values: options } = parseArgs({
	options: {
		minutes: { type: 'string' },
		/** Submissions a second; by default, half of what is measured first. */
		rate: { type: 'string' },
		/** A few minutes at a rate that any machine can take; how fast it responds is not judged. */
		quick: { type: 'boolean', default: false },
		json: { type: 'boolean', default: false },
		/** Whether the figures also go into docs/measurements/soak.md. */
		write: { type: 'boolean', default: false },
	},
});

/** `interval` is how often memory is read, in milliseconds: collecting garbage stops n8n for a moment. */
const LONG = { minutes: '30', rate: undefined, interval: 30_000 };
const QUICK = { minutes: '5', rate: '10', interval: 10_000 };

/** Callers, each for its own user. */
const SENDERS = 100;
const WARM_UP_MS = 20_000;
const MEASURED_MS = 20_000;
/** How long what is still on its way at the end may take. */
const MOST_MS = 120_000;

const onProgress = (line: string) => {
	console.error(line);
};

export interface SoakReport {
	machine: Machine;
	/** Submissions a second: how many it took, and how many were sent. */
	measured?: number;
	rate: number;
	minutes: number;
	accepted: number;
	lost: string[];
	wrong: string[];
	doubled: string[];
	again: number;
	responses: Record<string, number>;
	series: Series[];
}

/** @returns submissions a second, sent as fast as the callers get responses */
async function measureRate(url: string): Promise<number> {
	const senders = startSenders(url, SENDERS);
	await sleep(WARM_UP_MS);
	const before = senders.sent.accepted.size;
	await sleep(MEASURED_MS);
	const accepted = senders.sent.accepted.size - before;
	await senders.finish(MOST_MS);
	return accepted / (MEASURED_MS / 1000);
}

async function soak(cluster: Cluster, inspectors: Inspectors, braze: Braze): Promise<SoakReport> {
	const machine = describeMachine();
	const form = options.quick ? QUICK : LONG;
	const minutes = Number(options.minutes ?? form.minutes);
	const givenRate = options.rate ?? form.rate;
	const credential = await cluster.api.addCredential('brazeApi', 'Local Braze', {
		instance: 'custom',
		restEndpoint: braze.ledger.url,
		apiKey: braze.apiKey,
	});
	const workflow = receiving('Komo Trigger, lastNode', { braze: credential });
	await cluster.api.publish(await cluster.api.addWorkflow(workflow));
	const url = `${cluster.url}/webhook/${webhookPath(workflow)}`;
	const measured = givenRate === undefined ? await measureRate(url) : undefined;
	const rate = Number(givenRate ?? (measured ?? NaN) / 2);
	if (!(rate > 0) || !(minutes > 0)) throw new Error('There is no rate, or no time.');
	onProgress(`${rate.toFixed(0)} submissions a second for ${minutes} minutes`);

	const { main, webhooks, workers } = cluster;
	const processes = await watch([main, ...webhooks, ...workers], inspectors);
	let latencies: number[] = [];
	const onAccepted = (milliseconds: number) => {
		latencies.push(milliseconds);
	};
	const senders = startSenders(url, SENDERS, { pace: (SENDERS / rate) * 1000, onAccepted });
	const medians: number[] = [];
	const held: Array<Record<string, Held>> = [];
	const began = Date.now();
	while (Date.now() < began + minutes * 60_000) {
		await sleep(form.interval);
		const taken = latencies;
		latencies = [];
		held.push(await holdings(cluster.node, processes));
		// Responses in the meantime do not count.
		latencies = [];
		medians.push(summarise(taken).median);
		const heaps = Object.entries(held[held.length - 1]).map(
			([name, { heap, resident, handles }]) =>
				`${name} ${heap.toFixed(1)}/${resident.toFixed(0)} MB, ${handles}`,
		);
		onProgress(
			`  ${taken.length} accepted, ${medians[medians.length - 1]} ms; ${heaps.join('; ')}`,
		);
	}
	await senders.finish(MOST_MS);
	const { sent } = senders;
	return {
		machine,
		measured,
		rate,
		minutes,
		accepted: sent.accepted.size,
		...compareWithBraze(sent, braze.ledger),
		again: sent.again,
		responses: Object.fromEntries(sent.responses),
		series: [
			...processes.flatMap(({ name }) => seriesOf(name, held)),
			...(options.quick ? [] : [latencySeries(medians)]),
		],
	};
}

const latencySeries = (values: number[]): Series => ({
	name: 'response time, median, ms',
	kind: 'latency',
	values,
});

const seriesOf = (process: string, held: Array<Record<string, Held>>): Series[] => [
	{ name: `${process}: heap, MB`, kind: 'heap', values: held.map((at) => at[process].heap) },
	{
		name: `${process}: resident, MB`,
		kind: 'resident',
		values: held.map((at) => at[process].resident),
	},
	{
		name: `${process}: open files`,
		kind: 'handles',
		values: held.map((at) => at[process].handles),
	},
];

async function main() {
	const { folder, remove } = makeTemporaryFolder('soak-');
	const braze = await startBraze();
	const inspectors = listenForInspectors();
	let cluster: Cluster | undefined;
	try {
		cluster = await startCluster({
			packages: [await packPackage(folder)],
			env: inspectors.env,
			log: inspectors.log,
			onProgress,
		});
		const report = await soak(cluster, inspectors, braze);
		console.log(options.json ? JSON.stringify(report) : printSoak(report));
		if (options.write) writeFigures('soak', printSoak(report));
		const { accepted, lost, wrong, series } = report;
		const isWrong = accepted === 0 || lost.length + wrong.length > 0;
		process.exitCode = isWrong || series.some((one) => judgeSeries(one).isGrowing) ? 1 : 0;
	} finally {
		await cluster?.stop();
		await braze.stop();
		remove();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
