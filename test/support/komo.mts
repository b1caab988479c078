import crypto from 'node:crypto';
import http from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';

import type { Execution } from '../../packages/n8n-lab/src/api.mts';
import type { sharedScene } from './scene.mts';
import { until } from './until.mts';

export { sleep };

type Scene = ReturnType<typeof sharedScene>;

/** An execution's items. */
interface Started {
	id: string;
	items: IDataObject[];
}

interface TextResponse {
	status: number;
	body: string;
	headers: http.IncomingHttpHeaders;
}

export interface Call {
	headers?: Record<string, string>;
	/** Hang up after this many milliseconds, or once all is sent: before any response can come. */
	cutAfter?: number | 'sent';
}

const PAGE = 100;
const QUIET_MS = 600;
/** However busy the machine is. */
const CALL_TIMEOUT_MS = 120_000;

/**
 * Posts to n8n as a caller of its own, with a connection of its own.
 *
 * @param body text unchanged, anything else as JSON
 * @returns nothing if the connection broke first
 */
function post(
	url: string,
	body: unknown,
	{ headers = {}, cutAfter }: Call = {},
): Promise<TextResponse | undefined> {
	return new Promise((resolve) => {
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		const request = http.request(url, {
			method: 'POST',
			agent: false,
			timeout: CALL_TIMEOUT_MS,
			headers: {
				'Content-Type': 'application/json',
				'Content-Length': Buffer.byteLength(text),
				...headers,
			},
		});
		const broken = () => {
			resolve(undefined);
		};
		const hangUp = () => {
			request.destroy();
		};
		const cut = typeof cutAfter === 'number' ? setTimeout(hangUp, cutAfter) : undefined;
		if (cutAfter === 'sent') request.on('finish', hangUp);
		request.on('response', (response) => {
			const { statusCode: status = 0, headers: received } = response;
			const finish = (body: string) => {
				resolve({ status, body, headers: received });
			};
			readText(response).then(finish, broken);
		});
		request.on('timeout', hangUp);
		request.on('error', broken);
		request.on('close', () => {
			clearTimeout(cut);
		});
		request.end(text);
	});
}

/** A node that does nothing and cannot fail. */
const NO_OP = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

/**
 * Publishes a workflow of a Komo Trigger and one other node, `End`.
 *
 * @param parameters of the trigger
 * @param end the other node; by default, one that cannot fail
 */
export async function publishTrigger(
	{ api, n8n, credentials }: Scene,
	parameters: Record<string, unknown>,
	end: object = NO_OP,
) {
	const webhookId = crypto.randomUUID();
	const position: [number, number] = [0, 0];
	const workflow = await api.addWorkflow({
		name: `Komo Trigger ${webhookId}`,
		nodes: [
			{
				id: 'trigger',
				name: 'Komo Trigger',
				type: 'n8n-nodes-komo-braze.komoTrigger',
				typeVersion: 1.1,
				position,
				webhookId,
				parameters,
				credentials: { komoWebhookApi: credentials.komo },
			},
			{
				id: 'end',
				name: 'End',
				position: [200, 0],
				...end,
			},
		],
		connections: { 'Komo Trigger': { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
	});
	await api.publish(workflow);
	const url = `${n8n.url}/webhook/${webhookId}/komo`;

	return {
		id: workflow.id,
		url,
		submit: (body: unknown, call?: Call) => post(url, body, call),
		publish: () => api.publish(workflow),
		unpublish: () => api.unpublish(workflow.id),

		/**
		 * Waits until nothing runs and nothing more was started for a moment.
		 *
		 * @returns every execution, oldest first
		 * @throws if one did not succeed
		 */
		async started(): Promise<Started[]> {
			const started: Started[] = [];
			for (const { id, status } of await settled(api, workflow.id)) {
				if (status !== 'success') throw new Error(`Execution ${id} has the status ${status}.`);
				const { data } = await api.execution(id);
				const [output] = data.resultData.runData.End[0].data?.main ?? [];
				started.push({ id, items: (output ?? []).map(({ json }) => json) });
			}
			return started;
		},
	};
}

/** A page of n8n's list of executions. */
interface Page {
	results: Execution[];
	nextCursor?: string | null;
}

/** @returns oldest first, page by page: n8n lists 100 at a time */
async function allExecutions(api: Scene['api'], workflowId: string): Promise<Execution[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const all = new Map<string, Execution>();
	let cursor: string | null = '';
	while (cursor !== null) {
		const from = cursor && `&cursor=${encodeURIComponent(cursor)}`;
		const path = `/executions?limit=${PAGE}&filter=${filter}${from}`;
		const page = (await api.call('get', path)) as Page;
		// Running executions are on every page.
		for (const execution of page.results) all.set(execution.id, execution);
		cursor = page.nextCursor ?? null;
	}
	return [...all.values()].sort((one, other) => Number(one.id) - Number(other.id));
}

async function settled(api: Scene['api'], workflowId: string) {
	let known = -1;
	return await until('end of the executions', async () => {
		if (known >= 0) await sleep(QUIET_MS);
		const executions = await allExecutions(api, workflowId);
		const isBusy = executions.some(({ status }) => ['new', 'running'].includes(status));
		if (!isBusy && executions.length === known) return executions;
		known = isBusy ? -1 : executions.length;
		return undefined;
	});
}

/**
 * How often each submission was stored.
 *
 * @returns by `submission_id`
 */
export function countSubmissions(started: Started[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { submission_id: value } of started.flatMap(({ items }) => items)) {
		const id = value as string;
		counts.set(id, (counts.get(id) ?? 0) + 1);
	}
	return counts;
}

export const isAccepted = (response: TextResponse | undefined) =>
	response !== undefined && response.status >= 200 && response.status < 300;
