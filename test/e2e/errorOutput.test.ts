import axios from 'axios';
import type { INodeExecutionData } from 'n8n-workflow';

import { finishedExecutions, sharedScene } from '../support/scene.mts';
import { track } from '../support/trackParameters';

const PEOPLE = [
	{ email: 'good@example.com', dob: '1990-12-31' },
	{ email: 'bad@example.com', dob: 'long ago' },
	{ dob: '1990-12-31' },
];

/** Runs Track User over the people, with what its settings say about errors. */
async function run(onError: string) {
	const { api, n8n, credentials } = sharedScene();
	const path = `on-error-${onError}`;
	const node = (
		name: string,
		type: string,
		typeVersion: number,
		parameters: object,
		more = {},
	) => ({
		id: name,
		name,
		type,
		typeVersion,
		parameters,
		position: [0, 0] as [number, number],
		...more,
	});
	const link = (to: string) => ({ main: [[{ node: to, type: 'main', index: 0 }]] });
	const webhook = { httpMethod: 'POST', path, responseMode: 'onReceived' };
	const mapping = { email: '={{ $json.email }}', dob: '={{ $json.dob }}' };
	const stored = await api.addWorkflow({
		name: path,
		nodes: [
			node('Webhook', 'n8n-nodes-base.webhook', 2, webhook, { webhookId: path }),
			node('Split Out', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.people' }),
			node('Track User', 'n8n-nodes-komo-braze.braze', 1, track(mapping), {
				onError,
				credentials: { brazeApi: credentials.braze },
			}),
		],
		connections: { Webhook: link('Split Out'), 'Split Out': link('Track User') },
	});
	await api.publish(stored);
	await axios.post(`${n8n.url}/webhook/${path}`, { people: PEOPLE });
	const [{ id, status }] = await finishedExecutions(api, stored.id, 1);
	const { data } = await api.execution(id);
	const { data: output, error } = data.resultData.runData['Track User'][0];
	return { status, error, main: output?.main as INodeExecutionData[][] | undefined };
}

describe('Failed items in a real n8n', () => {
	it('go to the error output, each with its input and its reasons', async () => {
		const { status, main } = await run('continueErrorOutput');
		expect(status).toBe('success');
		expect(main?.[0].map(({ json }) => json.status)).toEqual(['accepted']);
		expect(main?.[1].map(({ json }) => json)).toEqual([
			{
				email: 'bad@example.com',
				dob: 'long ago',
				error: expect.stringContaining('Attribute "dob" must be a date') as string,
				message: expect.objectContaining({ status: 'rejected' }) as object,
			},
			{
				dob: '1990-12-31',
				error: expect.stringContaining('Alias Name is empty') as string,
				message: expect.objectContaining({ status: 'rejected' }) as object,
			},
		]);
	});

	it('keep their outcome among the others when the node goes on', async () => {
		const { main } = await run('continueRegularOutput');
		expect(main?.[0].map(({ json }) => json.status)).toEqual(['accepted', 'rejected', 'rejected']);
	});

	it('stop the workflow with one error that names them', async () => {
		const { status, error } = await run('stopWorkflow');
		expect(status).toBe('error');
		expect(error?.message).toBe('2 of 3 items failed; 1 went through');
		expect(error?.description).toContain('Item 1: Attribute "dob"');
		expect(error?.description).toContain('Item 2: Alias Name is empty');
	});
});
