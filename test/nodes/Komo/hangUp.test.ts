import {
	closeClient,
	hangUp,
	post,
	wait,
	type JsonResponse,
} from '../../support/webhookClient.mts';
import {
	startWebhookServer,
	type Options,
	type WebhookServer,
} from '../../support/webhookServer.mts';
import { KomoTrigger } from '../../../nodes/Komo/KomoTrigger.node';

type Response = Parameters<NonNullable<Options['before']>>[0];

const form = { event: 'CompetitionEntrySuccess', submission_id: 's-1' };
let server: WebhookServer;
let count = 0;

const start = async (options: Partial<Options>) =>
	(server = await startWebhookServer({
		trigger: new KomoTrigger(),
		parameters: { events: ['*'], options: { ignoreDuplicates: 5 } },
		workflowId: `hang-up-${++count}`,
		...options,
	}));

/** Does something with the first call only. */
function first<T extends unknown[]>(act: (...rest: T) => Promise<void>) {
	let done = false;
	return async (...rest: T) => {
		if (done) return;
		done = true;
		await act(...rest);
	};
}

const sendCut = async () => await expect(post(server.url, form)).rejects.toThrow();

afterEach(async () => {
	expect(server.exceptions).toEqual([]);
	await server.close();
});
afterAll(closeClient);

it('a caller who hangs up while n8n is slow, and sends again: stored once', async () => {
	let again: Promise<JsonResponse> | undefined;
	const store = first(async (_: unknown, response: Response) => {
		await hangUp(response);
		again = post(server.url, form);
		// n8n is slow: it has not answered the first call when the second one comes, nor for long after.
		await Promise.race([again, wait(1_500)]);
	});
	await start({ store });
	await sendCut();
	while (!again) await wait(1);
	expect((await again).body).toEqual({ status: 'duplicate' });
	expect(server.executions).toHaveLength(1);
});

it('a caller who hangs up while n8n fails, and sends again: stored once', async () => {
	const store = first(async (_: unknown, response: Response) => {
		await hangUp(response);
		throw new Error('database is down');
	});
	await start({ store });
	await sendCut();
	expect((await post(server.url, form)).body).toEqual({ status: 'accepted', submissions: 1 });
	expect(server.executions).toHaveLength(1);
});

it('a caller who has hung up before the trigger is called, and sends again: stored once', async () => {
	await start({ before: first(hangUp) });
	await sendCut();
	expect((await post(server.url, form)).body).toEqual({ status: 'duplicate' });
	expect(server.executions).toHaveLength(1);
});
