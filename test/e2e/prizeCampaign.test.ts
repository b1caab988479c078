import axios from 'axios';
import type { IDataObject, INode } from 'n8n-workflow';

import komoSamples from '../data/komo-samples.json';
import template from '../../workflows/komo-prize-to-braze-campaign.json';
import { withCredentials } from '../../tools/n8n';
import { finishedExecutions, sharedScene } from '../support/scene';

const GROUP = '2c55f0a9-7c4e-4f3b-9c57-0b0a7a0c9d11';
const CAMPAIGN = { id: 'prize-campaign', name: 'You have won' };

/** The template, with what its user picks in the editor. */
function picked(credentials: { komo: object; braze: object }) {
	const picks: Record<string, IDataObject> = {
		Subscribe: { subscriptionGroupId: GROUP },
		'Trigger Campaign': { campaignId: { __rl: true, mode: 'id', value: CAMPAIGN.id } },
	};
	const nodes = (template.nodes as unknown as INode[]).map((node) => ({
		...node,
		parameters: { ...node.parameters, ...picks[node.name] },
	}));
	const braze = { brazeApi: credentials.braze };
	return withCredentials(
		{ ...template, nodes } as never,
		{
			'Komo Trigger': { komoWebhookApi: credentials.komo },
			'Track Prize': braze,
			Subscribe: braze,
			'Trigger Campaign': braze,
		} as never,
	);
}

describe('A prize, through the template, in a real n8n', () => {
	const { api, n8n, sandbox, secret, credentials } = sharedScene();
	const read = async <T>(name: string) =>
		(await axios.get<T>(`${sandbox.url}/_sandbox/${name}`)).data;

	it('is tracked, subscribes who opted in, and sends the message', async () => {
		await axios.post(`${sandbox.url}/_sandbox/workspace`, {
			campaigns: [CAMPAIGN],
			subscriptionGroups: [{ id: GROUP, name: 'Prize news', channel: 'email' }],
		});
		const workflow = picked(credentials);
		const stored = await api.addWorkflow(workflow);
		await api.publish(stored);
		const webhookId = workflow.nodes.find((node) => node.name === 'Komo Trigger')?.webhookId;
		const award = async (email: string, optin: string) => {
			const sample = komoSamples.samples.find(({ event }) => event === 'PrizeAwarded')?.body;
			const body = { ...sample, email, first_name: 'Joe', last_name: 'Bloggs', optin };
			const url = `${n8n.url}/webhook/${webhookId}/komo`;
			await axios.post(url, body, { headers: { 'X-Komo-Secret': secret } });
		};

		await award('yes@example.com', 'true');
		await award('no@example.com', 'false');

		const executions = await finishedExecutions(api, stored.id, 2);
		expect(executions.map(({ status }) => status)).toEqual(['success', 'success']);
		const { messages } = await read<{ messages: IDataObject[] }>('messages');
		const prizes = messages.filter(({ id }) => id === CAMPAIGN.id);
		expect(prizes).toHaveLength(2);
		for (const { properties, recipient } of prizes) {
			expect(properties).toEqual({
				prize_name: 'First Prize',
				first_name: 'Joe',
				card_name: 'card name',
			});
			expect(recipient).toMatchObject({ user_alias: { alias_label: 'email' } });
		}
		const { profiles } = await read<{ profiles: IDataObject[] }>('profiles');
		const profileOf = (email: string) => profiles.find((profile) => profile.email === email);
		expect(profileOf('yes@example.com')).toMatchObject({
			first_name: 'Joe',
			custom_events: [{ name: 'Prize Awarded', count: 1 }],
			subscription_groups: { [GROUP]: expect.stringMatching(/^subscribed$/i) as string },
		});
		expect(profileOf('no@example.com')).toMatchObject({
			custom_events: [{ name: 'Prize Awarded', count: 1 }],
		});
		expect(profileOf('no@example.com')?.subscription_groups).toBeUndefined();
	});
});
