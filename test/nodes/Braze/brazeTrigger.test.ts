import { closeClient, gzip, post } from '../../support/webhookClient.mts';
import {
	startWebhookServer,
	type Options,
	type WebhookServer,
} from '../../support/webhookServer.mts';
import { BrazeTrigger } from '../../../nodes/Braze/BrazeTrigger.node';
import { click, exported, sent, written } from '../../unit/Braze/trigger/support/samples';

const SECRET = 'a-long-random-shared-secret';
const CURRENTS = { 'braze-currents-version': '1' };
const SOURCES = ['currents', 'export', 'transactional', 'webhook'];

let server: WebhookServer;
let count = 0;
const start = async (options: Partial<Options> = {}) =>
	(server = await startWebhookServer({
		trigger: new BrazeTrigger(),
		workflowId: `braze-${++count}`,
		...options,
	}));
const withOptions = async (options: object, more: object = {}) =>
	await start({ parameters: { sources: SOURCES, options, ...more } });

const batch = (count: number, from = 0) => ({
	events: Array.from({ length: count }, (_, index) => ({ ...click, id: `e-${from + index}` })),
});
const items = () => server.executions.flat().map(({ json }) => json);

afterEach(async () => {
	expect(server.exceptions).toEqual([]);
	await server.close();
});
afterAll(closeClient);

describe('a new node takes', () => {
	it('a batch of Currents: an item for each of a hundred events', async () => {
		await start();
		expect(await post(server.url, batch(100), CURRENTS)).toMatchObject({
			status: 200,
			body: { status: 'accepted', events: 100 },
		});
		expect(server.executions).toHaveLength(1);
		expect(items()).toHaveLength(100);
		expect(items()[99]).toEqual({
			...click,
			source: 'currents',
			id: 'e-99',
			time: '2026-01-01T00:00:00.000Z',
		});
	});

	it.each([
		['webhook', written],
		['export', exported],
		['transactional', { source: 'transactional', dispatch_id: sent.dispatch_id, status: 'sent' }],
	] as const)('what the source %s sends', async (source, shown) => {
		await start();
		const body = { webhook: written, export: exported, transactional: sent }[source];
		expect(await post(server.url, body)).toMatchObject({ status: 200, body: { events: 1 } });
		expect(items()).toEqual([expect.objectContaining({ ...shown, source })]);
	});

	it('a form that a webhook sends', async () => {
		await start();
		const type = { 'content-type': 'application/x-www-form-urlencoded' };
		expect(await post(server.url, 'email=mia%40example.com', type)).toMatchObject({ status: 200 });
		expect(items()).toEqual([{ source: 'webhook', email: 'mia@example.com' }]);
	});
});

describe('Braze checks an endpoint', () => {
	const parameters = { sources: SOURCES, authentication: 'secret' };
	const credential = { secret: SECRET };
	const right = { authorization: `Bearer ${SECRET}` };

	it.each([
		['an empty body', ''],
		['no events', { events: [] }],
		['an object without events', {}],
	])('with %s: the token is right or wrong, and nothing starts', async (_, body) => {
		await start({ parameters, credential });
		expect(await post(server.url, body, { ...CURRENTS, ...right })).toMatchObject({ status: 200 });
		expect(await post(server.url, body, CURRENTS)).toMatchObject({ status: 401 });
		const wrong = { ...CURRENTS, authorization: 'Bearer wrong' };
		expect(await post(server.url, body, wrong)).toMatchObject({ status: 401 });
		expect(server.executions).toEqual([]);
	});

	it('and the editor shows that it did', async () => {
		await start({ parameters, credential, mode: 'manual' });
		await post(server.url, '', { ...CURRENTS, ...right });
		expect(server.executions).toEqual([
			[
				{
					json: {},
					testNote: {
						ignored: 'The request has no content, as when Braze checks the URL and the token.',
					},
				},
			],
		]);
	});
});

describe('the secret', () => {
	const parameters = { sources: SOURCES, authentication: 'secret' };

	it.each([
		['as a bearer token', { authorization: `Bearer ${SECRET}` }, ''],
		['as it is', { authorization: SECRET }, ''],
		['in the URL', {}, `?secret=${SECRET}`],
	])('may come %s', async (_, headers, query) => {
		await start({ parameters, credential: { secret: SECRET } });
		const response = await post(`${server.url}${query}`, sent, headers);
		expect(response).toMatchObject({ status: 200 });
		expect(await post(`${server.url}${query}x`, sent, { authorization: 'no' })).toMatchObject({
			status: 401,
		});
		expect(JSON.stringify(items())).not.toContain(SECRET);
	});

	it('may come in a header of another name', async () => {
		await start({ parameters, credential: { secret: SECRET, headerName: 'X-Hub' } });
		expect(await post(server.url, sent, { 'x-hub': SECRET })).toMatchObject({ status: 200 });
		expect(await post(server.url, sent, { authorization: SECRET })).toMatchObject({ status: 401 });
	});

	it.each([{ secret: '' }, undefined])(
		'missing in the credential lets nobody in',
		async (empty) => {
			await start({ parameters, credential: empty });
			expect(await post(server.url, sent, { authorization: 'Bearer ' })).toMatchObject({
				status: 401,
			});
		},
	);
});

describe('a batch', () => {
	it('is never refused for one of its events', async () => {
		await start();
		const events = [click, 7, { event_type: 'users.new.Thing', id: 'n', more: {} }];
		expect(await post(server.url, { events }, CURRENTS)).toMatchObject({
			status: 200,
			body: { status: 'accepted', events: 2, rejectedCount: 1 },
		});
		expect(items()[1]).toEqual({
			source: 'currents',
			event_type: 'users.new.Thing',
			id: 'n',
			more: {},
		});
		expect(await post(server.url, { events: [7] }, CURRENTS)).toMatchObject({ status: 200 });
	});

	it.each([
		['a list', [click, { ...click, id: '2' }], 2],
		['one event', click, 1],
		['an event that comes twice', { events: [click, click] }, 1],
		['more than a hundred', batch(101), 101],
	])('may be %s: nothing of it is lost', async (_, body, events) => {
		await start();
		expect(await post(server.url, body, CURRENTS)).toMatchObject({
			status: 200,
			body: { status: 'accepted', events },
		});
		expect(items()).toHaveLength(events);
		expect(await post(server.url, body, CURRENTS)).toMatchObject({ body: { status: 'duplicate' } });
	});

	it('has to come again when it cannot be read or stored', async () => {
		let isBroken = true;
		await start({
			store: async () =>
				await (isBroken ? Promise.reject(new Error('no database')) : Promise.resolve()),
		});
		const zipped = { ...CURRENTS, 'content-encoding': 'gzip', 'content-type': 'text/plain' };
		expect((await post(server.url, 'no gzip', zipped)).status).toBe(503);
		expect((await post(server.url, 'no JSON', { ...CURRENTS, 'content-type': '' })).status).toBe(
			503,
		);
		expect((await post(server.url, batch(2), CURRENTS)).status).toBe(500);
		isBroken = false;
		expect(await post(server.url, batch(2), CURRENTS)).toMatchObject({ body: { events: 2 } });
	});

	it('may come zipped, and as any type', async () => {
		await start();
		const zipped = { ...CURRENTS, 'content-encoding': 'gzip', 'content-type': 'text/plain' };
		const response = await post(server.url, gzip(JSON.stringify(batch(100))), zipped);
		expect(response).toMatchObject({ status: 200, body: { events: 100 } });
	});

	it('of which some came before starts the workflow with the others', async () => {
		await start();
		await post(server.url, batch(60), CURRENTS);
		expect(await post(server.url, batch(100), CURRENTS)).toMatchObject({ body: { events: 40 } });
		expect(await post(server.url, batch(100), CURRENTS)).toMatchObject({
			status: 200,
			body: { status: 'duplicate' },
		});
		expect(items()).toHaveLength(100);
	});

	it('may come again and again where duplicates are wanted', async () => {
		await withOptions({ ignoreDuplicates: 0 });
		for (let time = 0; time < 2; time++) await post(server.url, batch(2), CURRENTS);
		expect(items()).toHaveLength(4);
	});

	it('is filtered by event, campaign and bot', async () => {
		await withOptions(
			{ campaignIds: 'C-1', ignoreBotClicks: true },
			{ events: ['users.messages.email.Click'] },
		);
		const events = [
			click,
			{ ...click, id: '2', event_type: 'users.messages.email.Open' },
			{ ...click, id: '3', properties: { ...click.properties, campaign_id: 'c-2' } },
			{ ...click, id: '4', properties: { ...click.properties, is_suspected_bot_click: true } },
		];
		expect(await post(server.url, { events }, CURRENTS)).toMatchObject({ body: { events: 1 } });
		expect(items().map(({ id }) => id)).toEqual([click.id]);
	});

	it('stays together where batches become one execution', async () => {
		const values = { maxSubmissions: 300, maxWait: 10_000 };
		await withOptions({ groupSubmissions: { values } });
		const responses = await Promise.all(
			[0, 100, 200].map(async (from) => await post(server.url, batch(100, from), CURRENTS)),
		);
		expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(server.executions.map((one) => one.length)).toEqual([300]);
	});
});

describe('responds once the workflow has finished', () => {
	const parameters = { sources: SOURCES, responseMode: 'lastNode' };

	it('with an error when it failed, so that Braze sends again', async () => {
		let isBroken = true;
		await start({
			parameters,
			run: async () =>
				await Promise.resolve(isBroken ? { status: 500, body: { message: 'no' } } : undefined),
		});
		expect((await post(server.url, batch(2), CURRENTS)).status).toBe(500);
		isBroken = false;
		expect(await post(server.url, batch(2), CURRENTS)).toMatchObject({
			status: 200,
			body: { events: 2 },
		});
	});
});

describe('sources that are not selected', () => {
	it('are ignored, and Braze is told why', async () => {
		await start({ parameters: { sources: ['currents'] } });
		for (const body of [written, sent, exported]) {
			expect(await post(server.url, body)).toMatchObject({
				status: 200,
				body: { status: 'ignored', reason: expect.stringMatching(/ to Sources\.$/) as unknown },
			});
		}
		expect(server.executions).toEqual([]);
	});
});

it.each([
	['text/plain', 'You have won'],
	['text/xml', '<prize>Shirt</prize>'],
	['application/xml', '<prize>Shirt</prize>'],
	['application/x-ndjson', '{"a":1}\n{"a":2}'],
	['text/csv', 'email,prize\na@b.c,Shirt'],
])('a webhook with a body of %s is refused, with what to send instead', async (type, body) => {
	await start();
	expect(await post(server.url, body, { 'content-type': type })).toMatchObject({
		status: 400,
		body: { status: 'rejected', error: expect.stringContaining('Send JSON') as string },
	});
	expect(server.executions).toEqual([]);
});

it('a webhook that cannot be read is refused: sending it again would change nothing', async () => {
	await start();
	expect(await post(server.url, '"text"')).toMatchObject({ status: 400 });
	expect(await post(server.url, 'hello {{', { 'content-type': 'text/plain' })).toMatchObject({
		status: 400,
	});
});

it('an export shows what the URL says, but for the secret', async () => {
	await withOptions({});
	await post(`${server.url}?segment=vip&secret=x`, exported);
	expect(items()).toEqual([{ source: 'export', ...exported, query: { segment: 'vip' } }]);
});

it('raw, everything is as it came', async () => {
	await withOptions({}, { output: 'raw' });
	await post(server.url, { events: [click] }, CURRENTS);
	await post(`${server.url}?segment=vip`, sent);
	expect(items()).toEqual([click, sent]);
});
