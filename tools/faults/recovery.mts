import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Execution, Workflow, WorkflowNode } from '../../packages/n8n-lab/src/api.mts';
import { readJson } from '../../packages/n8n-lab/src/system/json.mts';
import { withCredentials } from '../../packages/n8n-lab/src/workflow.mts';
import { root } from '../setup/dependencies.js';
import type { World } from './worlds.mts';

const TEMPLATE = path.join(root, 'workflows', 'recover.json');
const SCOPES = ['workflow:list', 'execution:list', 'execution:read', 'execution:retry'];
const HOUR_S = 3_600;
const MOST_MS = 120_000;

interface Template extends Workflow {
	nodes: Array<WorkflowNode & { parameters: Record<string, unknown> }>;
}

/**
 * Publishes the template recover.json, with a key for n8n's own API. It runs by itself when n8n
 * starts.
 */
export async function publishRecovery({ api, apiUrl }: World) {
	const { rawApiKey } = (await api.call('post', '/api-keys', {
		label: 'recovery',
		expiresAt: Math.floor(Date.now() / 1000) + HOUR_S,
		scopes: SCOPES,
	})) as { rawApiKey: string };
	const address = `${apiUrl}/api/v1`;
	const credential = await api.addCredential('n8nApi', 'This n8n', {
		apiKey: rawApiKey,
		baseUrl: address,
	});
	const template = readJson(TEMPLATE) as Template;
	const calling = template.nodes.filter(
		({ parameters }) => parameters.nodeCredentialType === 'n8nApi',
	);
	const workflow = withCredentials(
		template,
		Object.fromEntries(calling.map(({ name }) => [name, { n8nApi: credential }])),
	);
	// What a user does in the first node.
	const text = JSON.stringify(workflow).replaceAll('http://localhost:5678/api/v1', address);
	const stored = await api.addWorkflow(JSON.parse(text) as object);
	await api.publish(stored);

	const isBusy = ({ status }: Execution) => ['new', 'running'].includes(status);
	return {
		/** Waits until it has run after a start of n8n, and what it started has ended, for at most two minutes. */
		run: async () => {
			const known = (await api.executions(stored.id)).length;
			const end = Date.now() + MOST_MS;
			for (let quiet = 0; quiet < 3 && Date.now() < end;) {
				await sleep(1_000);
				const all = await api.executions(stored.id);
				const hasRun = all.length > 0 && (all.length > known || known > 0);
				quiet = hasRun && !all.some(isBusy) ? quiet + 1 : 0;
			}
		},
	};
}
