import crypto from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { parse } from 'flatted';
import type { IRunExecutionData } from 'n8n-workflow';

import { OLDEST } from './pins.mts';

const PUBLISH_TIMEOUT_MS = 30_000;
const POLL_MS = 50;

export interface Owner {
	email: string;
	password: string;
}

export interface CredentialReference {
	id: string;
	name: string;
}

/** The parts of a node in a workflow file that matter here */
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

/** The body of n8n's answers. */
interface Answer {
	data?: unknown;
	message?: string;
}

/** n8n's API as its editor uses it. */
export type N8nApi = ReturnType<typeof n8nApi>;

/**
 * Talks to n8n as its editor does.
 *
 * @param cookie a session to go on with, else `setUpOwner` begins one
 */
export function n8nApi(url: string, cookie?: string) {
	const http = axios.create({ baseURL: `${url}/rest`, timeout: 60_000, validateStatus: null });
	if (cookie) http.defaults.headers.common.Cookie = cookie;

	/**
	 * @param path below `/rest`
	 * @returns the `data` of the answer
	 * @throws when n8n answers with an error, with its message
	 */
	const call = async (
		method: 'get' | 'post' | 'patch' | 'delete',
		path: string,
		data?: unknown,
	): Promise<unknown> => {
		const response = await http.request<Answer | undefined>({ method, url: path, data });
		if (response.status >= 400) {
			const reason = response.data?.message ?? JSON.stringify(response.data).slice(0, 500);
			throw new Error(`n8n answered ${response.status} to ${method} ${path}: ${reason}`);
		}
		const session = response.headers['set-cookie']?.[0]?.split(';')[0];
		if (session) http.defaults.headers.common.Cookie = session;
		return response.data?.data ?? response.data;
	};

	let settings: Promise<{ versionCli: string }> | undefined;
	/** Since which version exactly does not matter: it is asked for by none between. */
	const hasPublicationStatus = async () => {
		settings ??= call('get', '/settings') as Promise<{ versionCli: string }>;
		return (await settings).versionCli !== OLDEST.n8n;
	};

	return {
		call,
		/** @returns the session, for another process to go on with */
		cookie: (): string => String(http.defaults.headers.common.Cookie ?? ''),

		/** @returns a new owner, logged in */
		async setUpOwner(): Promise<Owner> {
			const owner = { email: 'owner@example.com', password: randomPassword() };
			await call('post', '/owner/setup', { ...owner, firstName: 'Olive', lastName: 'Owner' });
			return owner;
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
				// The oldest n8n insists on it.
				active: false,
				...workflow,
			})) as StoredWorkflow,

		/**
		 * Switches a workflow on. n8n does that in the background: this waits until its webhooks
		 * answer. (The oldest n8n answers only then, and has no publication status to ask for.)
		 *
		 * @throws with n8n's reason when a trigger could not be activated
		 */
		async publish({ id, versionId }: StoredWorkflow) {
			await call('post', `/workflows/${id}/activate`, { versionId });
			if (!(await hasPublicationStatus())) return;
			const deadline = Date.now() + PUBLISH_TIMEOUT_MS;
			for (;;) {
				const state = await call('get', `/workflows/${id}/publication-status`);
				const { status } = state as { status: string };
				if (status === 'published') return;
				// (n8n reads twice for this: between the two, a publication is neither under way nor done.)
				const isUnderWay = ['in_progress', 'not_published'].includes(status);
				if (!isUnderWay || Date.now() > deadline) {
					throw new Error(`n8n did not publish the workflow: ${JSON.stringify(state)}`);
				}
				await sleep(POLL_MS);
			}
		},

		/**
		 * Runs a workflow as "Execute workflow" does in the editor, with the data that is pinned.
		 *
		 * @returns the execution's id
		 */
		async execute({ id }: Pick<StoredWorkflow, 'id'>, trigger: string): Promise<string> {
			const start = { triggerToStartFrom: { name: trigger } };
			const run = await call('post', `/workflows/${id}/run`, start);
			return (run as { executionId: string }).executionId;
		},

		async unpublish(id: string) {
			await call('post', `/workflows/${id}/deactivate`, {});
		},

		/** @returns the latest first, 100 at most */
		async executions(workflowId: string): Promise<Execution[]> {
			const filter = encodeURIComponent(JSON.stringify({ workflowId }));
			const page = await call('get', `/executions?limit=100&filter=${filter}`);
			return (page as { results: Execution[] }).results;
		},

		/** One execution, with what each node gave: n8n hands that out in the format of `flatted`. */
		async execution(id: string): Promise<Execution & { data: IRunExecutionData }> {
			const execution = (await call('get', `/executions/${id}`)) as Execution & { data: string };
			return { ...execution, data: parse(execution.data) as IRunExecutionData };
		},
	};
}

/** Meets n8n's rule: eight characters or more, a number and a capital letter. */
const randomPassword = () => `N8n-${crypto.randomBytes(9).toString('base64url')}-1`;
