import { type N8nApi, n8nApi, type Owner } from '../../packages/n8n-lab/src/api.mts';
import type { Credentials } from '../../tools/demo/scene.mts';
import type { Pin } from '../../tools/n8n/pins.mts';
import { until } from './until.mts';

export { compare, readProfile, waitForProfile } from '../../tools/demo/profile.mts';
export { komoFormEntry } from '../../tools/demo/submission.mts';

export interface SharedN8n {
	release: Pin['name'];
	url: string;
	owner: Owner;
	/** A session of the owner's. */
	cookie: string;
	/** Where n8n stores its data. */
	userFolder: string;
}

/** What the end-to-end tests share, see e2eScene.mts. */
interface SharedScene {
	n8n: SharedN8n;
	sandbox: { url: string; apiKey: string };
	/** Of the Komo credential, sent in `X-Komo-Secret`. */
	secret: string;
	credentials: Credentials;
	/** Of the published template. */
	workflowId: string;
	/** The template's production URL. */
	webhookUrl: string;
}

/** @returns the scene with n8n's API, logged in */
export function sharedScene(): SharedScene & { api: N8nApi } {
	const text = process.env.KOMO_BRAZE_E2E;
	if (!text) throw new Error('This test needs the set-up of the jest project "e2e".');
	const scene = JSON.parse(text) as SharedScene;
	return { ...scene, api: n8nApi(scene.n8n.url, scene.n8n.cookie) };
}

/** Waits until a workflow has this many finished executions. */
export const finishedExecutions = async (api: N8nApi, workflowId: string, count: number) =>
	await until(`execution number ${count} that has finished`, async () => {
		const executions = await api.executions(workflowId);
		const finished = executions.filter(({ status }) => !['new', 'running'].includes(status));
		return finished.length >= count ? finished : undefined;
	});
