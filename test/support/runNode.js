'use strict';

// n8n-core writes an instance file on loading: into a folder of its own, not the user's.
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const userFolder = mkdtempSync(join(tmpdir(), 'braze-node-test-'));
process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_LOG_LEVEL = 'silent';
process.on('exit', () => rmSync(userFolder, { recursive: true, force: true }));
require('reflect-metadata');

const { ExecuteContext, LoadOptionsContext } = require('n8n-core');
const { Workflow, createRunExecutionData } = require('n8n-workflow');

/**
 * @typedef {import('n8n-workflow').INodeType} INodeType
 * @typedef {import('n8n-workflow').ICredentialType} ICredentialType
 * @typedef {import('n8n-workflow').INodeExecutionData} INodeExecutionData
 *
 * @typedef {object} Setup
 * @property {INodeType} node an instance of the node's class
 * @property {ICredentialType} credentialType an instance of its credential's class
 * @property {object} credentials the credential's data
 * @property {object} [parameters] the node's parameters; the rest takes its defaults
 * @property {string} [timezone] the workflow's; n8n's by default
 *
 * @typedef {object} Run
 * @property {object[]} [items] JSON of the input items; one empty item by default
 * @property {import('n8n-workflow').OnError} [onError] what the node's settings say
 * @property {boolean} [continueOnFail] short for `onError: 'continueRegularOutput'`
 * @property {AbortSignal} [signal] cancels the execution
 * @property {(context: import('n8n-workflow').IExecuteFunctions) => void} [inspect] gets the context
 */

const TYPE = 'n8n-nodes-komo-braze.braze';

/** @param {Setup} setup @param {Partial<import('n8n-workflow').INode>} settings */
function world({ node, credentialType, credentials, parameters = {}, timezone }, settings = {}) {
	const nodeTypes = /** @type {any} */ ({
		getByName: () => node,
		getByNameAndVersion: () => node,
		getKnownTypes: () => ({}),
	});
	const workflow = new Workflow(
		/** @type {any} */ ({
			id: 'workflow-1',
			name: 'Test',
			nodes: [
				{
					id: 'node-1',
					name: 'Braze',
					type: TYPE,
					typeVersion: node.description.version,
					position: [0, 0],
					parameters,
					credentials: { [credentialType.name]: { id: '1', name: 'Test credential' } },
					...settings,
				},
			],
			connections: {},
			active: false,
			nodeTypes,
			settings: timezone === undefined ? {} : { timezone },
		}),
	);
	const credentialsHelper = {
		isCredentialUsableByNode: () => true,
		getCredentialsProperties: () => credentialType.properties,
		getParentTypes: () => [],
		getDecrypted: async () => ({ ...credentials }),
		preAuthentication: async () => undefined,
		/** @param {object} data @param {string} _type @param {object} request */
		authenticate: async (data, _type, request) => {
			const { authenticate } = credentialType;
			if (typeof authenticate !== 'function') throw new Error('authenticate must be a function');
			return await authenticate(/** @type {any} */ (data), /** @type {any} */ (request));
		},
	};
	const additionalData = /** @type {any} */ ({
		credentialsHelper,
		executionId: '1',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
	});
	const self = workflow.getNode('Braze');
	if (self === null) throw new Error('The node is missing from its workflow');
	return { workflow, additionalData, self };
}

/**
 * Runs a node's `execute` in n8n-core's real context, with the real HTTP helper and expressions that
 * are really evaluated.
 * @param {Setup & Run} run
 * @returns {Promise<INodeExecutionData[][]>} the node's outputs
 */
async function runNode(run) {
	const { node, items = [{}], signal, inspect } = run;
	const onError = run.onError ?? (run.continueOnFail ? 'continueRegularOutput' : undefined);
	const { workflow, additionalData, self } = world(run, { onError });
	const input = items.map(
		(json, item) => /** @type {INodeExecutionData} */ ({ json, pairedItem: { item } }),
	);
	const inputData = { main: [input] };
	const executeData = { node: self, data: inputData, source: null };
	const context = new ExecuteContext(
		workflow,
		self,
		additionalData,
		'manual',
		createRunExecutionData({}),
		0,
		input,
		inputData,
		/** @type {any} */ (executeData),
		[],
		signal,
	);
	inspect?.(context);
	if (node.execute === undefined) throw new Error('The node has no execute');
	const outputs = await node.execute.call(context);
	return /** @type {INodeExecutionData[][]} */ (outputs);
}

/**
 * The context in which n8n fills a node's lists (`methods.listSearch`, `methods.resourceMapping`).
 * @param {Setup} setup
 * @returns {import('n8n-workflow').ILoadOptionsFunctions}
 */
function loadOptionsContext(setup) {
	const { workflow, additionalData, self } = world(setup);
	return new LoadOptionsContext(workflow, self, additionalData, '');
}

module.exports = { runNode, loadOptionsContext };
