import axios from 'axios';
import type { INodeExecutionData } from 'n8n-workflow';

import { finishedExecutions, sharedScene } from '../support/scene.mts';
import { track } from '../support/trackParameters';

const PEOPLE = [
	{ email: 'good@example.com', dob: '1990-12-31' },
	{ email: 'bad@example.com', dob: 'long ago' },
	{ dob: '1990-12-31' },
];

const MAPPING = { email: '={{ $json.email }}', dob: '={{ $json.dob }}' };

let runs = 0;

/** An IF node that lets accepted items through its first output. */
const isAccepted = (leftValue: string) => ({
	conditions: {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
		conditions: [
			{
				id: 'accepted',
				leftValue,
				rightValue: 'accepted',
				operator: { type: 'string', operation: 'equals' },
			},
		],
		combinator: 'and',
	},
});

/**
 * Runs Track User over the people, with what its settings say about errors, and an IF node after each of
 * its outputs.
 */
async function run(onError: string, includeInputFields = true) {
	const { api, n8n, credentials } = sharedScene();
	const path = `on-error-${runs++}`;
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
	const link = (...outputs: string[]) => ({
		main: outputs.map((to) => [{ node: to, type: 'main', index: 0 }]),
	});
	const webhook = { httpMethod: 'POST', path, responseMode: 'onReceived' };
	const parameters = track(MAPPING, {
		options: { invalidValues: 'reject' },
		// (The default is not stored.)
		...(!includeInputFields && { includeInputFields }),
	});
	const condition = isAccepted(`={{ $json${includeInputFields ? '.braze' : ''}.status }}`);
	const stored = await api.addWorkflow({
		name: path,
		nodes: [
			node('Webhook', 'n8n-nodes-base.webhook', 2, webhook, { webhookId: path }),
			node('Split Out', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.people' }),
			node('Track User', 'n8n-nodes-komo-braze.braze', 1, parameters, {
				onError,
				credentials: { brazeApi: credentials.braze },
			}),
			node('If', 'n8n-nodes-base.if', 2.2, condition),
			node('If in Error Output', 'n8n-nodes-base.if', 2.2, condition),
		],
		connections: {
			Webhook: link('Split Out'),
			'Split Out': link('Track User'),
			'Track User': link('If', 'If in Error Output'),
		},
	});
	await api.publish(stored);
	await axios.post(`${n8n.url}/webhook/${path}`, { people: PEOPLE });
	const [{ id, status }] = await finishedExecutions(api, stored.id, 1);
	const { resultData } = (await api.execution(id)).data;
	const outputsOf = (name: string) =>
		(resultData.runData[name]?.[0].data?.main as INodeExecutionData[][] | undefined)?.map((items) =>
			items.map(({ json }) => json),
		);
	return {
		status,
		error: resultData.runData['Track User'][0].error,
		main: outputsOf('Track User'),
		branches: [outputsOf('If'), outputsOf('If in Error Output')].map((outputs) =>
			outputs?.map(({ length }) => length),
		),
	};
}

const reason = (text: string) => expect.stringContaining(text) as string;

const object = (fields: object) => expect.objectContaining(fields) as object;

const OUTCOMES = [
	{ status: 'accepted' },
	{ status: 'rejected', errors: [reason('Attribute "dob" must be a date')] },
	{ status: 'rejected', errors: [reason('Alias Name is empty')] },
].map(object);

describe('Failed items in a real n8n', () => {
	it('go to the error output, each with its fields, its outcome and its reasons', async () => {
		const { status, main, branches } = await run('continueErrorOutput');
		expect(status).toBe('success');
		expect(main).toEqual([
			[{ ...PEOPLE[0], braze: OUTCOMES[0] }],
			[
				{ ...PEOPLE[1], braze: OUTCOMES[1], error: reason('Attribute "dob" must be a date') },
				{ ...PEOPLE[2], braze: OUTCOMES[2], error: reason('Alias Name is empty') },
			],
		]);
		expect(branches).toEqual([
			[1, 0],
			[0, 2],
		]);
	});

	it('go there with the outcome beside their fields, where input fields are left out', async () => {
		const { main, branches } = await run('continueErrorOutput', false);
		expect(main).toEqual([
			[object({ status: 'accepted' })],
			[object({ ...PEOPLE[1], status: 'rejected' }), object({ ...PEOPLE[2], status: 'rejected' })],
		]);
		expect(main?.[1].map(({ error }) => error)).toEqual([
			reason('Attribute "dob" must be a date'),
			reason('Alias Name is empty'),
		]);
		expect(branches).toEqual([
			[1, 0],
			[0, 2],
		]);
	});

	it('keep their outcome among the others when the node goes on', async () => {
		const { main, branches } = await run('continueRegularOutput');
		expect(main).toEqual([PEOPLE.map((person, index) => ({ ...person, braze: OUTCOMES[index] }))]);
		expect(branches).toEqual([[1, 2], undefined]);
	});

	it('stop the workflow with one error that names them', async () => {
		const { status, error } = await run('stopWorkflow');
		expect(status).toBe('error');
		expect(error?.message).toBe('1 of 3 items is in Braze; 2 were not sent');
		expect(error?.description).toContain('Item 1: Attribute "dob"');
		expect(error?.description).toContain('Item 2: Alias Name is empty');
	});
});
