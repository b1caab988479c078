/*
 * A spike of submissions through a cluster of n8n on this machine, and through one process: n8n's own
 * nodes, the Komo Trigger with Track User, the same grouped, and the same with a response when the
 * workflow has ended; the grouped ones at rising rates as well. Linux only: what is used is read from
 * /proc.
 * Usage: npm run bench -- cluster [--json] [--quick] [--write] [--part queue] [--part process]
 */

import { makeTemporaryFolder } from '../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { packPackage } from '../n8n/package.mts';
import { ensureN8n, startCluster, startN8n } from '../n8n/start.mts';
import { type Aim, judge } from './aims.mts';
import { type Measured, measureReceivers, type Plan } from './cluster/measure.mts';
import { printCluster } from './cluster/print.mts';
import { CORE, GROUPED, LAST_NODE } from './cluster/workflows.mts';
import { describeMachine, type Machine } from './machine.mts';
import { type Measure, runBenchmark } from './options.mts';
import { startTarget, type Target } from './target/index.mts';

export interface ClusterReport {
	machine: Machine;
	plan: Plan;
	parts: Part[];
	aims: Aim[];
}

export type Part = Measured & { mode: string };

const FULL: Plan = {
	connections: 300,
	core: 1_000,
	single: 1_000,
	grouped: 20_000,
	warmUp: 300,
	rates: [25, 50, 100, 200],
	seconds: 15,
};

const QUICK: Plan = {
	connections: 100,
	core: 200,
	single: 400,
	grouped: 2_000,
	warmUp: 100,
	rates: [10, 40],
	seconds: 5,
};

const QUEUE = 'Queue mode: main, two webhook processes, two workers, Postgres, Redis, Caddy';
const REGULAR = 'One process, SQLite';

type OnProgress = (line: string) => void;

async function inCluster(tarball: string, target: Target, plan: Plan, onProgress: OnProgress) {
	const cluster = await startCluster({ packages: [tarball], onProgress });
	try {
		const { main, webhooks, workers, postgres, redis, proxy } = cluster;
		const services = [main, ...webhooks, ...workers, postgres, redis, proxy];
		const processes = new Map(services.map(({ name, pid }) => [name, pid]));
		return await measureReceivers({ ...cluster, mode: QUEUE, processes }, target, plan, onProgress);
	} finally {
		await cluster.stop();
	}
}

async function inOneProcess(tarball: string, target: Target, plan: Plan, onProgress: OnProgress) {
	const env = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };
	const n8n = await startN8n({ packages: [tarball], env, onProgress });
	try {
		const processes = new Map([['n8n', () => n8n.process.pid]]);
		return await measureReceivers({ ...n8n, mode: REGULAR, processes }, target, plan, onProgress);
	} finally {
		await n8n.stop();
	}
}

const PARTS = {
	queue: { mode: QUEUE, measure: inCluster },
	process: { mode: REGULAR, measure: inOneProcess },
};

const measure: Measure<ClusterReport> = async ({ quick, part: only }, onProgress) => {
	const machine = describeMachine();
	const plan = quick ? QUICK : FULL;
	const { folder, remove } = makeTemporaryFolder('bench-');
	const { node } = await ensureN8n(onProgress);
	const target = await startTarget(node);
	try {
		const tarball = await packPackage(folder);
		const parts: Part[] = [];
		for (const [name, { mode, measure: measurePart }] of Object.entries(PARTS)) {
			if (only !== undefined && only !== name) continue;
			parts.push({ mode, ...(await measurePart(tarball, target, plan, onProgress)) });
		}
		const aims = judgeAll(parts);
		if (wrongOf(parts) > 0) process.exitCode = 1;
		return { machine, plan, parts, aims };
	} finally {
		await target.stop();
		remove();
	}
};

const wrongOf = (parts: Part[]) =>
	parts
		.flatMap(({ measurements }) => measurements)
		.reduce((sum, { lost, doubled }) => sum + lost + doubled, 0);

function judgeAll(parts: Part[]): Aim[] {
	const nothingWrong = judge('lost and doubled, all measurements', wrongOf(parts), { atMost: 0 });
	const inQueueMode = parts.find(({ mode }) => mode === QUEUE)?.measurements;
	if (!inQueueMode) return [nothingWrong];
	const rate = (receiver: string) =>
		inQueueMode.find((measured) => measured.receiver === receiver && measured.rate === undefined)
			?.perSecond ?? NaN;
	return [
		judge('grouped / core nodes, queue mode', rate(GROUPED) / rate(CORE), { atLeast: 15 }),
		judge('grouped, lastNode / core nodes, queue mode', rate(LAST_NODE) / rate(CORE), {
			atLeast: 10,
		}),
		nothingWrong,
	];
}

runBenchmark(measure, printCluster, Object.keys(PARTS));
