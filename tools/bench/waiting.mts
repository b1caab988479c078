/*
 * What it costs when calls wait for their workflow: as many as one node lets wait, and some more, are
 * sent to n8n at once while Braze takes long to respond. With When Last Node Finishes, grouped. And
 * fewer of them, each an execution of its own, with and without N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE.
 * Usage: npm run bench -- waiting [--json] [--quick] [--write] [--part most|engines]
 */

import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import { MAX_WAITING } from '../../nodes/receiving/waiting.ts';
import { makeTemporaryFolder } from '../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { komoFormEntry } from '../demo/submission.mts';
import { chain, dragged, komoTrigger, trackUser, webhookPath } from '../n8n/nodes.mts';
import { packPackage } from '../n8n/package.mts';
import { startN8n } from '../n8n/start.mts';
import { forgetPeak, usedBy } from './cluster/resources.mts';
import { describeMachine, type Machine, machineLine } from './machine.mts';
import { type Measure, runBenchmark } from './options.mts';
import { table } from './table.mts';
import { startTarget } from './target/index.mts';

/** Calls that wait, all at once. */
interface Setting {
	calls: number;
	isGrouped: boolean;
	/** Whether n8n takes an expression engine only where an expression is evaluated. */
	isLazy: boolean;
	/** Milliseconds until Braze responds. */
	brazeTakes: number;
}

interface Waited extends Setting {
	/** By status. */
	responses: Record<string, number>;
	/** n8n's resident size before, in megabytes, and at most while the calls waited. */
	before: number;
	peak: number;
	/** Until the last call got its response. */
	seconds: number;
	/** Submissions that Braze has, of those that got a 2xx. */
	arrived: number;
}

interface WaitingReport {
	machine: Machine;
	/** As many as one node lets wait, and some more. */
	most?: Waited;
	/** An execution for each call: with an engine for each, and without. */
	engines: Waited[];
}

const MORE = 100;
const WARM_UP = 300;
/** Few enough for a small machine, even without the setting. */
const COMPARED = 300;

const measure: Measure<WaitingReport> = async ({ quick, part }, onProgress) => {
	const machine = describeMachine();
	const { folder, remove } = makeTemporaryFolder('bench-');
	try {
		const tarball = await packPackage(folder);
		const brazeTakes = quick ? 5_000 : 20_000;
		const run = async (setting: Setting) => await waitFor(setting, tarball, onProgress);
		const usual = { isGrouped: true, isLazy: true, brazeTakes };
		const most =
			part === 'engines' ? undefined : await run({ ...usual, calls: MAX_WAITING + MORE });
		const engines: Waited[] = [];
		for (const isLazy of part === 'most' ? [] : [false, true]) {
			engines.push(await run({ ...usual, isGrouped: false, isLazy, calls: COMPARED }));
		}
		return { machine, most, engines };
	} finally {
		remove();
	}
};

async function waitFor(
	setting: Setting,
	tarball: string,
	onProgress: (line: string) => void,
): Promise<Waited> {
	const { calls, isGrouped, isLazy, brazeTakes } = setting;
	const env = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: String(isLazy) };
	const n8n = await startN8n({ packages: [tarball], env, onProgress });
	const target = await startTarget(n8n.node);
	try {
		const credential = await n8n.api.addCredential('brazeApi', 'Slow Braze', {
			instance: 'custom',
			restEndpoint: target.url,
			apiKey: 'bench',
		});
		const trigger = komoTrigger('waiting', { responseMode: 'lastNode', isGrouped });
		const fields = ['email', 'submission_id'].map((name) => dragged(name));
		const track = trackUser(credential, '={{ $json.email }}', fields);
		const workflow = chain('Waiting', [trigger, track]);
		await n8n.api.publish(await n8n.api.addWorkflow(workflow));
		const url = `${n8n.url}/webhook/${webhookPath(workflow)}`;

		await sendAtOnce(url, WARM_UP, 'warm');
		await sleep(2_000);
		await target.report();
		const { pid } = n8n.process;
		forgetPeak(pid);
		const before = usedBy(pid).peakMb;
		await target.behave({ milliseconds: brazeTakes, perSecond: 0 });
		onProgress(`${calls} calls at once, ${isLazy ? 'engines when needed' : 'an engine each'}`);
		const began = Date.now();
		const { responses, accepted } = await sendAtOnce(url, calls, 'waits');
		const seconds = (Date.now() - began) / 1000;
		const peak = usedBy(pid).peakMb;
		const { submissions } = await target.report();
		const inBraze = new Set(submissions);
		const arrived = accepted.filter((id) => inBraze.has(id)).length;
		if (arrived < accepted.length) process.exitCode = 1;
		return { ...setting, responses, before, peak, seconds, arrived };
	} finally {
		await n8n.stop();
		await target.stop();
	}
}

/** Sends this many submissions, each in a call of its own. */
async function sendAtOnce(url: string, count: number, name: string) {
	const httpAgent = new http.Agent();
	const responses: Record<string, number> = {};
	const accepted: string[] = [];
	const send = async (number: number) => {
		const id = `${name}-${number}`;
		const entry = komoFormEntry({ submission_id: id, email: `${id}@example.com` });
		const status = await axios.post(url, entry, { httpAgent, validateStatus: null }).then(
			(response) => String(response.status),
			() => '-',
		);
		responses[status] = (responses[status] ?? 0) + 1;
		if (status.startsWith('2')) accepted.push(id);
	};
	await Promise.all(Array.from({ length: count }, (_, number) => send(number)));
	return { responses, accepted };
}

function print({ machine, most, engines }: WaitingReport): string {
	const parts = [machineLine(machine)];
	if (most !== undefined) parts.push(table(['Calls that wait', 'Figure'], figuresOf(most)));
	if (engines.length > 0) {
		const rows = engines.map(({ isLazy, ...waited }) => [
			String(isLazy),
			String(waited.calls),
			Object.entries(waited.responses)
				.map(([status, count]) => `${status}: ${count}`)
				.join(', '),
			waited.before.toFixed(0),
			waited.peak.toFixed(0),
			((waited.peak - waited.before) / waited.calls).toFixed(1),
		]);
		const head = ['LAZY_ACQUIRE', 'Calls', 'Responses', 'Before, MB', 'At most, MB', 'A call, MB'];
		const what =
			'An execution for each call (not grouped), with and without `N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE`; resident size of n8n:';
		parts.push(what, table(head, rows));
	}
	return parts.join('\n\n');
}

function figuresOf({ calls, brazeTakes, responses, before, peak, seconds, arrived }: Waited) {
	return [
		['calls at once', String(calls)],
		['until Braze responds, s', String(brazeTakes / 1000)],
		...Object.entries(responses).map(([status, count]) => [`answered ${status}`, String(count)]),
		['of those answered 2xx, in Braze', String(arrived)],
		['until the last response, s', seconds.toFixed(1)],
		['resident size of n8n before, MB', before.toFixed(0)],
		['at most while they waited, MB', peak.toFixed(0)],
		['more for each call that waited, KB', (((peak - before) * 1024) / MAX_WAITING).toFixed(0)],
	];
}

runBenchmark(measure, print, ['most', 'engines']);
