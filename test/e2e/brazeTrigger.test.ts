import crypto from 'node:crypto';

import axios from 'axios';

import { SandboxClient } from '../../packages/braze-sandbox/src/client.mts';
import {
	assignment,
	chain,
	dragged,
	komoTrigger,
	type PlacedNode,
	node,
	trackUser,
} from '../../tools/n8n/nodes.mts';
import { finishedExecutions, sharedScene } from '../support/scene.mts';
import { until } from '../support/until.mts';

const { api, n8n, sandbox, secret, credentials } = sharedScene();
const braze = new SandboxClient(sandbox);

const CAMPAIGN = 'circle-campaign';

const brazeTrigger = (webhookId: string, parameters: object = {}): PlacedNode => ({
	...node('Braze Trigger', 'n8n-nodes-komo-braze.brazeTrigger', 1.1, {
		authentication: 'secret',
		...parameters,
	}),
	webhookId,
	credentials: { brazeWebhookApi: credentials.brazeWebhook },
});

const triggerCampaign = (): PlacedNode => ({
	...node('Trigger Campaign', 'n8n-nodes-komo-braze.braze', 1, {
		resource: 'campaign',
		operation: 'trigger',
		campaignId: { __rl: true, mode: 'id', value: CAMPAIGN },
		identifyBy: 'userAlias',
		aliasLabel: 'email',
		aliasName: '={{ $json.email }}',
	}),
	credentials: { brazeApi: credentials.braze },
});

async function publish(name: string, nodes: PlacedNode[]) {
	const workflow = await api.addWorkflow(chain(`${name} ${crypto.randomUUID()}`, nodes));
	await api.publish(workflow);
	return workflow.id;
}

/** Whoever opened has it on the profile. */
const noteOpened = () =>
	trackUser(
		credentials.braze,
		'',
		[
			assignment('last_opened', '={{ $json.time }}'),
			assignment('last_campaign', '={{ $json.properties.campaign_id }}'),
		],
		{ identifyBy: 'externalId', externalId: '={{ $json.user.external_user_id }}' },
	);

describe('Braze talks back', () => {
	beforeEach(async () => {
		await braze.reset();
	});

	it('a Komo entry becomes a profile, a campaign, an open, and an attribute', async () => {
		const [komoId, brazeId] = [crypto.randomUUID(), crypto.randomUUID()];
		await publish('From Komo', [
			komoTrigger(komoId),
			trackUser(credentials.braze, '={{ $json.email }}', [dragged('email')]),
			triggerCampaign(),
		]);
		const back = await publish('From Braze', [
			brazeTrigger(brazeId, { sources: ['currents'], events: ['users.messages.email.Open'] }),
			noteOpened(),
		]);
		await braze.workspace({
			campaigns: [{ id: CAMPAIGN, name: 'You have won' }],
			currents: [{ url: `${n8n.url}/webhook/${brazeId}/braze`, token: secret }],
		});
		// The user has an external ID as well, by which the way back finds them.
		const alias = { alias_label: 'email', alias_name: 'mia@example.com' };
		await braze.post('/users/track', { attributes: [{ external_id: 'mia' }] });
		await braze.post('/users/alias/new', { user_aliases: [{ external_id: 'mia', ...alias }] });

		const entry = {
			event: 'CompetitionEntrySuccess',
			submission_id: 's-1',
			email: 'mia@example.com',
		};
		expect((await axios.post(`${n8n.url}/webhook/${komoId}/komo`, entry)).status).toBe(200);

		const profile = await until('the open on the profile', async () => {
			const all = (await braze.profiles()) as Array<{ custom_attributes?: object }>;
			return all.find(({ custom_attributes: custom = {} }) => 'last_opened' in custom);
		});
		expect(profile).toMatchObject({
			external_id: 'mia',
			email: 'mia@example.com',
			custom_attributes: {
				last_campaign: CAMPAIGN,
				last_opened: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
			},
		});
		expect(await finishedExecutions(api, back, 1)).toHaveLength(1);
	});

	it('takes all four sources at one URL, each event once, and nobody else', async () => {
		const id = crypto.randomUUID();
		const workflow = await publish('All sources', [
			brazeTrigger(id),
			node('End', 'n8n-nodes-base.noOp', 1, {}),
		]);
		const url = `${n8n.url}/webhook/${id}/braze`;
		const events = Array.from({ length: 100 }, (_, index) => ({
			event_type: 'users.messages.email.Click',
			id: `e-${index}`,
		}));
		const orders = [
			{ source: 'currents', url, token: secret, events },
			{ source: 'currents', url, token: secret, events },
			{ source: 'currents', url, token: secret, events: [] },
			{ source: 'webhook', url, headers: { authorization: secret }, body: { email: 'a@b.co' } },
			{ source: 'transactional', url: `${url}?secret=${secret}`, status: 'bounced' },
			{ source: 'export', url: `${url}?secret=${secret}`, file: 'https://example.com/a.zip' },
		];
		for (const order of orders) expect((await braze.send(order)).outcome).toBe('delivered');
		const stranger = { source: 'currents', url, token: 'wrong', events };
		expect(await braze.send(stranger)).toEqual({ outcome: 'halted', statuses: [401] });

		const executions = await finishedExecutions(api, workflow, 4);
		const counts = new Map<string, number>();
		for (const one of executions) {
			const { data } = await api.execution(one.id);
			const [items] = data.resultData.runData.End[0].data?.main ?? [];
			for (const { json } of items ?? []) {
				const source = String(json.source);
				counts.set(source, (counts.get(source) ?? 0) + 1);
			}
		}
		expect(Object.fromEntries(counts)).toEqual({
			currents: 100,
			webhook: 1,
			transactional: 1,
			export: 1,
		});
	});
});
