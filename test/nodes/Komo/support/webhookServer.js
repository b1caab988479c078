'use strict';

// n8n-core writes an instance file on loading: into a folder of its own, not the user's.
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'komo-trigger-test-'));
process.env.N8N_LOG_LEVEL = 'silent';
require('reflect-metadata');

const { createServer } = require('node:http');
const { createRequire } = require('node:module');
const { gunzipSync, inflateSync } = require('node:zlib');
const { WebhookContext } = require('n8n-core');
const { jsonParse, Workflow } = require('n8n-workflow');

/** What n8n reads of a content type; it comes with n8n-core. */
const { parseIncomingMessage } = createRequire(require.resolve('n8n-core'))('@n8n/backend-network');

/**
 * @typedef {object} Options
 * @property {any} trigger the node
 * @property {object} [parameters] the node's parameters
 * @property {object} [credential] the data of its `komoWebhookApi` credential
 * @property {'webhook' | 'manual'} [mode] production (default) or test URL
 * @property {string} [workflowId]
 * @property {(response: import('node:http').ServerResponse) => Promise<void>} [before] what happens
 * before the trigger is called
 * @property {(items: any[], response: import('node:http').ServerResponse) => Promise<void>} [store]
 * stores an execution; n8n answers after it, and with 500 when it fails
 *
 * @typedef {object} WebhookServer
 * @property {string} url
 * @property {any[][]} executions the items of each execution stored
 * @property {unknown[]} exceptions what `webhook()` threw: nothing, ever
 * @property {import('node:http').Server} server
 * @property {() => Promise<void>} close
 */

/** The bytes of a call, unzipped. @param {any} request */
async function readBytes(request) {
	const chunks = [];
	for await (const chunk of request) chunks.push(chunk);
	const bytes = Buffer.concat(chunks);
	const encoding = request.headers['content-encoding'];
	if (encoding === 'gzip') return gunzipSync(bytes);
	return encoding === 'deflate' ? inflateSync(bytes) : bytes;
}

/**
 * What n8n does with a call before the node sees it, as far as it matters here. n8n's own code for it
 * (`rawBodyReader`, `parseBody`) is a part of its server, the package `n8n`, and of no library; what
 * n8n's libraries have of it is used: the content type, and JSON. The end-to-end tests meet the rest.
 * @param {any} request
 */
async function prepare(request) {
	parseIncomingMessage(request);
	request.query = Object.fromEntries(new URL(request.url, 'http://localhost').searchParams);
	request.params = {};
	request.readRawBody = async () => {
		request.rawBody ??= await readBytes(request);
	};
	if (request.contentType !== 'application/json') return;
	await request.readRawBody();
	if (request.rawBody.length === 0) return;
	request.body = jsonParse(request.rawBody.toString(request.encoding).replace(/^\ufeff/, ''));
}

/**
 * A real HTTP server that calls the trigger through n8n-core's real WebhookContext and answers as n8n
 * does with response mode `onReceived`: once the execution is stored.
 * @param {Options} options
 * @returns {Promise<WebhookServer>}
 */
async function startWebhookServer(options) {
	const {
		trigger,
		parameters = {},
		credential,
		mode = 'webhook',
		before = async () => {},
		store = async () => {},
	} = options;
	const node = {
		id: 'node-1',
		name: 'Komo Trigger',
		type: 'n8n-nodes-komo-braze.komoTrigger',
		typeVersion: 1.1,
		position: [0, 0],
		parameters,
		credentials: { komoWebhookApi: { id: '1', name: 'Komo' } },
	};
	const nodeTypes = /** @type {any} */ ({
		getByName: () => trigger,
		getByNameAndVersion: () => trigger,
		getKnownTypes: () => ({}),
	});
	const credentialsHelper = {
		isCredentialUsableByNode: () => true,
		getDecrypted: async () => {
			if (credential === undefined) throw new Error('no credential');
			return credential;
		},
	};
	/** @type {any[][]} */
	const executions = [];
	/** @type {unknown[]} */
	const exceptions = [];

	/** @param {any} request @param {any} response */
	const handle = async (request, response) => {
		response.status = (/** @type {number} */ code) => Object.assign(response, { statusCode: code });
		response.set = (/** @type {Record<string, string>} */ headers) =>
			response.setHeaders(new Map(Object.entries(headers)));
		response.json = (/** @type {unknown} */ body) => {
			response.setHeader('content-type', 'application/json; charset=utf-8');
			response.end(JSON.stringify(body));
		};
		try {
			await prepare(request);
		} catch {
			response.status(422).json({ message: 'Failed to parse request body' });
			return;
		}
		const workflow = new Workflow(
			/** @type {any} */ ({
				id: options.workflowId ?? 'workflow-1',
				name: 'Test',
				nodes: [node],
				connections: {},
				active: true,
				nodeTypes,
				staticData: {},
				settings: {},
			}),
		);
		const additionalData = { httpRequest: request, httpResponse: response, credentialsHelper };
		const context = new WebhookContext(
			workflow,
			/** @type {any} */ (workflow.getNode(node.name)),
			/** @type {any} */ (additionalData),
			mode,
			/** @type {any} */ ({ webhookDescription: trigger.description.webhooks[0] }),
			[],
			null,
		);
		let result;
		try {
			await before(response);
			result = await trigger.webhook.call(context);
		} catch (error) {
			exceptions.push(error);
			response.status(500).json({ message: 'Error in workflow' });
			return;
		}
		if (result.workflowData === undefined) {
			if (!result.noWebhookResponse) response.status(200).json(result.webhookResponse);
			return;
		}
		try {
			await store(result.workflowData[0], response);
		} catch {
			response.status(500).json({ message: 'Could not start the workflow' });
			return;
		}
		executions.push(result.workflowData[0]);
		response.status(200).json(result.webhookResponse);
	};

	const server = createServer((request, response) => void handle(request, response));
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}/webhook/komo`,
		executions,
		exceptions,
		server,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

module.exports = { startWebhookServer };
