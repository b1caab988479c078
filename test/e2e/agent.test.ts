import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';

import { executeTemplate, executeWorkflow } from '../support/executeTemplate.mts';
import { sharedScene } from '../support/scene.mts';
import { startStrangeServer } from '../support/strangeServer.mts';
import { readTemplate, type Template } from '../support/templates.mts';

/** What a chat model is asked, as far as it matters here. */
interface Question {
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{
		function: { name: string; description: string; parameters: { properties: IDataObject } };
	}>;
}

/** An answer of the model: words, or the call of a tool. */
type Said = { content: string } | { tool: string; input: object };

/** (n8n takes a second call of the same ID for the first.) */
let calls = 0;

/** As the chat completions API answers (https://platform.openai.com/docs/api-reference/chat). */
const completion = (said: Said) => ({
	id: 'completion',
	object: 'chat.completion',
	created: 0,
	model: 'scripted',
	choices: [
		{
			index: 0,
			finish_reason: 'tool' in said ? 'tool_calls' : 'stop',
			message:
				'tool' in said
					? {
							role: 'assistant',
							content: null,
							tool_calls: [
								{
									id: `call-${++calls}`,
									type: 'function',
									function: { name: said.tool, arguments: JSON.stringify(said.input) },
								},
							],
						}
					: { role: 'assistant', content: said.content },
		},
	],
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

/** What the model fills in. */
const fromAI = (name: string, what: string) =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${name}', \`${what}\`, 'string') }}`;

const picked = (value: string) => ({ __rl: true, mode: 'id', value });

/** Operations as tools, with n8n's own description of each. */
const TOOLS: Record<string, IDataObject> = {
	Campaign: {
		resource: 'campaign',
		operation: 'get',
		campaignId: picked(fromAI('campaign', 'The ID of the campaign')),
	},
	Bounce: {
		resource: 'email',
		operation: 'getManyHardBounces',
		find: 'address',
		email: fromAI('email', 'The address'),
	},
	Number: {
		resource: 'sms',
		operation: 'removeInvalidNumber',
		phone: fromAI('phone', 'The number, with + and the country code'),
	},
	Schedule: {
		resource: 'campaign',
		operation: 'schedule',
		campaignId: picked(fromAI('campaign', 'The ID of the campaign')),
		sendAt: fromAI('send_at', 'When, as ISO 8601'),
		identifyBy: 'externalId',
		externalId: fromAI('user', 'The ID of the user'),
	},
	Preferences: {
		resource: 'preferenceCenter',
		operation: 'getUrl',
		preferenceCenterId: picked('center-1'),
		externalId: fromAI('user', 'The ID of the user'),
	},
	Events: { resource: 'event', operation: 'getMany', returnAll: true },
};

/** The agent template with other tools. */
function withTools(tools: Record<string, IDataObject>): Template {
	const template = readTemplate('braze-agent.json');
	const isTool = ({ type }: { type: string }) => type.endsWith('.brazeTool');
	const [tool] = template.nodes.filter(isTool);
	const names = template.nodes.filter(isTool).map(({ name }) => name);
	const connections = { ...(template.connections as IDataObject) };
	const link = names.map((name) => connections[name])[0];
	for (const name of names) delete connections[name];
	const nodes = Object.entries(tools).map(([name, parameters]) => ({
		...tool,
		id: name,
		name,
		parameters: { descriptionType: 'auto', options: {}, ...parameters },
	}));
	return {
		...template,
		name: 'Agent with other tools',
		nodes: [...template.nodes.filter((node) => !isTool(node)), ...nodes],
		connections: { ...connections, ...Object.fromEntries(nodes.map(({ name }) => [name, link])) },
	};
}

describe('The agent template, with a model that follows a script', () => {
	const { api, sandbox } = sharedScene();
	const email = 'mia@example.com';
	const headers = { Authorization: `Bearer ${sandbox.apiKey}` };
	let model: Awaited<ReturnType<typeof startStrangeServer>>;
	beforeAll(async () => {
		model = await startStrangeServer();
	});
	beforeEach(async () => {
		model.arrived.length = 0;
		await axios.post(`${sandbox.url}/_sandbox/reset`, {});
	});
	afterAll(async () => await model.close());

	/** Has the model say one thing after the other. @returns credentials for it */
	async function follow(script: Said[]) {
		model.responds((response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(JSON.stringify(completion(script.shift() ?? { content: 'Nothing left.' })));
		});
		const openAi = await api.addCredential('openAiApi', 'Scripted model', {
			apiKey: 'none',
			url: model.url,
			header: false,
		});
		return { 'Chat Model': { openAiApi: openAi } };
	}

	const questions = () => model.arrived.map(({ body }) => JSON.parse(body) as Question);

	const fieldsOf = ({ tools = [] }: Question) =>
		Object.fromEntries(
			tools.map((tool) => [
				tool.function.name,
				Object.keys(tool.function.parameters.properties).sort(),
			]),
		);

	it('looks a user up and records an event, with what the model filled in', async () => {
		const user = { user_alias: { alias_label: 'email', alias_name: email } };
		const attributes = [{ ...user, email, first_name: 'Mia', _update_existing_only: false }];
		await axios.post(`${sandbox.url}/users/track`, { attributes }, { headers });
		const credentials = await follow([
			{ tool: 'Get_User', input: { email } },
			{ tool: 'Track_Event', input: { email, note: 'Called about her prize' } },
			{ content: 'Done.' },
		]);

		const output = await executeTemplate('braze-agent.json', {}, credentials);

		expect(output('Agent')[0]).toMatchObject([{ output: 'Done.' }]);
		const [first, second, third] = questions();
		expect(fieldsOf(first)).toEqual({ Get_User: ['email'], Track_Event: ['email', 'note'] });
		expect(JSON.stringify(second.messages.at(-1))).toContain('Mia');
		expect(JSON.stringify(third.messages.at(-1))).toContain('accepted');
		const { data } = await axios.get<{ profiles: IDataObject[] }>(
			`${sandbox.url}/_sandbox/profiles`,
		);
		expect(data.profiles).toMatchObject([
			{ email, custom_events: [{ name: 'Support Contact', count: 1 }] },
		]);
	});

	it('uses what else the node can do, and hears what Braze says', async () => {
		await axios.post(`${sandbox.url}/_sandbox/workspace`, {
			campaigns: [{ id: 'camp-1', name: 'You have won' }],
			events: ['Played'],
			hardBounces: [{ email, hard_bounced_at: '2026-03-01T10:00:00Z' }],
			invalidPhones: [{ phone: '+61400000001', invalid_detected_at: '2026-03-01T10:00:00Z' }],
			preferenceCenters: [{ id: 'center-1', name: 'news', state: 'active' }],
		});
		const attributes = [{ external_id: 'u-1', email }];
		await axios.post(`${sandbox.url}/users/track`, { attributes }, { headers });
		const sendAt = new Date(Date.now() + 3_600_000).toISOString();
		const wanted: Said[] = [
			{ tool: 'Campaign', input: { campaign: 'camp-1' } },
			{ tool: 'Bounce', input: { email } },
			{ tool: 'Number', input: { phone: '+61400000001' } },
			{ tool: 'Schedule', input: { campaign: 'camp-1', send_at: sendAt, user: 'u-1' } },
			{ tool: 'Preferences', input: { user: 'u-1' } },
			{ tool: 'Events', input: {} },
			// What Braze refuses is told to the model as well.
			{ tool: 'Campaign', input: { campaign: 'nope' } },
		];
		const credentials = await follow([...wanted, { content: 'Done.' }]);

		const output = await executeWorkflow(withTools(TOOLS), {}, credentials);

		expect(output('Agent')[0]).toMatchObject([{ output: 'Done.' }]);
		const [first, ...heard] = questions();
		expect(fieldsOf(first)).toMatchObject({
			Campaign: ['campaign'],
			Bounce: ['email'],
			Number: ['phone'],
			Schedule: ['campaign', 'send_at', 'user'],
			Preferences: ['user'],
		});
		const descriptions = (first.tools ?? []).map((tool) => tool.function.description);
		expect(descriptions).toContain('Schedule a campaign in Braze');
		const answers = heard.map(({ messages }) => JSON.stringify(messages.at(-1)));
		for (const [index, said] of [
			'You have won',
			'2026-03-01',
			'accepted',
			'schedule_id',
			'preference_center_url',
			'Played',
			'campaign_id',
		].entries()) {
			expect([wanted[index], answers[index]]).toEqual([
				wanted[index],
				expect.stringContaining(said),
			]);
		}
	});
});
