import type { IDataObject } from 'n8n-workflow';

import { KomoTrigger } from '../../../nodes/Komo/KomoTrigger.node';
import { type TemplateNode, readTemplate, templateFiles } from '../../support/templates.mts';
import { closeClient, post } from '../../support/webhookClient.mts';
import { startWebhookServer, type WebhookServer } from '../../support/webhookServer.mts';

/** Values for the keys that notes ask for. */
const VALUES: Record<string, unknown> = {
	email: 'mia@example.com',
	first_name: 'Mia',
	last_name: 'Marsh',
	optin: 'yes',
	city: 'Leeds',
	favorite_team: 'Rovers',
	card_name: 'Half-time quiz',
	prize_name: 'Signed match shirt',
	submission_id: 's-1',
	timestamp: '2026-05-16T09:41:00.000Z',
};
const SECRET = 'a-long-random-shared-secret';

const isTrigger = ({ type }: TemplateNode) => type.endsWith('.komoTrigger');

const textOf = (node: TemplateNode) => String(node.parameters.content);

/** What a note asks for in Komo: the body of the HTTP Request step, and the header of the secret. */
function instructionOf(file: string) {
	const { nodes } = readTemplate(file);
	const trigger = nodes.find(isTrigger);
	const note = nodes.map(textOf).find((text) => text.includes('**HTTP Request** step')) ?? '';
	const [, keys] = / a JSON body with ([^.]+)\./.exec(note) ?? [];
	const [, example] = /body such as\s+`(\{.*\})`/.exec(note) ?? [];
	const body = example
		? (JSON.parse(example) as IDataObject)
		: Object.fromEntries(
				[...(keys ?? '').matchAll(/`(\w+)`/g)].map(([, key]) => [key, VALUES[key]]),
			);
	const [, header] = /in the header `([^`]+)`/.exec(note) ?? [];
	return { trigger, body, header, note };
}

const files = templateFiles().filter((file) => readTemplate(file).nodes.some(isTrigger));

let server: WebhookServer | undefined;
afterEach(async () => {
	await server?.close();
	server = undefined;
});
afterAll(closeClient);

it('there are templates that start with Komo', () => {
	expect(files.length).toBeGreaterThanOrEqual(8);
});

describe.each(files)('%s', (file) => {
	it('takes what its note asks to send, for any key that its nodes read', async () => {
		const { trigger, body, header } = instructionOf(file);
		expect(Object.keys(body)).toContain('email');
		expect(Object.values(body)).not.toContain(undefined);
		const wantsSecret = trigger?.parameters.authentication === 'secret';
		expect(header).toBe(wantsSecret ? 'X-Komo-Secret' : undefined);
		server = await startWebhookServer({
			trigger: new KomoTrigger(),
			parameters: { ...trigger?.parameters, responseMode: 'onReceived', options: {} },
			credential: { secret: SECRET, headerName: '' },
			workflowId: file,
		});
		const headers = header ? { [header]: SECRET } : {};
		expect(await post(server.url, body, headers)).toMatchObject({
			status: 200,
			body: { status: 'accepted', submissions: 1 },
		});
		expect(Object.keys(server.executions[0][0].json).sort()).toEqual(Object.keys(body).sort());
		if (header) expect((await post(server.url, body)).status).toBe(401);
	});

	it('asks for every key of the form that its mapped fields read', () => {
		const { body, note } = instructionOf(file);
		const { nodes } = readTemplate(file);
		const braze = nodes.filter(({ type }) => type.endsWith('.braze'));
		const read = [
			...JSON.stringify(braze.map(({ parameters }) => parameters.attributes)).matchAll(
				/\$json\.(\w+)/g,
			),
		];
		const known = new Set([
			...Object.keys(body),
			...[...note.matchAll(/`(\w+)`/g)].map(([, key]) => key),
		]);
		expect(read.map(([, key]) => key).filter((key) => !known.has(key))).toEqual([]);
	});
});
