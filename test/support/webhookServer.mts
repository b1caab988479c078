import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, inflateSync } from 'node:zlib';
import type * as n8nCore from 'n8n-core';
import type * as n8nWorkflow from 'n8n-workflow';
import type {
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IWebhookData,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import './userFolder.mts';

const load = createRequire(import.meta.filename);
load('reflect-metadata');
const { WebhookContext } = load('n8n-core') as typeof n8nCore;
const { jsonParse, resolveWebhookDescriptionField, Workflow } = load(
	'n8n-workflow',
) as typeof n8nWorkflow;

/** What n8n makes of a call before a node sees it. */
interface Request extends IncomingMessage {
	query?: Record<string, string>;
	params?: object;
	body?: unknown;
}

/** With what Express adds that n8n and the node use. */
type Response = ServerResponse & {
	status(code: number): Response;
	set(headers: Record<string, string>): Response;
	json(body: unknown): void;
};

/** How n8n reads a content type; it comes with n8n-core. */
const { parseIncomingMessage } = createRequire(load.resolve('n8n-core'))(
	'@n8n/backend-network',
) as { parseIncomingMessage: (request: Request) => void };

export interface Options {
	trigger: INodeType;
	/** The node's. */
	parameters?: object;
	/** The data of its credential. */
	credential?: object;
	/** Production (default) or test URL. */
	mode?: 'webhook' | 'manual';
	workflowId?: string;
	/** What happens before the trigger is called. */
	before?: (response: ServerResponse) => Promise<void>;
	/** Stores an execution; n8n responds with 500 if it fails. */
	store?: (items: INodeExecutionData[], response: ServerResponse) => Promise<void>;
	/**
	 * Runs the workflow, if the response waits for it.
	 *
	 * @returns n8n's response, if it is not that of a workflow that succeeded
	 */
	run?: (
		items: INodeExecutionData[],
		response: ServerResponse,
	) => Promise<{ status: number; body: object } | undefined>;
}

export interface WebhookServer {
	url: string;
	/** The items of each execution stored. */
	executions: INodeExecutionData[][];
	/** What `webhook()` threw, which must be nothing. */
	exceptions: unknown[];
	server: Server;
	close: () => Promise<void>;
}

/** The bytes of a call, unzipped. */
async function readBytes(request: Request): Promise<Buffer> {
	const bytes = await buffer(request);
	const encoding = request.headers['content-encoding'];
	if (encoding === 'gzip') return gunzipSync(bytes);
	return encoding === 'deflate' ? inflateSync(bytes) : bytes;
}

/**
 * What n8n does with a call before the node sees it, as far as it matters here. n8n's own code for it
 * (`rawBodyReader`, `parseBody`) is part of its server, the package `n8n`, not of a library; what its
 * libraries do have is used: the content type, and JSON. The end-to-end tests meet the rest.
 */
async function prepare(request: Request) {
	parseIncomingMessage(request);
	const { searchParams } = new URL(request.url ?? '', 'http://localhost');
	request.query = Object.fromEntries(searchParams);
	request.params = {};
	let bytes: Promise<Buffer> | undefined;
	request.readRawBody = async () => {
		request.rawBody = await (bytes ??= readBytes(request));
	};
	if (request.contentType !== 'application/json') return;
	await request.readRawBody();
	if (request.rawBody.length === 0) return;
	request.body = jsonParse(request.rawBody.toString(request.encoding).replace(/^\ufeff/, ''));
}

/** Express's ways to respond. */
function extend(plain: ServerResponse): Response {
	const response: Response = Object.assign(plain, {
		status(code: number) {
			plain.statusCode = code;
			return response;
		},
		set(headers: Record<string, string>) {
			plain.setHeaders(new Map(Object.entries(headers)));
			return response;
		},
		json(body: unknown) {
			plain.setHeader('content-type', 'application/json; charset=utf-8');
			if (body === undefined) {
				plain.end();
				return;
			}
			const text = JSON.stringify(body);
			plain.setHeader('content-length', Buffer.byteLength(text));
			plain.end(text);
		},
	});
	return response;
}

function workflowOf({ trigger, parameters = {}, workflowId = 'workflow-1' }: Options) {
	const nodeTypes = {
		getByName: () => trigger,
		getByNameAndVersion: () => trigger,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const { name: type, displayName: name, credentials = [] } = trigger.description;
	const workflow = new Workflow({
		id: workflowId,
		name: 'Test',
		nodes: [
			{
				id: 'node-1',
				name,
				type: `n8n-nodes-komo-braze.${type}`,
				typeVersion: 1.1,
				position: [0, 0],
				parameters: parameters as INodeParameters,
				credentials: Object.fromEntries(
					credentials.map((one) => [one.name, { id: '1', name: 'Secret' }]),
				),
			},
		],
		connections: {},
		active: true,
		nodeTypes,
		staticData: {},
		settings: {},
	});
	const node = workflow.getNode(name);
	if (node === null) throw new Error('The node is missing from its workflow');
	return { workflow, node };
}

function contextOf(options: Options, httpRequest: Request, httpResponse: Response) {
	const { trigger, credential, mode = 'webhook' } = options;
	const { workflow, node } = workflowOf(options);
	const credentialsHelper = {
		isCredentialUsableByNode: () => true,
		getDecrypted: () =>
			credential === undefined
				? Promise.reject(new Error('no credential'))
				: Promise.resolve(credential),
	};
	const additionalData = { httpRequest, httpResponse, credentialsHelper };
	const [webhookDescription] = trigger.description.webhooks ?? [];
	const context = new WebhookContext(
		workflow,
		node,
		additionalData as unknown as IWorkflowExecuteAdditionalData,
		mode,
		{ webhookDescription } as IWebhookData,
		[],
		null,
	);
	/** A value of the webhook description, as n8n reads it: without evaluating an expression. */
	const described = (field: string): unknown => {
		const native = resolveWebhookDescriptionField(node, webhookDescription, field);
		return native.resolved ? native.value : webhookDescription[field as 'path'];
	};
	return { context, described };
}

/**
 * A real HTTP server that calls the trigger through n8n-core's real WebhookContext and responds as
 * n8n 2.41's webhook-helpers.js does: once the execution is stored, or once it has ended.
 */
export async function startWebhookServer(options: Options): Promise<WebhookServer> {
	const { trigger, before, store, run } = options;
	const executions: INodeExecutionData[][] = [];
	const exceptions: unknown[] = [];

	const handle = async (request: Request, response: Response) => {
		try {
			await prepare(request);
		} catch {
			response.status(422).json({ message: 'Failed to parse request body' });
			return;
		}
		const { context, described } = contextOf(options, request, response);
		let result: IWebhookResponseData | undefined;
		try {
			await before?.(response);
			result = await trigger.webhook?.call(context);
		} catch (error) {
			exceptions.push(error);
			response.status(500).json({ message: 'Error in workflow' });
			return;
		}
		const items = result?.workflowData?.[0];
		if (items === undefined) {
			if (!result?.noWebhookResponse) response.status(200).json(result?.webhookResponse);
			return;
		}
		try {
			await store?.(items, response);
		} catch {
			response.status(500).json({ message: 'Could not start the workflow' });
			return;
		}
		executions.push(items);
		const waits = described('responseMode') === 'lastNode';
		const ended = waits ? await run?.(items, response) : undefined;
		if (ended) response.status(ended.status).json(ended.body);
		else if (described('responseData') === 'noData') response.status(200).json(undefined);
		else response.status(200).json(described('responseData') || result?.webhookResponse);
	};

	const server = createServer((request, response) => {
		void handle(request, extend(response));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/webhook/${trigger.description.webhooks?.[0].path ?? ''}`,
		executions,
		exceptions,
		server,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
