import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { closeClient, post } from '../../support/webhookClient.mts';
import { startWebhookServer, type WebhookServer } from '../../support/webhookServer.mts';
import { KomoTrigger } from '../../../nodes/Komo/KomoTrigger.node';

const SECRET = 'a-long-random-shared-secret';
const view = { event: 'CardViewed', hint: 'of its own' };

let server: WebhookServer;
const start = async (options: object = {}) =>
	(server = await startWebhookServer({ trigger: new KomoTrigger(), mode: 'manual', ...options }));

/** What the editor shows of the node's run: its items, and the hints beside them. */
async function run(items: INodeExecutionData[]) {
	const hints: unknown[] = [];
	const context = {
		// (An execution may be handed to a worker as text.)
		getInputData: () => JSON.parse(JSON.stringify(items)) as INodeExecutionData[],
		getNode: () => ({ name: 'Komo Trigger' }),
		addExecutionHints: (...more: unknown[]) => hints.push(...more),
	} as unknown as IExecuteFunctions;
	return { items: await new KomoTrigger().execute.call(context), hints };
}

afterEach(async () => {
	expect(server.exceptions).toEqual([]);
	await server.close();
});
afterAll(closeClient);

it('what would be ignored is shown as it came, with a warning beside it', async () => {
	await start({ parameters: { output: 'raw' } });
	const reason =
		'The event CardViewed is not selected. To receive it, add "Card Viewed" to Events.';
	expect(await post(server.url, view)).toMatchObject({
		status: 200,
		body: { status: 'ignored', reason },
	});
	expect(await run(server.executions[0])).toEqual({
		items: [[{ json: view }]],
		hints: [
			{
				message: `On the production URL this would be ignored. ${reason}`,
				type: 'warning',
				location: 'outputPane',
			},
		],
	});
});

it.each([
	['no secret', {}, 'The secret is missing. Send it in the header X-Komo-Secret.'],
	[
		'a wrong secret',
		{ 'x-komo-secret': 'guess' },
		'The secret in the header X-Komo-Secret is wrong.',
	],
])('a call with %s is shown as an error with the reason, and nothing of it', async (...one) => {
	const [, headers, error] = one;
	await start({ parameters: { authentication: 'secret' }, credential: { secret: SECRET } });
	expect(await post(server.url, view, headers)).toMatchObject({
		status: 401,
		body: { status: 'unauthorized', error },
	});
	const [items] = server.executions;
	expect(JSON.stringify(items)).not.toContain('CardViewed');
	const failure = run(items);
	await expect(failure).rejects.toThrow(NodeOperationError);
	await expect(failure).rejects.toMatchObject({
		message: `The call was refused: ${error}`,
		description: 'The sender was answered 401. Nothing was passed on.',
	});
});

it('an empty body is shown as an error that says what to send', async () => {
	await start();
	expect(await post(server.url, '')).toMatchObject({ status: 400 });
	await expect(run(server.executions[0])).rejects.toThrow(
		'The call was refused: The body is empty. Send the submission as a JSON object.',
	);
});

it('what is accepted is passed on as it came', async () => {
	await start({ parameters: { events: ['*'], output: 'raw' } });
	await post(server.url, view);
	const [items] = server.executions;
	expect(await run(items)).toEqual({ items: [items], hints: [] });
});
