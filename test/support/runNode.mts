import { createRequire } from 'node:module';
import type * as n8nCore from 'n8n-core';
import type * as n8nWorkflow from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
	OnError,
} from 'n8n-workflow';

import './userFolder.mts';

// Required: Node itself cannot import the ES modules of n8n-workflow, and n8n-core has another copy.
const load = createRequire(import.meta.filename);
load('reflect-metadata');
const { ExecuteContext, LoadOptionsContext, RoutingNode } = load('n8n-core') as typeof n8nCore;
const { createRunExecutionData, Workflow } = load('n8n-workflow') as typeof n8nWorkflow;

export interface Setup {
	/** An instance of the node's class. */
	node: INodeType;
	/** An instance of its credential's class. */
	credentialType: ICredentialType;
	/** The credential's data. */
	credentials: object;
	/** The node's parameters; the rest takes its defaults. */
	parameters?: object;
	/** The workflow's; n8n's by default. */
	timezone?: string;
}

interface Run {
	/** JSON of the input items; one empty item by default. */
	items?: object[];
	/** What the node's settings say. */
	onError?: OnError;
	/** Short for `onError: 'continueRegularOutput'`. */
	continueOnFail?: boolean;
	/** Cancels the execution. */
	signal?: AbortSignal;
	/** Gets the context. */
	inspect?: (context: IExecuteFunctions) => void;
}

const TYPE = 'n8n-nodes-komo-braze.braze';

function world(
	{ node, credentialType, credentials, parameters = {}, timezone }: Setup,
	settings: Partial<INode> = {},
) {
	const nodeTypes = {
		getByName: () => node,
		getByNameAndVersion: () => node,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const workflow = new Workflow({
		id: 'workflow-1',
		name: 'Test',
		nodes: [
			{
				id: 'node-1',
				name: 'Braze',
				type: TYPE,
				typeVersion: [node.description.version].flat()[0],
				position: [0, 0],
				parameters: parameters as INodeParameters,
				credentials: { [credentialType.name]: { id: '1', name: 'Test credential' } },
				...settings,
			},
		],
		connections: {},
		active: false,
		nodeTypes,
		settings: timezone === undefined ? {} : { timezone },
	});
	const additionalData = additionalDataOf(credentialType, credentials);
	const self = workflow.getNode('Braze');
	if (self === null) throw new Error('The node is missing from its workflow');
	return { workflow, additionalData, self };
}

/** What n8n's server gives a run: the credential, as it is decrypted and used, and addresses. */
export function additionalDataOf(
	credentialType: ICredentialType,
	credentials: object,
): IWorkflowExecuteAdditionalData {
	const credentialsHelper = {
		isCredentialUsableByNode: () => true,
		getCredentialsProperties: () => credentialType.properties,
		getParentTypes: () => [],
		getDecrypted: () => Promise.resolve({ ...credentials }),
		preAuthentication: () => Promise.resolve(undefined),
		authenticate: async (
			data: ICredentialDataDecryptedObject,
			_type: string,
			request: IHttpRequestOptions,
		) => {
			const { authenticate } = credentialType;
			if (typeof authenticate !== 'function') throw new Error('authenticate must be a function');
			return await authenticate(data, request);
		},
	};
	return {
		credentialsHelper,
		executionId: '1',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
	} as unknown as IWorkflowExecuteAdditionalData;
}

/**
 * Runs a node's `execute` in n8n-core's real context, with the real HTTP helper and expressions that
 * are really evaluated.
 *
 * @returns the node's outputs
 */
export async function runNode(run: Setup & Run): Promise<INodeExecutionData[][]> {
	const { node, items = [{}], signal, inspect } = run;
	const onError = run.onError ?? (run.continueOnFail ? 'continueRegularOutput' : undefined);
	const { workflow, additionalData, self } = world(run, { onError });
	const input = items.map((json, item) => ({ json, pairedItem: { item } }) as INodeExecutionData);
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
		executeData,
		[],
		signal,
	);
	inspect?.(context);
	if (node.execute === undefined) throw new Error('The node has no execute');
	const outputs = await node.execute.call(context);
	return outputs as INodeExecutionData[][];
}

/** The context in which n8n fills a node's lists (`methods.listSearch`, `methods.resourceMapping`). */
export function loadOptionsContext(setup: Setup): ILoadOptionsFunctions {
	const { workflow, additionalData, self } = world(setup);
	return new LoadOptionsContext(workflow, self, additionalData, '');
}

/**
 * Tests a credential as n8n does: the declared request, as a node of its own, and then the rules. (What
 * n8n 2.41's credentials-tester.service.js does; that is part of the server, not of n8n-core.)
 */
export async function testCredential(setup: Setup): Promise<{ status: string; message: string }> {
	const { credentialType, credentials } = setup;
	const { request, rules = [] } = credentialType.test as ICredentialTestRequest;
	const node: INodeType = {
		description: {
			...setup.node.description,
			credentials: [{ name: credentialType.name, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request }, default: '' },
			],
		},
	};
	const { workflow, additionalData, self } = world({ ...setup, node, parameters: {} });
	const context = new ExecuteContext(
		workflow,
		self,
		additionalData,
		'internal',
		createRunExecutionData({}),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node: self, data: {}, source: null },
		[],
	);
	const decrypted = {
		id: '1',
		name: 'Test',
		type: credentialType.name,
		data: credentials as ICredentialDataDecryptedObject,
	};
	try {
		const outputs = await new RoutingNode(context, node, decrypted).runNode();
		const json = outputs?.[0][0].json;
		for (const rule of rules) {
			if (rule.type !== 'responseSuccessBody') continue;
			const { key, message } = rule.properties;
			const value: unknown = rule.properties.value;
			if (json?.[key] === value) return { status: 'Error', message };
		}
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		const { message, cause } = error as Error & { cause?: { response?: { status: number } } };
		const rule = rules.find(
			({ type, properties }) =>
				type === 'responseCode' && properties.value === cause?.response?.status,
		);
		return { status: 'Error', message: rule?.properties.message ?? message };
	}
}
