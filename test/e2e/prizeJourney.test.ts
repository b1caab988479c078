import axios from 'axios';

import samples from '../data/komo-samples.json';
import template from '../../workflows/komo-prize-to-braze-campaign.json';
import { withCredentials } from '../../packages/n8n-lab/src/workflow.mts';
import { finishedExecutions, sharedScene } from '../support/scene.mts';

const CAMPAIGN = { id: 'prize-campaign', name: 'You have won' };
const GROUP = { id: 'winners-news', name: 'Winners’ news', channel: 'email' };

/** The template as a user leaves it: campaign and group chosen. */
function filledIn(credentials: ReturnType<typeof sharedScene>['credentials']) {
	const choices: Record<string, object> = {
		Subscribe: { subscriptionGroupId: GROUP.id },
		'Trigger Campaign': { campaignId: { __rl: true, mode: 'list', value: CAMPAIGN.id } },
	};
	const nodes = template.nodes.map((node) => ({
		...node,
		parameters: { ...node.parameters, ...choices[node.name] },
	}));
	const brazeApi = { brazeApi: credentials.braze };
	return withCredentials(
		{ ...template, nodes },
		{
			'Komo Trigger': { komoWebhookApi: credentials.komo },
			'Track Prize': brazeApi,
			Subscribe: brazeApi,
			'Trigger Campaign': brazeApi,
		},
	);
}

describe('A prize awarded in Komo, through the template in a real n8n', () => {
	const { api, n8n, sandbox, secret, credentials } = sharedScene();
	let workflowId: string;
	let webhookUrl: string;

	const braze = async <Body>(path: string, body?: object) =>
		(
			await axios.request<Body>({
				url: `${sandbox.url}${path}`,
				method: body ? 'post' : 'get',
				data: body,
			})
		).data;

	const award = async (winner: object) => {
		const before = (await api.executions(workflowId)).length;
		const sample = samples.samples.find(({ event }) => event === 'PrizeAwarded');
		const body = { ...sample?.body, first_name: 'Zoe', ...winner };
		const { status } = await axios.post(webhookUrl, body, { headers: { 'X-Komo-Secret': secret } });
		expect(status).toBe(200);
		const [latest] = await finishedExecutions(api, workflowId, before + 1);
		expect(latest.status).toBe('success');
	};

	const messageTo = async (email: string) => {
		interface Message {
			id: string;
			recipient?: { user_alias?: { alias_name: string } };
		}
		const { messages } = await braze<{ messages: Message[] }>('/_sandbox/messages');
		return messages.find(({ recipient }) => recipient?.user_alias?.alias_name === email);
	};

	const profileOf = async (email: string) => {
		const { profiles } = await braze<{ profiles: Array<Record<string, unknown>> }>(
			'/_sandbox/profiles',
		);
		return profiles.find((profile) => profile.email === email);
	};

	beforeAll(async () => {
		await braze('/_sandbox/workspace', { campaigns: [CAMPAIGN], subscriptionGroups: [GROUP] });
		const workflow = filledIn(credentials);
		const trigger = workflow.nodes.find(({ webhookId }) => webhookId !== undefined);
		webhookUrl = `${n8n.url}/webhook/${trigger?.webhookId}/komo`;
		const stored = await api.addWorkflow(workflow);
		await api.publish(stored);
		workflowId = stored.id;
	});
	afterAll(async () => await api.unpublish(workflowId));

	it('becomes an event, a subscription and a message with the prize', async () => {
		await award({ email: 'zoe@example.com', optin: 'true' });
		expect(await profileOf('zoe@example.com')).toMatchObject({
			first_name: 'Zoe',
			custom_events: [{ name: 'Prize Awarded', count: 1 }],
			subscription_groups: { [GROUP.id]: 'subscribed' },
		});
		expect(await messageTo('zoe@example.com')).toMatchObject({
			id: CAMPAIGN.id,
			properties: { prize_name: 'First Prize', first_name: 'Zoe', card_name: 'card name' },
		});
	});

	it('subscribes nobody who did not opt in, and sends the message all the same', async () => {
		await award({ email: 'max@example.com', optin: 'false' });
		expect(await profileOf('max@example.com')).not.toHaveProperty('subscription_groups');
		expect(await messageTo('max@example.com')).toMatchObject({ id: CAMPAIGN.id });
	});
});
