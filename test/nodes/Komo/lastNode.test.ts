import { closeClient, hangUp, post, wait } from '../../support/webhookClient.mts';
import {
	startWebhookServer,
	type Options,
	type WebhookServer,
} from '../../support/webhookServer.mts';
import { KomoTrigger } from '../../../nodes/Komo/KomoTrigger.node';

const LONG = 10_000;
/** What n8n responds with when a workflow fails. */
const ERROR = { status: 500, body: { message: 'Error in workflow' } };
const FAILED = {
	status: 500,
	body: {
		status: 'failed',
		error: 'The workflow failed or was lost. Check its executions in n8n.',
	},
};
const ACCEPTED = { status: 200, body: { status: 'accepted', submissions: 1 } };

let server: WebhookServer;
let count = 0;

/** A server whose node responds when the workflow has ended, and groups this many submissions. */
const start = async (maxSubmissions: number, options: Partial<Options> = {}, more = {}) =>
	(server = await startWebhookServer({
		trigger: new KomoTrigger(),
		parameters: {
			events: ['*'],
			responseMode: 'lastNode',
			options: { groupSubmissions: { values: { maxSubmissions, maxWait: LONG } }, ...more },
		},
		workflowId: `last-node-${++count}`,
		...options,
	}));

const form = (id: number) => ({ event: 'CompetitionEntrySuccess', submission_id: id });

/** What came back, without the headers. */
const send = async (id: number) => {
	const { status, body } = await post(server.url, form(id));
	return { status, body };
};
const sendAll = async (ids: number[]) => await Promise.all(ids.map(send));

afterEach(async () => {
	expect(server.exceptions).toEqual([]);
	await server.close();
});
afterAll(closeClient);

it('all of a group are answered once the workflow has ended, with none of its data', async () => {
	let isEnded = false;
	let answeredEarly = 0;
	const run = async () => {
		await wait(50);
		isEnded = true;
		return undefined;
	};
	await start(3, { run });
	const responses = await Promise.all(
		[1, 2, 3].map(async (id) => {
			const response = await send(id);
			if (!isEnded) answeredEarly++;
			return response;
		}),
	);
	expect(answeredEarly).toBe(0);
	expect(responses).toEqual([ACCEPTED, ACCEPTED, ACCEPTED]);
	expect(server.executions).toHaveLength(1);
});

it('all of a group hear that the workflow failed', async () => {
	await start(3, { run: async () => ERROR });
	const responses = await sendAll([1, 2, 3]);
	const byStatus = responses.sort((one) => ('message' in one.body ? -1 : 1));
	expect(byStatus).toEqual([ERROR, FAILED, FAILED]);
});

it.each([
	'Workflow executed successfully but no data was returned',
	'Workflow executed successfully but the last node did not return any data',
])('"%s" is no success', async (message) => {
	await start(2, { run: async () => ({ status: 200, body: { message } }) });
	expect(await sendAll([1, 2])).toEqual([FAILED, FAILED]);
});

it('a leader who hangs up does not cost the followers: how the workflow ended counts', async () => {
	const run = async (_: unknown, response: Parameters<typeof hangUp>[0]) => {
		await hangUp(response);
		return undefined;
	};
	await start(3, { run });
	const calls = [1, 2, 3].map(async (id) => await send(id).catch(() => 'cut' as const));
	const responses = (await Promise.all(calls)).filter((response) => response !== 'cut');
	expect(responses).toEqual([ACCEPTED, ACCEPTED]);
});

it('what failed is new when it comes again, and a duplicate once it has succeeded', async () => {
	let isBroken = true;
	const run = async () => (isBroken ? ERROR : undefined);
	await start(1, { run }, { ignoreDuplicates: 5 });
	expect(await send(1)).toEqual(ERROR);
	isBroken = false;
	expect(await send(1)).toEqual(ACCEPTED);
	expect(await send(1)).toEqual({ status: 200, body: { status: 'duplicate' } });
	expect(server.executions).toHaveLength(2);
});

it('what a list holds that is no submission is named in the response', async () => {
	await start(1);
	const { body } = await post(server.url, [form(1), 'text']);
	expect(body).toMatchObject({ status: 'accepted', submissions: 1, rejectedCount: 1 });
});
