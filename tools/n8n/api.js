'use strict';

const crypto = require('node:crypto');
const { setTimeout: sleep } = require('node:timers/promises');

const axios = require('axios').default;

const { unflatten } = require('./unflatten');

const PUBLISH_TIMEOUT_MS = 30_000;
const POLL_MS = 50;

/**
 * @typedef {object} Owner
 * @property {string} email
 * @property {string} password
 */

/** @typedef {{ id: string, name: string }} CredentialReference */

/**
 * @typedef {object} WorkflowNode the parts of a node in a workflow file that matter here
 * @property {string} name
 * @property {string} type
 * @property {string} [webhookId]
 * @property {Record<string, CredentialReference>} [credentials]
 */

/** @typedef {{ name: string, nodes: WorkflowNode[], [key: string]: unknown }} Workflow */

/** @typedef {{ id: string, versionId: string, name: string }} StoredWorkflow */

/**
 * @typedef {object} Execution
 * @property {string} id
 * @property {string} status e.g. `success`, `error`, `running`
 * @property {string} workflowId
 */

/**
 * Talks to n8n as its editor does.
 *
 * @param {string} url
 * @param {string} [cookie] a session to go on with, else `setUpOwner` begins one
 */
function n8nApi(url, cookie) {
	const http = axios.create({ baseURL: `${url}/rest`, timeout: 60_000, validateStatus: null });
	if (cookie) http.defaults.headers.common.Cookie = cookie;

	/**
	 * @param {'get' | 'post' | 'patch' | 'delete'} method
	 * @param {string} path below `/rest`
	 * @param {unknown} [data]
	 * @returns {Promise<any>} the `data` of the answer
	 * @throws when n8n answers with an error, with its message
	 */
	const call = async (method, path, data) => {
		const response = await http.request({ method, url: path, data });
		if (response.status >= 400) {
			const reason = response.data?.message ?? JSON.stringify(response.data)?.slice(0, 500);
			throw new Error(`n8n answered ${response.status} to ${method} ${path}: ${reason}`);
		}
		const session = response.headers['set-cookie']?.[0]?.split(';')[0];
		if (session) http.defaults.headers.common.Cookie = session;
		return response.data?.data ?? response.data;
	};

	return {
		call,
		/** @returns {string} the session, for another process to go on with */
		cookie: () => String(http.defaults.headers.common.Cookie ?? ''),

		/** @returns {Promise<Owner>} a new owner, logged in */
		async setUpOwner() {
			const owner = { email: 'owner@example.com', password: randomPassword() };
			await call('post', '/owner/setup', { ...owner, firstName: 'Olive', lastName: 'Owner' });
			return owner;
		},

		/**
		 * @param {string} type e.g. `brazeApi`
		 * @param {string} name
		 * @param {object} data its fields
		 * @returns {Promise<CredentialReference>}
		 */
		async addCredential(type, name, data) {
			const { id } = await call('post', '/credentials', { type, name, data });
			return { id, name };
		},

		/**
		 * @param {object} workflow as in an exported file
		 * @returns {Promise<StoredWorkflow>}
		 */
		addWorkflow: (workflow) => call('post', '/workflows', { settings: {}, ...workflow }),

		/**
		 * Switches a workflow on. n8n does that in the background: this waits until its webhooks
		 * answer.
		 *
		 * @param {StoredWorkflow} workflow
		 * @throws with n8n's reason when a trigger could not be activated
		 */
		async publish({ id, versionId }) {
			await call('post', `/workflows/${id}/activate`, { versionId });
			const deadline = Date.now() + PUBLISH_TIMEOUT_MS;
			for (;;) {
				const state = await call('get', `/workflows/${id}/publication-status`);
				if (state.status === 'published') return;
				if (state.status !== 'in_progress' || Date.now() > deadline) {
					throw new Error(`n8n did not publish the workflow: ${JSON.stringify(state)}`);
				}
				await sleep(POLL_MS);
			}
		},

		/** @param {string} id */
		unpublish: (id) => call('post', `/workflows/${id}/deactivate`, {}),

		/**
		 * @param {string} workflowId
		 * @returns {Promise<Execution[]>} the latest first, 100 at most
		 */
		async executions(workflowId) {
			const filter = encodeURIComponent(JSON.stringify({ workflowId }));
			return (await call('get', `/executions?limit=100&filter=${filter}`)).results;
		},

		/**
		 * @param {string} id
		 * @returns {Promise<Execution & { data: any }>} with what each node gave
		 */
		async execution(id) {
			const execution = await call('get', `/executions/${id}`);
			return { ...execution, data: unflatten(execution.data) };
		},
	};
}

/** Meets n8n's rule: eight characters or more, a number and a capital letter. */
const randomPassword = () => `N8n-${crypto.randomBytes(9).toString('base64url')}-1`;

module.exports = { n8nApi };
