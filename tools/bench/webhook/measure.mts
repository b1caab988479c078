import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import { freePorts } from '../../../packages/n8n-lab/src/system/ports.mts';
import { makeTemporaryFolder } from '../../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { webhookPath } from '../../n8n/nodes.mts';
import { packPackage } from '../../n8n/package.mts';
import { ensureN8n, type RunningN8n, startN8n } from '../../n8n/start.mts';
import { runChild } from '../child.mts';
import { startTarget, type Target } from '../target/index.mts';
import { CURRENTS_BATCH, type Load, type Sender } from './load.mts';
import type { Profile, ProfileJob } from './profiler.mts';
import {
	BRAZE,
	CORE,
	currentsTrackUser,
	KOMO,
	KOMO_GROUPED,
	triggeredTrackUser,
} from './workflows.mts';

export interface Plan {
	sender: Sender;
	connections: number[];
	/** Of each measurement. */
	seconds: number;
	/** Before all measurements of one n8n. */
	warmUpSeconds: number;
	/** Of all measurements. */
	rounds: number;
}

export interface Measurement {
	/** Of n8n, by name. */
	settings: string;
	trigger: string;
	connections: number;
	/** Submissions or events that got a 2xx, in a second. */
	perSecond: number;
	/** Milliseconds. */
	p50: number;
	/** Milliseconds. */
	p99: number;
	/** Submissions or events that got a 2xx. */
	accepted: number;
	non2xx: number;
	/** The first body of each status that is not 2xx. */
	refusals: Partial<Record<string, string>>;
	/** Broken connections. */
	errors: number;
	/** Without a response when the time was over; these may arrive or not. */
	unanswered: number;
	/** That the target got. */
	requests: number;
	/** What got a 2xx and did not arrive. */
	lost: number;
	/** Arrivals after the first of each. */
	doubled: number;
	/** Seconds from the end of the load until all had arrived. */
	drain: number;
	/** n8n's CPU time for each submission or event, in microseconds; only where it was profiled. */
	cpu?: { all: number; ours: number };
}

interface Trigger {
	name: string;
	url: string;
	sender: Sender;
}

/** What is measured of each sender. */
const OF = {
	Komo: { triggers: [CORE, KOMO, KOMO_GROUPED], workflowOf: triggeredTrackUser, batch: 1 },
	Currents: { triggers: [CORE, BRAZE], workflowOf: currentsTrackUser, batch: CURRENTS_BATCH },
};

/** What n8n is started with; the rest are its defaults, which save every execution. */
const SETTINGS = {
	default: {},
	'lazy acquire': { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
	'pool of 8': { N8N_EXPRESSION_ENGINE_POOL_SIZE: '8' },
};

/** If nothing has arrived for this long, nothing more will. */
const QUIET_MS = 10_000;
const POLL_MS = 100;

/** n8n is idle once this many responses in a row took less than this time. */
const PROMPT_RESPONSES = 15;
const PROMPT_MS = 50;
const IDLE_TIMEOUT_MS = 120_000;

/** @returns each measurement once for every round */
export async function measureWebhooks(
	plan: Plan,
	onProgress: (line: string) => void,
): Promise<Measurement[]> {
	const { folder, remove } = makeTemporaryFolder('bench-');
	const { node } = await ensureN8n(onProgress);
	const target = await startTarget(node);
	try {
		const packages = [await packPackage(folder)];
		const measurements = [];
		for (let round = 1; round <= plan.rounds; round++) {
			for (const [settings, env] of settingsOf(plan)) {
				onProgress(`Round ${round} of ${plan.rounds}: starting n8n, ${settings}`);
				const [inspector] = await freePorts(1);
				// A signal opens the inspector there.
				const options = { NODE_OPTIONS: `--inspect-port=127.0.0.1:${inspector}` };
				const n8n = await startN8n({ packages, env: { ...env, ...options }, onProgress });
				try {
					const world = { n8n, target, inspector };
					const inOneN8n = await measureOneN8n(world, plan, round, onProgress);
					measurements.push(...inOneN8n.map((measured) => ({ settings, ...measured })));
				} finally {
					await n8n.stop();
				}
			}
		}
		return measurements;
	} finally {
		await target.stop();
		remove();
	}
}

/** (A pool of 8 was found not to help, see docs/measurements/webhook.md.) */
const settingsOf = ({ sender }: Plan) =>
	Object.entries(SETTINGS).filter(([name]) => sender === 'Komo' || name !== 'pool of 8');

interface World {
	n8n: RunningN8n;
	target: Target;
	/** The port of n8n's inspector. */
	inspector: number;
}

async function measureOneN8n(
	{ n8n, target, inspector }: World,
	plan: Plan,
	round: number,
	onProgress: (line: string) => void,
) {
	const credential = await n8n.api.addCredential('brazeApi', 'Braze', {
		instance: 'custom',
		restEndpoint: target.url,
		apiKey: 'benchmark',
	});
	const triggers: Trigger[] = [];
	const { sender } = plan;
	for (const name of OF[sender].triggers) {
		const workflow = OF[sender].workflowOf(name, credential);
		await n8n.api.publish(await n8n.api.addWorkflow(workflow));
		triggers.push({ name, url: `${n8n.url}/webhook/${webhookPath(workflow)}`, sender });
	}
	for (const trigger of triggers) {
		await measureOnce(n8n, trigger, target, plan.connections[0], plan.warmUpSeconds);
	}
	// The order changes from round to round: n8n's database grows with every execution.
	const first = round % triggers.length;
	const order = [...triggers.slice(first), ...triggers.slice(0, first)];
	const measurements: Array<Omit<Measurement, 'settings'>> = [];
	for (const connections of plan.connections) {
		for (const trigger of order) {
			const measured = await measureOnce(n8n, trigger, target, connections, plan.seconds);
			const { perSecond, p99, lost, doubled } = measured;
			onProgress(
				`  ${trigger.name}, ${connections} connections: ${perSecond.toFixed(1)}/s, ` +
					`p99 ${p99} ms, ${lost} lost, ${doubled} doubled`,
			);
			measurements.push(measured);
		}
	}
	// Last, since profiling slows n8n down.
	process.kill(n8n.process.pid, 'SIGUSR1');
	for (const trigger of order) {
		const [connections] = plan.connections;
		const job = { port: inspector, milliseconds: plan.seconds * 1000 };
		const [measured, profile] = await Promise.all([
			measureOnce(n8n, trigger, target, connections, plan.seconds),
			runChild(n8n.node, PROFILER, { input: job satisfies ProfileJob }) as Promise<Profile>,
		]);
		const found = measurements.find(
			(one) => one.trigger === trigger.name && one.connections === connections,
		);
		if (found) found.cpu = cpuOf(profile, measured.accepted);
	}
	return measurements;
}

/** For each submission or event. The profile is of the main thread alone, where all of ours runs. */
function cpuOf({ all, ours }: Profile, accepted: number) {
	return { all: all / accepted, ours: ours / accepted };
}

const LOAD = path.join(import.meta.dirname, 'load.mts');
const PROFILER = path.join(import.meta.dirname, 'profiler.mts');

let loads = 0;

async function measureOnce(
	n8n: RunningN8n,
	{ name, url, sender }: Trigger,
	target: Target,
	connections: number,
	seconds: number,
) {
	const input = { url, sender, connections, seconds, prefix: `s${++loads}` };
	const load = (await runChild(n8n.node, LOAD, { input })) as Load;
	const drain = await untilArrived(target, load);
	await untilIdle(n8n);
	const report = await target.report();
	return {
		trigger: name,
		connections,
		perSecond: load.accepted.length / load.seconds,
		// Without responses, there is no latency.
		p50: load.accepted.length ? load.p50 : NaN,
		p99: load.accepted.length ? load.p99 : NaN,
		accepted: load.accepted.length,
		non2xx: load.non2xx,
		refusals: load.refusals,
		errors: load.errors,
		unanswered: load.sent - load.accepted.length - load.non2xx * OF[sender].batch,
		requests: report.requests,
		...compare(load.accepted, report.submissions),
		drain,
	};
}

/**
 * Waits until as many have arrived as were sent, or until nothing has come for a while: what was
 * sent but had no response when the time was over may still come, or not.
 *
 * @returns seconds until the last one came
 */
export async function untilArrived(
	target: Target,
	{ accepted, sent }: Pick<Load, 'accepted' | 'sent'>,
): Promise<number> {
	const started = Date.now();
	let objects = -1;
	let changed = started;
	for (;;) {
		const now = await target.objects();
		if (now !== objects) {
			objects = now;
			changed = Date.now();
		}
		const quiet = Date.now() - changed;
		if (objects >= sent || quiet > (objects >= accepted.length ? 1_500 : QUIET_MS)) {
			return (changed - started) / 1000;
		}
		await sleep(POLL_MS);
	}
}

/**
 * Waits until n8n responds promptly again, several times in a row: what one measurement left behind must
 * not slow the next one down.
 */
async function untilIdle({ url }: RunningN8n) {
	const deadline = Date.now() + IDLE_TIMEOUT_MS;
	for (let prompt = 0; prompt < PROMPT_RESPONSES;) {
		const asked = Date.now();
		const options = { validateStatus: null, timeout: IDLE_TIMEOUT_MS };
		const { status } = await axios.get(`${url}/healthz/readiness`, options);
		prompt = status === 200 && Date.now() - asked < PROMPT_MS ? prompt + 1 : 0;
		if (Date.now() > deadline) throw new Error('n8n did not come to rest after the load.');
		await sleep(POLL_MS);
	}
}

/** @param arrived the IDs of all arrivals, repeats included */
export function compare(accepted: string[], arrived: string[]) {
	const once = new Set(arrived);
	return {
		lost: accepted.filter((id) => !once.has(id)).length,
		doubled: arrived.length - once.size,
	};
}
