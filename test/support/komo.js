'use strict';

const crypto = require('node:crypto');
const http = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');

/** @typedef {ReturnType<typeof import('./scene').sharedScene>} Scene */
/** @typedef {import('../../tools/n8n/api').Execution} Execution */
/** @typedef {{ id: string, items: Array<Record<string, unknown>> }} Started an execution's items */
/** @typedef {{ status: number, body: string, headers: http.IncomingHttpHeaders }} Answer */

/**
 * @typedef {object} Call
 * @property {Record<string, string>} [headers]
 * @property {number} [cutAfter] hang up after so many milliseconds
 */

const PAGE = 100;
const QUIET_MS = 600;
const CALL_TIMEOUT_MS = 60_000;
const SETTLE_TIMEOUT_MS = 60_000;

/**
 * Posts to n8n as a caller of its own, with a connection of its own.
 *
 * @param {string} url
 * @param {unknown} body text as it is, anything else as JSON
 * @param {Call} [call]
 * @returns {Promise<Answer | undefined>} nothing when the connection broke first
 */
function post(url, body, { headers = {}, cutAfter } = {}) {
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
		request.on('response', async (response) => {
			try {
				let answer = '';
				for await (const chunk of response.setEncoding('utf8')) answer += chunk;
				resolve({ status: response.statusCode ?? 0, body: answer, headers: response.headers });
			} catch {
				resolve(undefined);
			}
		});
		request.on('timeout', () => request.destroy());
		request.on('error', () => resolve(undefined));
		request.on('close', () => clearTimeout(cut));
		const cut = cutAfter === undefined ? undefined : setTimeout(() => request.destroy(), cutAfter);
		request.end(text);
	});
}

/**
 * Publishes a workflow of a Komo Trigger and nothing that could fail.
 *
 * @param {Scene} scene
 * @param {Record<string, unknown>} parameters of the trigger
 */
async function publishTrigger({ api, n8n, credentials }, parameters) {
	const webhookId = crypto.randomUUID();
	/** @type {[number, number]} */
	const position = [0, 0];
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
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [200, 0],
				parameters: {},
			},
		],
		connections: { 'Komo Trigger': { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
	});
	await api.publish(workflow);
	const url = `${n8n.url}/webhook/${webhookId}/komo`;

	return {
		id: workflow.id,
		url,
		/** @param {unknown} body @param {Call} [call] */
		submit: (body, call) => post(url, body, call),
		publish: () => api.publish(workflow),
		unpublish: () => api.unpublish(workflow.id),

		/**
		 * Waits until nothing runs and nothing more was started for a moment.
		 *
		 * @returns {Promise<Started[]>} every execution, the first first
		 * @throws when one did not succeed
		 */
		async started() {
			const started = [];
			for (const { id, status } of await settled(api, workflow.id)) {
				if (status !== 'success') throw new Error(`Execution ${id} has the status ${status}.`);
				const { data } = await api.execution(id);
				const [output] = data.resultData.runData.End[0].data.main;
				started.push({ id, items: output.map((/** @type {any} */ item) => item.json) });
			}
			return started;
		},
	};
}

/**
 * @param {Scene['api']} api
 * @param {string} workflowId
 * @returns {Promise<Execution[]>} the first first, page by page: n8n lists 100 at a time
 */
async function allExecutions(api, workflowId) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	/** @type {Map<string, Execution>} */
	const all = new Map();
	/** @type {string | null} */
	let cursor = '';
	while (cursor !== null) {
		const from = cursor && `&cursor=${encodeURIComponent(cursor)}`;
		/** @type {{ results: Execution[], nextCursor?: string | null }} */
		const page = await api.call('get', `/executions?limit=${PAGE}&filter=${filter}${from}`);
		// What runs stands on every page.
		for (const execution of page.results) all.set(execution.id, execution);
		cursor = page.nextCursor ?? null;
	}
	return [...all.values()].sort((one, other) => Number(one.id) - Number(other.id));
}

/** @param {Scene['api']} api @param {string} workflowId */
async function settled(api, workflowId) {
	const deadline = Date.now() + SETTLE_TIMEOUT_MS;
	let known = -1;
	for (;;) {
		const executions = await allExecutions(api, workflowId);
		const busy = executions.some(({ status }) => ['new', 'running'].includes(status));
		if (!busy && executions.length === known) return executions;
		if (Date.now() > deadline) throw new Error('The executions have not come to an end in time.');
		known = busy ? -1 : executions.length;
		await sleep(QUIET_MS);
	}
}

/**
 * How often each submission was stored.
 *
 * @param {Started[]} started
 * @returns {Map<string, number>} by `submission_id`
 */
function countSubmissions(started) {
	const counts = new Map();
	for (const { submission_id: id } of started.flatMap(({ items }) => items)) {
		counts.set(id, (counts.get(id) ?? 0) + 1);
	}
	return counts;
}

/**
 * @param {() => boolean} isReached
 * @throws when it is not reached in a minute
 */
async function until(isReached) {
	for (const deadline = Date.now() + SETTLE_TIMEOUT_MS; !isReached(); await sleep(20)) {
		if (Date.now() > deadline) throw new Error('What was waited for has not come in time.');
	}
}

/** @param {Answer | undefined} answer */
const isAccepted = (answer) => answer !== undefined && answer.status >= 200 && answer.status < 300;

module.exports = { countSubmissions, isAccepted, post, publishTrigger, sleep, until };
