import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';

import { executeTemplate } from '../support/executeTemplate.mts';
import { sharedScene } from '../support/scene.mts';
import { startStrangeServer } from '../support/strangeServer.mts';

/** What a chat model is asked, as far as it matters here. */
interface Question {
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{ function: { name: string; parameters: { properties: IDataObject } } }>;
}

/** An answer of the model: words, or the call of a tool. */
type Said = { content: string } | { tool: string; input: object };

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
									id: `call-${said.tool}`,
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

describe('The agent template, with a model that follows a script', () => {
	const { api, sandbox } = sharedScene();
	const email = 'mia@example.com';
	let model: Awaited<ReturnType<typeof startStrangeServer>>;
	beforeAll(async () => {
		model = await startStrangeServer();
		await axios.post(`${sandbox.url}/_sandbox/reset`, {});
	});
	afterAll(async () => await model.close());

	it('looks a user up and records an event, with what the model filled in', async () => {
		const headers = { Authorization: `Bearer ${sandbox.apiKey}` };
		const user = { user_alias: { alias_label: 'email', alias_name: email } };
		const attributes = [{ ...user, email, first_name: 'Mia', _update_existing_only: false }];
		await axios.post(`${sandbox.url}/users/track`, { attributes }, { headers });
		const script: Said[] = [
			{ tool: 'Get_User', input: { email } },
			{ tool: 'Track_Event', input: { email, note: 'Called about her prize' } },
			{ content: 'Done.' },
		];
		model.answers((response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(JSON.stringify(completion(script.shift() ?? { content: 'Nothing left.' })));
		});
		const openAi = await api.addCredential('openAiApi', 'Scripted model', {
			apiKey: 'none',
			url: model.url,
			header: false,
		});

		const output = await executeTemplate(
			'braze-agent.json',
			{},
			{ 'Chat Model': { openAiApi: openAi } },
		);

		expect(output('Agent')[0]).toMatchObject([{ output: 'Done.' }]);
		const [first, second, third] = model.arrived.map(({ body }) => JSON.parse(body) as Question);
		const offered = Object.fromEntries(
			(first.tools ?? []).map((tool) => [
				tool.function.name,
				Object.keys(tool.function.parameters.properties).sort(),
			]),
		);
		expect(offered).toEqual({ Get_User: ['email'], Track_Event: ['email', 'note'] });
		expect(JSON.stringify(second.messages.at(-1))).toContain('Mia');
		expect(JSON.stringify(third.messages.at(-1))).toContain('accepted');
		const { data } = await axios.get<{ profiles: IDataObject[] }>(
			`${sandbox.url}/_sandbox/profiles`,
		);
		expect(data.profiles).toMatchObject([
			{ email, custom_events: [{ name: 'Support Contact', count: 1 }] },
		]);
	});
});
