/*
 * Sends several copies of submissions at once to n8n with two workers, and counts how many Braze gets more
 * than once: with the template that counts in a data table of n8n's, and the two that count in Redis and
 * Postgres. Fails if one of these two doubles a submission, or loses one though no execution failed.
 * Usage: npm run check -- duplicates [--write]
 */

import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import axios from 'axios';

import type { CredentialReference, N8nApi, Workflow } from '../../packages/n8n-lab/src/api.mts';
import { databaseCredential, query } from '../../packages/n8n-lab/src/cluster/postgres.mts';
import { readJson } from '../../packages/n8n-lab/src/system/json.mts';
import { makeTemporaryFolder } from '../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { withCredentials } from '../../packages/n8n-lab/src/workflow.mts';
import { describeMachine, machineLine } from '../bench/machine.mts';
import { writeFigures } from '../bench/page.mts';
import { table } from '../bench/table.mts';
import { komoFormEntry } from '../demo/submission.mts';
import { packPackage } from '../n8n/package.mts';
import { type Cluster, startCluster } from '../n8n/start.mts';
import { root } from '../setup/dependencies.js';
import { type Braze, startBraze } from './braze.mts';
import { whereabouts } from './whereabouts.mts';

const { values: options } = parseArgs({
	/** `write`: whether the figures also go into docs/measurements/duplicates.md. */
	options: { write: { type: 'boolean', default: false } },
});

const SUBMISSIONS = 100;
/** How often each is sent, all at once. */
const COPIES = 4;
/** How many different ones are sent at a time. */
const AT_ONCE = 10;
/** Small groups, so that many executions run at the same moment. */
const GROUP = { maxSubmissions: 4, maxWait: 20 };

const onProgress = (line: string) => {
	console.error(line);
};

type Credentials = Record<string, Record<string, CredentialReference>>;

const TABLE = 'CREATE TABLE komo_submissions (id text PRIMARY KEY, at timestamptz DEFAULT now())';

/** Makes what the templates need. @returns each template's file, with credentials by node */
async function prepare({ api, programs, postgresPort, redisPort }: Cluster, braze: Braze) {
	const toBraze = {
		brazeApi: await api.addCredential('brazeApi', 'Local Braze', {
			instance: 'custom',
			restEndpoint: braze.ledger.url,
			apiKey: braze.apiKey,
		}),
	};
	const redis = {
		redis: await api.addCredential('redis', 'Redis', {
			host: '127.0.0.1',
			port: redisPort,
			database: 1,
			password: '',
		}),
	};
	await query(programs.postgres, postgresPort, TABLE);
	const postgres = {
		postgres: await api.addCredential('postgres', 'Postgres', databaseCredential(postgresPort)),
	};
	const templates: Array<[string, Credentials]> = [
		['lasting-duplicates-redis.json', { 'Track User': toBraze, Count: redis, Forget: redis }],
		[
			'lasting-duplicates-postgres.json',
			{ 'Track User': toBraze, Count: postgres, Forget: postgres },
		],
		['komo-remove-duplicates.json', { 'Track User': toBraze }],
	];
	return templates;
}

interface Node {
	name: string;
	type: string;
	webhookId?: string;
	parameters: Record<string, unknown>;
}

/** Has each submission leave a trace of its own in Braze: an event besides what the template maps. */
function traced(template: Workflow) {
	const nodes = (template.nodes as Node[]).map((node) => {
		if (node.type.endsWith('.komoTrigger')) {
			const options = { groupSubmissions: { values: GROUP } };
			return { ...node, parameters: { ...node.parameters, authentication: 'none', options } };
		}
		if (node.name !== 'Track User') return node;
		const value = '={{ $json.submission_id }}';
		const properties = { assignments: [{ id: 'x', name: 'submission_id', value, type: 'string' }] };
		const name = { __rl: true, mode: 'name', value: 'Entered' };
		const event = [{ name, time: '={{ $json.timestamp }}', properties }];
		return { ...node, parameters: { ...node.parameters, events: { event } } };
	});
	return { ...template, nodes };
}

async function sendAll(url: string, prefix: string) {
	const bodies = Array.from({ length: SUBMISSIONS }, (_, number) =>
		komoFormEntry({
			submission_id: `${prefix}-${number}`,
			email: `fan.${number}@example.com`,
			entry: '1',
		}),
	);
	const accepted = new Set<string>();
	const send = async (body: (typeof bodies)[number]) => {
		const { status } = await axios.post(url, body, { validateStatus: null, timeout: 120_000 });
		if (status === 200) accepted.add(body.submission_id);
	};
	const sender = async () => {
		for (let body = bodies.pop(); body; body = bodies.pop()) {
			const copies = Array.from({ length: COPIES }, () => body);
			await Promise.all(copies.map(send));
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, sender));
	return accepted;
}

const MOST_MS = 180_000;

/**
 * Waits until every execution of a workflow has ended.
 *
 * @returns how many did not succeed
 */
async function untilEnded(api: N8nApi, workflowId: string): Promise<number> {
	const count = async (status: string[]) => {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, status }));
		const page = await api.call('get', `/executions?limit=1&filter=${filter}`);
		return (page as { count: number }).count;
	};
	const end = Date.now() + MOST_MS;
	while ((await count(['new', 'running'])) > 0) {
		if (Date.now() > end) throw new Error('The executions did not end in time.');
		await sleep(500);
	}
	return await count(['error', 'crashed', 'canceled']);
}

async function main() {
	const { folder, remove } = makeTemporaryFolder('duplicates-');
	const machine = describeMachine();
	const braze = await startBraze();
	let cluster: Cluster | undefined;
	try {
		cluster = await startCluster({ packages: [await packPackage(folder)], onProgress });
		const rows: string[][] = [];
		for (const [file, credentials] of await prepare(cluster, braze)) {
			const template = readJson(path.join(root, 'workflows', file)) as Workflow;
			const workflow = withCredentials(traced(template), credentials);
			const stored = await cluster.api.addWorkflow(workflow);
			await cluster.api.publish(stored);
			const { webhookId = '' } = workflow.nodes.find((node) => node.webhookId !== undefined) ?? {};
			const { submissions } = braze.ledger;
			submissions.clear();
			const url = cluster.webhookUrl(webhookId, 'komo');
			const accepted = await sendAll(url, file);
			const failed = await untilEnded(cluster.api, stored.id);
			const counts = [...accepted].map((id) => submissions.get(id)?.length ?? 0);
			const absent = [...accepted].filter((id) => !submissions.has(id));
			const missing = absent.length;
			const doubled = counts.filter((count) => count > 1).length;
			const row = [file, SUBMISSIONS * COPIES, accepted.size, missing, doubled, failed].map(String);
			onProgress(`  ${row.join(', ')}`);
			if (missing > 0) {
				const where = await whereabouts(cluster.api, stored.id, absent);
				onProgress(
					`    the missing ones, by the status of their executions: ${JSON.stringify(where)}`,
				);
			}
			rows.push(row);
			// What a failed execution had counted is missing, see docs/reliability.md.
			const isWrong = doubled > 0 || (missing > 0 && failed === 0);
			if (file.startsWith('lasting') && isWrong) process.exitCode = 1;
		}
		const head = ['Template', 'Sent', 'Different', 'Missing', 'Doubled', 'Failed executions'];
		const measured = `${machineLine(machine)}\n\n${table(head, rows)}`;
		console.log(measured);
		if (options.write) writeFigures('duplicates', measured);
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
