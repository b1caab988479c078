import crypto from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { parse } from 'flatted';

const PUBLISH_TIMEOUT_MS = 30_000;
const EXECUTION_TIMEOUT_MS = 60_000;
const POLL_MS = 50;

/** The states of an execution that has not ended. */
const UNFINISHED = ['new', 'running', 'waiting'];

export interface Owner {
	email: string;
	password: string;
}

export interface CredentialReference {
	id: string;
	name: string;
}

/** The parts of a node in a workflow file that matter here. */
export interface WorkflowNode {
	name: string;
	type: string;
	webhookId?: string;
	credentials?: Record<string, CredentialReference>;
}

export interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	[key: string]: unknown;
}

export interface StoredWorkflow {
	id: string;
	versionId: string;
	name: string;
}

export interface Execution {
	id: string;
	/** E.g. `success`, `error`, `running`. */
	status: string;
	workflowId: string;
}

/** How an execution went: the parts of n8n-workflow's `IRunExecutionData` that tests look at. */
export interface ExecutionData {
	resultData: {
		error?: ExecutionError;
		/** The runs of each node, by its name. */
		runData: Record<string, NodeRun[]>;
	};
}

export type ExecutionWithData = Execution & { data: ExecutionData };

export interface ExecutionError {
	message: string;
	description?: string | null;
}

export interface NodeRun {
	/** In milliseconds. */
	executionTime: number;
	error?: ExecutionError;
	/** The items of each output. */
	data?: { main: Array<ExecutionItem[] | null> };
}

export interface ExecutionItem {
	json: Record<string, string | number | boolean | object | null | undefined>;
}

interface Invited {
	user: { inviteAcceptUrl: string };
}

/** The body of n8n's responses. */
interface ResponseBody {
	data?: unknown;
	message?: string;
}

/** n8n responded with an error. */
export class N8nApiError extends Error {
	/** The HTTP status. */
	readonly status: number;

	constructor(message: string, status: number) {
		super(message);
		this.name = 'N8nApiError';
		this.status = status;
	}
}

/** n8n's API as its editor uses it. */
export type N8nApi = ReturnType<typeof n8nApi>;

/**
 * Talks to n8n as its editor does.
 *
 * @param cookie a session to continue; without one, `setUpOwner` begins one
 */
export function n8nApi(url: string, cookie?: string) {
	const http = axios.create({ baseURL: `${url}/rest`, timeout: 60_000, validateStatus: null });
	if (cookie) http.defaults.headers.common.Cookie = cookie;

	/**
	 * @param path below `/rest`
	 * @returns the `data` of the response
	 * @throws an N8nApiError with n8n's message if it responds with an error
	 */
	const call = async (
		method: 'get' | 'post' | 'patch' | 'delete',
		path: string,
		data?: unknown,
	): Promise<unknown> => {
		const response = await http.request<ResponseBody | undefined>({ method, url: path, data });
		if (response.status >= 400) {
			const reason = response.data?.message ?? JSON.stringify(response.data).slice(0, 500);
			const message = `n8n answered ${response.status} to ${method} ${path}: ${reason}`;
			throw new N8nApiError(message, response.status);
		}
		const session = response.headers['set-cookie']?.[0]?.split(';')[0];
		if (session) http.defaults.headers.common.Cookie = session;
		return response.data?.data ?? response.data;
	};

	/** n8n 2.0 has no such status: it responds to `activate` only once the webhooks are registered. */
	const publicationStatus = async (id: string): Promise<{ status: string }> => {
		try {
			return (await call('get', `/workflows/${id}/publication-status`)) as { status: string };
		} catch (error) {
			if (error instanceof N8nApiError && error.status === 404) return { status: 'published' };
			throw error;
		}
	};

	/** An execution with each node's output, which n8n sends in the format of `flatted`. */
	const execution = async (id: string): Promise<ExecutionWithData> => {
		const found = (await call('get', `/executions/${id}`)) as Execution & { data: string };
		return { ...found, data: parse(found.data) as ExecutionData };
	};

	return {
		call,
		/** @returns the session, for another process to continue */
		cookie: (): string => String(http.defaults.headers.common.Cookie ?? ''),

		/** @returns a new owner, logged in */
		async setUpOwner(): Promise<Owner> {
			const owner = { email: 'owner@example.com', password: randomPassword() };
			await call('post', '/owner/setup', { ...owner, firstName: 'Olive', lastName: 'Owner' });
			return owner;
		},

		/** @returns a new member, who sees nothing that others have made */
		async addMember(): Promise<Owner> {
			const password = randomPassword();
			const email = `member-${crypto.randomUUID()}@example.com`;
			const invitation = [{ email, role: 'global:member' }];
			const [{ user }] = (await call('post', '/invitations', invitation)) as Invited[];
			const token = new URL(user.inviteAcceptUrl).searchParams.get('token');
			const accepted = { token, firstName: 'Max', lastName: 'Member', password };
			// In a session of its own.
			await n8nApi(url).call('post', '/invitations/accept', accepted);
			return { email, password };
		},

		/**
		 * @param type e.g. `brazeApi`
		 * @param data its fields
		 */
		async addCredential(type: string, name: string, data: object): Promise<CredentialReference> {
			const body = { type, name, data };
			const { id } = (await call('post', '/credentials', body)) as CredentialReference;
			return { id, name };
		},

		/** @param workflow as in an exported file */
		addWorkflow: async (workflow: object) =>
			(await call('post', '/workflows', {
				settings: {},
				// n8n 2.0 requires it.
				active: false,
				...workflow,
			})) as StoredWorkflow,

		/**
		 * Switches a workflow on. n8n does so in the background, so this waits until its webhooks
		 * are registered.
		 *
		 * @throws with n8n's reason when a trigger could not be activated, or not in time
		 */
		async publish({ id, versionId }: StoredWorkflow) {
			await call('post', `/workflows/${id}/activate`, { versionId });
			const deadline = Date.now() + PUBLISH_TIMEOUT_MS;
			for (;;) {
				const state = await publicationStatus(id);
				const { status } = state;
				if (status === 'published') return;
				// (n8n makes two queries for this; between them, a publication is neither under way nor done.)
				const isUnderWay = ['in_progress', 'not_published'].includes(status);
				if (!isUnderWay || Date.now() > deadline) {
					throw new Error(`n8n did not publish the workflow: ${JSON.stringify(state)}`);
				}
				await sleep(POLL_MS);
			}
		},

		/**
		 * Runs a workflow as "Execute workflow" does in the editor, with its pinned data.
		 *
		 * @returns the execution's ID
		 */
		async execute({ id }: Pick<StoredWorkflow, 'id'>, trigger: string): Promise<string> {
			const start = { triggerToStartFrom: { name: trigger } };
			const run = await call('post', `/workflows/${id}/run`, start);
			return (run as { executionId: string }).executionId;
		},

		async unpublish(id: string) {
			await call('post', `/workflows/${id}/deactivate`, {});
		},

		/** @returns at most 100, the latest first */
		async executions(workflowId: string): Promise<Execution[]> {
			const filter = encodeURIComponent(JSON.stringify({ workflowId }));
			const page = await call('get', `/executions?limit=100&filter=${filter}`);
			return (page as { results: Execution[] }).results;
		},

		execution,

		/**
		 * Waits until an execution has ended.
		 *
		 * @param timeout in milliseconds
		 */
		async finished(id: string, timeout = EXECUTION_TIMEOUT_MS): Promise<ExecutionWithData> {
			const deadline = Date.now() + timeout;
			for (;;) {
				const found = await execution(id);
				if (!UNFINISHED.includes(found.status)) return found;
				if (Date.now() > deadline) throw new Error(`Execution ${id} is still ${found.status}.`);
				await sleep(POLL_MS);
			}
		},
	};
}

/** Meets n8n's rule: eight characters or more, a number and a capital letter. */
const randomPassword = () => `N8n-${crypto.randomBytes(9).toString('base64url')}-1`;
