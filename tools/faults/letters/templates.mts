import crypto from 'node:crypto';
import path from 'node:path';

import type { N8nApi, Workflow } from '../../../packages/n8n-lab/src/api.mts';
import { readJson } from '../../../packages/n8n-lab/src/system/json.mts';
import { withCredentials } from '../../../packages/n8n-lab/src/workflow.mts';
import { root } from '../../setup/dependencies.js';
import type { Braze } from '../braze.mts';

const LIVE_EVENT = 'komo-live-event-to-braze.json';
const KEEP = 'keep-and-send-again.json';
const SECRET_HEADER = 'X-Komo-Secret';

/** How soon what failed is sent again, in seconds. A user can set all of it in the templates. */
export interface Waits {
	/** From one look at the table to the next: 60 in the template. */
	look: number;
	/** After the first failure: 60 in the templates. */
	first: number;
	/** After each of the next: 5 minutes to 12 hours. */
	next: number;
	/** Until rows are sent again whose execution was killed: 10 minutes. */
	lease: number;
}

/** The texts in the templates that set these waits. */
const FIRST = 'plus({ minutes: 1 })';
const NEXT = '([5, 30, 120, 720][$json.attempts - 1] ?? 720)';
const LEASE = 'plus({ minutes: 10 })';
const LOOK = '"field":"minutes","minutesInterval":1';

/** Imports the templates *Keep and send again* and *Live event*, and publishes both. */
export async function publishTemplates(api: N8nApi, braze: Braze, waits: Waits) {
	const secret = crypto.randomBytes(18).toString('base64url');
	const komo = await api.addCredential('komoWebhookApi', 'Komo secret', {
		secret,
		headerName: SECRET_HEADER,
	});
	const brazeApi = await api.addCredential('brazeApi', 'Local Braze', {
		instance: 'custom',
		restEndpoint: braze.ledger.url,
		apiKey: braze.apiKey,
	});
	const seconds = (count: number) => `plus({ seconds: ${count} })`;
	const publish = async (file: string, credentials: object, changes: Array<[string, string]>) => {
		const template = readJson(path.join(root, 'workflows', file)) as Workflow;
		const workflow = withCredentials(template, {
			'Track User': { brazeApi },
			...credentials,
		});
		const text = changes.reduce(replaced, JSON.stringify(workflow));
		await api.publish(await api.addWorkflow(JSON.parse(text) as object));
		return workflow;
	};
	const first: [string, string] = [FIRST, seconds(waits.first)];
	await publish(KEEP, {}, [
		first,
		[NEXT, String(waits.next / 60)],
		[LEASE, seconds(waits.lease)],
		[LOOK, `"field":"seconds","secondsInterval":${waits.look}`],
	]);
	const { nodes } = await publish(
		LIVE_EVENT,
		{ 'Komo Trigger': { komoWebhookApi: komo } },
		waits.first === 60 ? [] : [first],
	);
	const { webhookId = '' } = nodes.find((node) => node.webhookId !== undefined) ?? {};
	return { path: `${webhookId}/komo`, headers: { [SECRET_HEADER]: secret } };
}

function replaced(text: string, [from, to]: [string, string]): string {
	if (!text.includes(from)) throw new Error(`The template does not have ${from} any more.`);
	return text.replaceAll(from, to);
}
