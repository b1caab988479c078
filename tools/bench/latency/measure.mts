import path from 'node:path';

import { makeTemporaryFolder } from '../../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { packPackage } from '../../n8n/package.mts';
import { ensureN8n, type RunningN8n, startN8n } from '../../n8n/start.mts';
import { runChild } from '../child.mts';
import { checkArrived } from '../objects.mts';
import { type Sample, summarise } from '../statistics.mts';
import { type Certificate, makeCertificate } from '../target/certificate.mts';
import { startTarget, type Target } from '../target/index.mts';
import type { Report } from '../target/server.mts';
import { timeInN8n } from '../track/inN8n.mts';
import { type Job, OBJECTS_PER_REQUEST } from '../track/parallel.mts';
import {
	afterItems,
	coreNodes,
	EDIT_FIELDS,
	HTTP_REQUEST,
	TRACK_USER,
	trackUser,
} from '../track/workflows.mts';

export interface Plan {
	items: number;
	/** Fewer, for what is slow. */
	coreItems: number;
	/** Milliseconds until the server responds. */
	latencies: number[];
	/** A server that takes this many requests a second. */
	limit: { perSecond: number; milliseconds: number };
	/** Of the core nodes, under the limit. */
	limitedCoreItems: number;
	/** Of each measurement that isn't slow. */
	runs: number;
}

/** One way of sending, measured. */
export interface Way {
	name: string;
	items: number;
	milliseconds: Sample;
	/** In one run: the fewest requests that would do, those taken, those that got a 429; connections opened. */
	needed: number;
	requests: number;
	refused: number;
	connections: number;
}

/** A server's behaviour, and all ways of sending to it. */
export interface Scene {
	milliseconds: number;
	/** The limit in requests a second, if there is one. */
	perSecond?: number;
	/** Track User, by hand with 32 at once, by hand one by one, and others. */
	ways: Way[];
}

export interface LatencyFigures {
	/** The first run of Track User that a new n8n makes, at 100 ms. */
	first: Way;
	scenes: Scene[];
}

interface World {
	plan: Plan;
	target: Target;
	node: string;
	certificate: Certificate;
	n8n: RunningN8n;
	credential: { id: string; name: string };
}

/** Measures all ways of sending under all behaviours, in one run. */
export async function measureLatency(
	plan: Plan,
	onProgress: (line: string) => void,
): Promise<LatencyFigures> {
	const { node } = await ensureN8n(onProgress);
	const { folder, remove } = makeTemporaryFolder('bench-');
	const certificate = await makeCertificate(folder);
	const target = await startTarget(node, certificate);
	onProgress('Starting n8n');
	try {
		const packages = [await packPackage(folder)];
		const env = { NODE_EXTRA_CA_CERTS: certificate.file };
		const n8n = await startN8n({ packages, onProgress, env });
		try {
			const credential = await n8n.api.addCredential('brazeApi', 'Braze', {
				instance: 'custom',
				restEndpoint: target.url,
				apiKey: 'benchmark',
			});
			return await measureScenes({ plan, target, node, certificate, n8n, credential }, onProgress);
		} finally {
			await n8n.stop();
		}
	} finally {
		await target.stop();
		remove();
	}
}

async function measureScenes(
	world: World,
	onProgress: (line: string) => void,
): Promise<LatencyFigures> {
	const { plan, target } = world;
	const { runs, latencies, limit } = plan;
	onProgress('Track User, first run: 100 ms');
	await target.behave({ milliseconds: 100, perSecond: 0 });
	const first = await inNode(world, { warmUps: 0, runs: 1 });
	const scenes: Scene[] = [];
	for (const milliseconds of latencies) {
		await target.behave({ milliseconds, perSecond: 0 });
		const say = (name: string) => {
			onProgress(`${name}: ${milliseconds} ms`);
		};
		say(TRACK_USER);
		const ways = [await inNode(world, { warmUps: 1, runs })];
		say('By hand');
		ways.push(await byHand(world, MANY, { warmUps: 1, runs, parallel: 32 }));
		ways.push(await byHand(world, ONE, { warmUps: 0, runs: 1, parallel: 1 }));
		ways.push(await bodies(world, 'ready-made bodies', { warmUps: 1, runs }));
		const newConnections = { warmUps: 1, runs, newConnections: true };
		ways.push(await bodies(world, 'the same, a new connection for each', newConnections));
		if (milliseconds === 100) {
			say(HTTP_REQUEST);
			ways.push(await inCoreNodes(world, plan.coreItems, { batchSize: 50, batchInterval: 1000 }));
		}
		scenes.push({ milliseconds, ways });
	}
	onProgress(`A limit of ${limit.perSecond} requests a second`);
	await target.behave(limit);
	const ways = [
		await inNode(world, { warmUps: 0, runs: 1 }),
		await byHand(world, MANY, { warmUps: 0, runs: 1, parallel: 32 }),
		await byHand(world, ONE, { warmUps: 0, runs: 1, parallel: 1 }),
		// At the whole limit, the first request that comes a bit too soon would fail the workflow.
		await inCoreNodes(world, plan.limitedCoreItems, {
			batchSize: limit.perSecond / 2,
			batchInterval: 1000,
		}),
	];
	scenes.push({ ...limit, ways });
	return { first, scenes };
}

const MANY = 'braze-api by hand, 32 at once';
const ONE = 'braze-api by hand, one by one';

interface Runs {
	warmUps: number;
	runs: number;
}

async function inNode({ plan, target, n8n, credential }: World, runs: Runs): Promise<Way> {
	const { items } = plan;
	const nodes = [trackUser(credential)];
	const url = `${target.url}/items?count=${items}`;
	const workflow = afterItems('Track User', 'track-user', url, nodes);
	const { nodes: times, report } = await timeInN8n(n8n, target, workflow, { items, ...runs });
	// The connections that brought the items are n8n's, too: one a run.
	return wayOf('Track User', items, times[TRACK_USER], runs, report, needed(items), 1);
}

async function inCoreNodes(
	{ target, n8n }: World,
	items: number,
	batch: { batchSize: number; batchInterval: number },
): Promise<Way> {
	const nodes = coreNodes(target.url, { batching: { batch } });
	const url = `${target.url}/items?count=${items}`;
	const workflow = afterItems('Core nodes', 'core-nodes', url, nodes);
	const runs = { warmUps: 0, runs: 1 };
	const { nodes: times, report } = await timeInN8n(n8n, target, workflow, { items, ...runs });
	const both = times[EDIT_FIELDS].map((time, run) => time + times[HTTP_REQUEST][run]);
	const name = `Edit Fields + HTTP Request, ${batch.batchSize} a second`;
	return wayOf(name, items, both, runs, report, items, 1);
}

const byHand = async (world: World, name: string, job: Partial<Job> & Runs) =>
	await inProgram(world, name, 'library', job);

const bodies = async (world: World, name: string, job: Partial<Job> & Runs) =>
	await inProgram(world, name, 'floor', job);

async function inProgram(
	{ plan, target, node, certificate }: World,
	name: string,
	program: 'library' | 'floor',
	job: Partial<Job> & Runs,
): Promise<Way> {
	const { items } = plan;
	const file = path.join(import.meta.dirname, '..', 'track', `${program}.mts`);
	const input = { url: target.url, items, ...job };
	const env = { NODE_EXTRA_CA_CERTS: certificate.file };
	const times = (await runChild(node, file, { input, env })) as number[];
	const report = await target.report();
	checkArrived(name, report, { items, runs: job.warmUps + job.runs });
	return wayOf(name, items, times, job, report, needed(items), 0);
}

function wayOf(
	name: string,
	items: number,
	times: number[],
	{ warmUps, runs }: Runs,
	report: Report,
	needed: number,
	otherConnections: number,
): Way {
	const all = warmUps + runs;
	return {
		name,
		items,
		milliseconds: summarise(times),
		needed,
		requests: report.requests / all,
		refused: report.refused / all,
		connections: report.connections / all - otherConnections,
	};
}

const needed = (items: number) => Math.ceil(items / OBJECTS_PER_REQUEST);
