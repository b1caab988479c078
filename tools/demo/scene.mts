import crypto from 'node:crypto';
import path from 'node:path';

import { startDemo } from '../../packages/braze-sandbox/src/demo.mts';
import {
	type Running as RunningSandbox,
	startSandbox,
} from '../../packages/braze-sandbox/src/index.mts';
import type { CredentialReference, Workflow } from '../../packages/n8n-lab/src/api.mts';
import { readJson } from '../../packages/n8n-lab/src/system/json.mts';
import { makeTemporaryFolder } from '../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { withCredentials } from '../../packages/n8n-lab/src/workflow.mts';
import { packPackage } from '../n8n/package.mts';
import { type RunningN8n, startN8n, type StartOptions } from '../n8n/start.mts';
import { root } from '../setup/dependencies.js';

const TEMPLATE = 'komo-form-to-braze.json';

/** By what they are for. */
export interface Credentials {
	komo: CredentialReference;
	braze: CredentialReference;
	/** Of the Braze Trigger; the same secret as Komo's. */
	brazeWebhook: CredentialReference;
}

export interface Scene {
	/** The local Braze. */
	sandbox: RunningSandbox;
	n8n: RunningN8n;
	/** That Komo's calls carry in the header `X-Komo-Secret`. */
	secret: string;
	credentials: Credentials;
	/** Of the published template. */
	workflowId: string;
	/** Where Komo would send a form entry. */
	webhookUrl: string;
	stop: () => Promise<void>;
}

interface SceneOptions extends Omit<StartOptions, 'packages'> {
	/** Whether the local Braze holds a brand's users, campaigns and so on, or is empty. */
	demo?: boolean;
}

/**
 * Sets up the whole way of a form entry: the local Braze, and a real n8n with this package as it
 * would be published and the template workflow switched on.
 */
export async function startScene({ demo, ...options }: SceneOptions = {}): Promise<Scene> {
	const sandbox = await (demo ? startDemo() : startSandbox());
	const { folder, remove } = makeTemporaryFolder('package-');
	let n8n: RunningN8n | undefined;
	const stop = async () => {
		await n8n?.stop();
		await sandbox.close();
	};
	try {
		n8n = await startN8n({ ...options, packages: [await packPackage(folder)] });
		return { sandbox, n8n, stop, ...(await publishTemplate(n8n, sandbox)) };
	} catch (error) {
		await stop();
		throw error;
	} finally {
		remove();
	}
}

/**
 * Publishes the template in an n8n, with credentials for the local Braze.
 *
 * @param folder of the template, relative to the root
 * @returns its addresses and what Komo's calls must carry
 */
export async function publishTemplate(
	{ api, webhookUrl }: Pick<RunningN8n, 'api' | 'webhookUrl'>,
	sandbox: { url: string; apiKey: string },
	folder = 'workflows',
) {
	const secret = crypto.randomBytes(18).toString('base64url');
	const header = { secret, headerName: 'X-Komo-Secret' };
	const komo = await api.addCredential('komoWebhookApi', 'Komo secret', header);
	const brazeWebhook = await api.addCredential('brazeWebhookApi', 'Braze secret', { secret });
	const braze = await api.addCredential('brazeApi', 'Local Braze', {
		instance: 'custom',
		restEndpoint: sandbox.url,
		apiKey: sandbox.apiKey,
	});
	const template = withCredentials(readJson(path.join(root, folder, TEMPLATE)) as Workflow, {
		'Komo Trigger': { komoWebhookApi: komo },
		'Track User': { brazeApi: braze },
	});
	const stored = await api.addWorkflow(template);
	await api.publish(stored);
	const trigger = template.nodes.find(({ webhookId }) => webhookId !== undefined);
	return {
		secret,
		credentials: { komo, braze, brazeWebhook },
		workflowId: stored.id,
		webhookUrl: webhookUrl(trigger?.webhookId ?? '', 'komo'),
	};
}
