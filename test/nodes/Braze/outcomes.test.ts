import type { IDataObject, OnError } from 'n8n-workflow';

import { BrazeApi } from '../../../credentials/BrazeApi.credentials';
import { Braze } from '../../../nodes/Braze/Braze.node';
import { runNode } from '../../support/runNode.mts';
import { track } from '../../support/trackParameters';
import { type Received, startOwnBraze } from '../../support/ownBraze.mts';

const SUCCESS = { status: 201, body: { message: 'success' } };

/** Runs Track User against a Braze of the test's own. */
async function run(
	braze: (request: Received) => { status: number; body: unknown },
	items: IDataObject[],
	more: IDataObject = {},
	onError: OnError = 'continueRegularOutput',
) {
	const own = await startOwnBraze(braze);
	try {
		const parameters = track(
			{ n: '={{ $json.n }}' },
			{
				identifyBy: 'externalId',
				externalId: '={{ $json.id }}',
				includeInputFields: false,
				...more,
			},
			{ n: 'number' },
		);
		const [outputs] = await runNode({
			node: new Braze(),
			credentialType: new BrazeApi(),
			credentials: { instance: 'custom', restEndpoint: own.url, apiKey: 'key' },
			parameters,
			items,
			onError,
		});
		return { outputs: outputs.map(({ json }) => json), received: own.received };
	} finally {
		await own.close();
	}
}

const people = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `u${n}`, n }));

const event = (name: string) => ({ name: { __rl: true, mode: 'name', value: name } });

const quiz = { events: { event: [event('quiz_started'), event('quiz_answered')] } };

/** Refuses the second event of every request. */
const withoutSecondEvent = () => ({
	status: 201,
	body: {
		message: 'success',
		errors: [{ type: "'time' is not valid", input_array: 'events', index: 1 }],
	},
});

describe('limits smaller than documented', () => {
	it('of objects cost no item, and few requests', async () => {
		const { outputs, received } = await run(
			({ body }) =>
				body.attributes.length > 50
					? { status: 400, body: { message: 'Max Input Length Exceeded' } }
					: SUCCESS,
			people(10_000),
		);
		expect(outputs.filter(({ status }) => status !== 'accepted')).toEqual([]);
		// 200 full requests, those that were under way when the limit was met, and their rests.
		expect(received.length).toBeLessThan(215);
	});

	it('of bytes cost no item', async () => {
		const text = 'x'.repeat(200);
		const long = { attributesMode: 'json', attributesJson: '={{ $json.set }}' };
		const list = Array.from({ length: 150 }, (_, n) => `${n} ${text}`);
		const { outputs } = await run(
			({ text: body }) => (body.length > 1024 * 1024 ? { status: 413, body: {} } : SUCCESS),
			people(300).map((one) => ({ ...one, set: { list } })),
			long,
		);
		expect(outputs.filter(({ status }) => status !== 'accepted')).toEqual([]);
	});
});

describe('an item that Braze takes in part', () => {
	it('says what Braze has', async () => {
		const { outputs } = await run(withoutSecondEvent, people(1), quiz);
		expect(outputs).toEqual([
			{
				status: 'partial',
				user: { external_id: 'u0' },
				errors: ['event "quiz_answered" (2): \'time\' is not valid'],
				taken: { attributes: true, events: [1], purchases: [] },
			},
		]);
	});

	it('is told of in the error', async () => {
		const failed = run(withoutSecondEvent, people(2), quiz, 'stopWorkflow');
		await expect(failed).rejects.toThrow('1 of 2 items is in Braze; 1 only in part');
	});
});

describe('the error of a run in which everything failed', () => {
	const bad = [{ n: 1 }, { n: 2 }];

	it('says that nothing was sent, where nothing was', async () => {
		const { received } = await run(() => SUCCESS, bad);
		expect(received).toEqual([]);
		const failed = run(() => SUCCESS, bad, {}, 'stopWorkflow');
		await expect(failed).rejects.toThrow('None of the 2 items was sent');
	});

	it('says that nothing went through, where it was sent', async () => {
		const failed = run(
			({ body }) => ({
				status: 400,
				body: {
					errors: body.attributes.map((_, index) => ({
						type: 'no',
						input_array: 'attributes',
						index,
					})),
				},
			}),
			people(2),
			{},
			'stopWorkflow',
		);
		await expect(failed).rejects.toThrow('None of the 2 items succeeded');
	});

	it('says how many went through in part', async () => {
		const noEvents = ({ body }: Received) => ({
			status: 201,
			body: {
				message: 'success',
				errors: body.events.map((_, index) => ({ type: 'no', input_array: 'events', index })),
			},
		});
		const failed = run(noEvents, people(2), quiz, 'stopWorkflow');
		await expect(failed).rejects.toThrow(
			'None of the 2 items is completely in Braze; 2 only in part',
		);
	});

	it('tells items without anything to send from those that went through', async () => {
		const items = [...people(1), { id: 'u1' }, { n: 1 }];
		const failed = run(() => SUCCESS, items, {}, 'stopWorkflow');
		await expect(failed).rejects.toThrow(
			'1 of 3 items is in Braze; 1 had nothing to send; 1 was not sent',
		);
	});
});

describe('a good response that says something is wrong', () => {
	it('is a warning on each item, with Braze’s words', async () => {
		const odd = { status: 201, body: { message: 'success', errors: ['Something is odd'] } };
		const { outputs } = await run(() => odd, people(2));
		expect(outputs).toEqual(
			[0, 1].map((n) => ({
				status: 'accepted',
				user: { external_id: `u${n}` },
				warnings: ['Braze accepted the request with a message: Something is odd'],
			})),
		);
	});

	it('tells that an eCommerce event that does not fit its schema is lost', async () => {
		const type = "The property '#/' did not contain a required property of 'product_id'";
		const errors = [{ type, input_array: 'events', index: 0 }];
		const { outputs } = await run(
			() => ({ status: 201, body: { message: 'success', errors } }),
			people(1),
			quiz,
		);
		expect(outputs).toMatchObject([
			{
				status: 'partial',
				errors: [`event "quiz_started" (1): ${type}`],
				taken: { attributes: true, events: [2] },
			},
		]);
	});
});
