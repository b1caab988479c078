import path from 'node:path';

import { makeTemporaryFolder } from '../../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { packPackage } from '../../n8n/package.mts';
import { ensureN8n, startN8n } from '../../n8n/start.mts';
import { runChild } from '../child.mts';
import { checkArrived } from '../objects.mts';
import { type Sample, summarise } from '../statistics.mts';
import { startTarget, type Target } from '../target/index.mts';
import type { Measured } from './context.mts';
import { HOSTILE, type Hostile } from './hostile.mts';
import { timeInN8n } from './inN8n.mts';
import {
	afterItems,
	coreNodes,
	EDIT_FIELDS,
	HTTP_REQUEST,
	TRACK_USER,
	trackUser,
} from './workflows.mts';

/** Of a warm-up run, which gets the code compiled. */
const WARM_UP_ITEMS = 1_000;

export interface Plan {
	/** Of the comparison. */
	items: number;
	/** Fewer, for what is slow. */
	coreItems: number;
	/** To see whether cost grows with the number of items. */
	sizes: number[];
	/** Of each measurement. */
	runs: number;
	/** Runs before those that count. */
	warmUps: number;
	/** The size of a hostile job, and twice that, to compare their costs. */
	hostileSizes: [number, number];
}

export interface Timing {
	items: number;
	milliseconds: Sample;
}

interface Growth {
	items: number;
	/** Of their JSON. */
	itemBytes: number;
	milliseconds: Sample;
	/** Bytes added to the process at the peak. */
	resident: Sample;
	/** Bytes added to the heap at the peak. */
	heap: Sample;
}

export interface TrackFigures {
	/** (a) */
	trackUser: Timing;
	/** Of one run of (a). */
	requests: number;
	/** (b), its first part. */
	editFields: Timing;
	/** (b), its second part. */
	httpRequest: Timing;
	/** (c) */
	library: Timing;
	/** (d) */
	floor: Timing;
	/** (e) */
	growth: Growth[];
	/** (f) */
	hostile: HostileGrowth[];
}

/** What a hostile job costs, and one of twice the size. */
interface HostileGrowth {
	name: string;
	once: Growth;
	twice: Growth;
}

/** Measures all ways of sending, in one run. */
export async function measureTrack(
	plan: Plan,
	onProgress: (line: string) => void,
): Promise<TrackFigures> {
	const { node } = await ensureN8n(onProgress);
	const target = await startTarget(node);
	try {
		const inN8n = await measureInN8n(plan, target, onProgress);
		onProgress(`braze-api, batched by hand: ${plan.items} items`);
		const library = await timeProgram('library', plan, target, node);
		onProgress(`Ready-made bodies: ${plan.items} items`);
		const floor = await timeProgram('floor', plan, target, node);
		const growth = [];
		for (const items of plan.sizes) {
			onProgress(`Time and memory in n8n-core: ${items} items`);
			growth.push(await measureGrowth(items, plan, target, node));
		}
		const hostile = [];
		for (const name of Object.keys(HOSTILE) as Hostile[]) {
			onProgress(name);
			const [small, large] = plan.hostileSizes;
			const once = await measureGrowth(small, plan, target, node, name);
			const twice = await measureGrowth(large, plan, target, node, name);
			hostile.push({ name, once, twice });
		}
		return { ...inN8n, library, floor, growth, hostile };
	} finally {
		await target.stop();
	}
}

async function measureInN8n(
	{ items, coreItems, runs, warmUps }: Plan,
	target: Target,
	onProgress: (line: string) => void,
) {
	const { folder, remove } = makeTemporaryFolder('bench-');
	onProgress('Starting n8n');
	const packages = [await packPackage(folder)];
	const n8n = await startN8n({ packages, onProgress });
	try {
		const credential = await n8n.api.addCredential('brazeApi', 'Braze', {
			instance: 'custom',
			restEndpoint: target.url,
			apiKey: 'benchmark',
		});
		const itemsUrl = (count: number) => `${target.url}/items?count=${count}`;
		onProgress(`Track User in n8n: ${items} items`);
		const nodes = [trackUser(credential)];
		const ours = afterItems('Track User', 'track-user', itemsUrl(items), nodes);
		const measured = await timeInN8n(n8n, target, ours, { items, warmUps, runs });
		onProgress(`Edit Fields + HTTP Request in n8n: ${coreItems} items`);
		const coreUrl = itemsUrl(coreItems);
		const core = afterItems('Core nodes', 'core-nodes', coreUrl, coreNodes(target.url));
		const how = { items: coreItems, warmUps: 1, runs };
		const { nodes: times } = await timeInN8n(n8n, target, core, how);
		return {
			trackUser: { items, milliseconds: summarise(measured.nodes[TRACK_USER]) },
			requests: measured.report.requests / (warmUps + runs),
			editFields: { items: coreItems, milliseconds: summarise(times[EDIT_FIELDS]) },
			httpRequest: { items: coreItems, milliseconds: summarise(times[HTTP_REQUEST]) },
		};
	} finally {
		await n8n.stop();
		remove();
	}
}

async function timeProgram(
	name: 'library' | 'floor',
	{ items, warmUps, runs }: Plan,
	target: Target,
	node: string,
): Promise<Timing> {
	const input = { url: target.url, items, warmUps, runs };
	const program = path.join(import.meta.dirname, `${name}.mts`);
	const times = (await runChild(node, program, { input })) as number[];
	checkArrived(name, await target.report(), { items, runs: warmUps + runs });
	return { items, milliseconds: summarise(times) };
}

/** Each run is in a new process, so that none finds memory that another one left. */
async function measureGrowth(
	items: number,
	{ runs }: Plan,
	target: Target,
	node: string,
	hostile?: Hostile,
): Promise<Growth> {
	const program = path.join(import.meta.dirname, 'context.mts');
	const results: Measured[] = [];
	for (let run = 0; run < runs; run++) {
		const input = { url: target.url, hostile, items, warmUpItems: WARM_UP_ITEMS };
		const flags = ['--expose-gc'];
		results.push((await runChild(node, program, { flags, input })) as Measured);
		await target.report();
	}
	return {
		items,
		itemBytes: results[0].itemBytes,
		milliseconds: summarise(results.map(({ milliseconds }) => milliseconds)),
		resident: summarise(results.map(({ added }) => added.resident)),
		heap: summarise(results.map(({ added }) => added.heap)),
	};
}
