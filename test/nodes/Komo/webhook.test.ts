import { closeClient, gzip, post } from '../../support/webhookClient.mts';
import {
	startWebhookServer,
	type Options,
	type WebhookServer,
} from '../../support/webhookServer.mts';
import { KomoTrigger } from '../../../nodes/Komo/KomoTrigger.node';
import { samples } from '../../data/komo-samples.json';

const SECRET = 'a-long-random-shared-secret';
const [{ body: form }, , { body: view }] = samples;

let server: WebhookServer;
const start = async (options: Partial<Options> = {}) =>
	(server = await startWebhookServer({ trigger: new KomoTrigger(), ...options }));

afterEach(async () => {
	expect(server.exceptions).toEqual([]);
	await server.close();
});
afterAll(closeClient);

describe('a call', () => {
	it.each(samples.map(({ event, body }) => [event, body] as const))(
		'of %s becomes one item and is answered with JSON',
		async (event, body) => {
			await start({ parameters: { events: [event], output: 'raw' } });
			const response = await post(server.url, body);
			expect(response).toMatchObject({
				status: 200,
				body: { status: 'accepted', submissions: 1 },
				headers: { 'content-type': 'application/json; charset=utf-8' },
			});
			expect(server.executions).toEqual([[{ json: body }]]);
		},
	);

	it('is answered "ignored" and starts nothing when its event was not chosen', async () => {
		await start();
		expect(await post(server.url, view)).toMatchObject({
			status: 200,
			body: {
				status: 'ignored',
				reason: 'The event CardViewed is not selected. To receive it, add "Card Viewed" to Events.',
			},
		});
		expect(await post(server.url, form)).toMatchObject({
			status: 200,
			body: { status: 'accepted' },
		});
		expect(server.executions).toHaveLength(1);
	});

	it('with a list starts one execution with an item for each submission', async () => {
		await start({ parameters: { events: ['*'] } });
		const response = await post(server.url, [form, view]);
		expect(response.body).toEqual({ status: 'accepted', submissions: 2 });
		expect(server.executions.map((items) => items.length)).toEqual([2]);
	});

	it('keeps the good entries of a list and reports the bad ones', async () => {
		await start();
		const response = await post(server.url, [form, 'text', form, null]);
		expect(response).toMatchObject({
			status: 200,
			body: {
				status: 'accepted',
				submissions: 2,
				rejected: [{ position: 2 }, { position: 4 }],
				rejectedCount: 2,
			},
		});
		expect(server.executions[0]).toHaveLength(2);
	});

	it('with five million entries that are no submissions is refused in a few words', async () => {
		await start();
		const list = gzip(`[${'1,'.repeat(4_999_999)}1]`);
		expect(list.length).toBeLessThan(20_000);
		const response = await post(server.url, list, { 'content-encoding': 'gzip' });
		expect(response).toMatchObject({ status: 413, body: { status: 'rejected' } });
		expect(JSON.stringify(response.body).length).toBeLessThan(200);
	});

	it('with as many bad entries as a list may have names a few of them', async () => {
		await start();
		const response = await post(server.url, Array(10_000).fill(1));
		expect(response).toMatchObject({ status: 400, body: { rejectedCount: 10_000 } });
		expect(response.body.rejected).toHaveLength(20);
	});

	it('of a new node starts the workflow with a form entry or what a workflow composed', async () => {
		await start();
		for (const body of [form, { email: 'joe@bloggs.com' }]) {
			expect((await post(server.url, body)).body.status).toBe('accepted');
		}
	});

	it.each<[string, string, Record<string, string>]>([
		['a number', '12', {}],
		['null', 'null', {}],
		['an empty body', '', {}],
		['an empty list', '[]', {}],
		['text that is no JSON', 'hello', { 'content-type': 'text/plain' }],
		['XML', '<a>1</a>', { 'content-type': 'application/xml' }],
		['broken gzip', 'no gzip', { 'content-type': '', 'content-encoding': 'gzip' }],
		['an unknown charset', '{}', { 'content-type': 'text/plain; charset=klingon' }],
	])('with %s gets a 400 with a reason and starts nothing', async (_, body, headers) => {
		await start({ parameters: { events: ['*'] } });
		const response = await post(server.url, body, headers);
		expect(response).toMatchObject({ status: 400, body: { status: 'rejected' } });
		expect(response.body.error).toMatch(/\w+ .*\.$/);
		expect(server.executions).toEqual([]);
	});

	it.each<[string, (text: string) => string | Uint8Array, Record<string, string>]>([
		['without a content type', (text) => text, { 'content-type': '' }],
		['as text/plain', (text) => text, { 'content-type': 'text/plain; charset=utf-8' }],
		['as vendor JSON', (text) => text, { 'content-type': 'application/vnd.komo+json' }],
		['with a byte-order mark', (text) => `\ufeff${text}`, {}],
		['with a byte-order mark as text', (text) => `\ufeff${text}`, { 'content-type': 'text/plain' }],
		['zipped', gzip, { 'content-encoding': 'gzip' }],
		['zipped, without a content type', gzip, { 'content-type': '', 'content-encoding': 'gzip' }],
	])('is read when its JSON comes %s', async (_, encode, headers) => {
		await start({ parameters: { output: 'raw' } });
		await post(server.url, encode(JSON.stringify(form)), headers);
		expect(server.executions).toEqual([[{ json: form }]]);
	});

	it('is read when it comes as a form, with more fields than n8n reads itself', async () => {
		await start({ parameters: { output: 'raw' } });
		const fields: Record<string, string> = {
			...(JSON.parse(JSON.stringify(form)) as Record<string, string>),
			...Object.fromEntries([...Array(1_500).keys()].map((n) => [`f${n}`, 'x'])),
		};
		const body = `${new URLSearchParams(fields).toString()}&team=Reds&team=Blues`;
		await post(server.url, body, { 'content-type': 'application/x-www-form-urlencoded' });
		expect(server.executions).toEqual([[{ json: { ...fields, team: ['Reds', 'Blues'] } }]]);
	});
});

describe('the shared secret', () => {
	const parameters = { authentication: 'secret' };
	const credential = { secret: SECRET, headerName: 'X-Komo-Secret' };
	const refused = { status: 401, body: { status: 'unauthorized' } };

	it('is taken from the header', async () => {
		await start({ parameters, credential });
		expect(await post(server.url, form, { 'X-KOMO-secret': SECRET })).toMatchObject({
			status: 200,
		});
		expect(await post(server.url, form, { 'x-komo-secret': `${SECRET}x` })).toMatchObject(refused);
		expect(await post(server.url, form)).toMatchObject(refused);
		expect(await post(`${server.url}?secret=${SECRET}`, form)).toMatchObject(refused);
		expect(server.executions).toHaveLength(1);
	});

	it('is taken from the query', async () => {
		await start({ parameters: { ...parameters, secretLocation: 'query' }, credential });
		expect(await post(`${server.url}?secret=${SECRET}`, form)).toMatchObject({ status: 200 });
		expect(await post(`${server.url}?secret=`, form)).toMatchObject(refused);
		expect(await post(server.url, form, { 'x-komo-secret': SECRET })).toMatchObject(refused);
		expect(server.executions).toHaveLength(1);
	});

	it.each([
		['is empty', { secret: '', headerName: 'X-Komo-Secret' }],
		['is blank', { secret: '  ', headerName: 'X-Komo-Secret' }],
		['cannot be read', undefined],
	])('refuses everything when the credential %s', async (_, broken) => {
		await start({ parameters, credential: broken });
		expect(await post(server.url, form)).toMatchObject(refused);
		expect(await post(server.url, form, { 'x-komo-secret': '' })).toMatchObject(refused);
		expect(server.executions).toEqual([]);
	});

	it('is checked before the body is looked at', async () => {
		await start({ parameters, credential });
		expect(await post(server.url, 'null')).toMatchObject(refused);
	});

	it('never shows in an item, whichever header carries it', async () => {
		await start({
			parameters: { ...parameters, options: { includeHeaders: true } },
			credential: { secret: SECRET, headerName: 'X-Hub' },
		});
		await post(`${server.url}?secret=${SECRET}`, form, {
			'x-hub': SECRET,
			'x-original-uri': `/webhook/komo?secret=${SECRET}`,
			'x-copy': `is ${SECRET}`,
			authorization: 'Basic abc',
			cookie: 'n8n-auth=abc',
			'proxy-authorization': 'Basic def',
			'x-request-id': 'r-1',
		});
		const [[{ json }]] = server.executions;
		expect(json.headers).toMatchObject({
			'x-request-id': 'r-1',
			'content-type': 'application/json',
		});
		expect(JSON.stringify(json)).not.toMatch(new RegExp(`${SECRET}|Basic|n8n-auth`));
	});
});

describe('duplicates', () => {
	const parameters = { events: ['*'], options: { ignoreDuplicates: 5 } };

	it('are answered "duplicate" and start nothing, within one node', async () => {
		await start({ parameters, workflowId: 'duplicates-1' });
		const prize = samples.find(({ event }) => event === 'PrizeAwarded')!.body;
		const responses = [];
		for (const body of [form, form, prize, { ...form, submission_id: 'other' }, [form, prize]]) {
			responses.push((await post(server.url, body)).body.status);
		}
		expect(responses).toEqual(['accepted', 'duplicate', 'accepted', 'accepted', 'duplicate']);
		expect(server.executions).toHaveLength(3);
	});

	it('may come again when they were not stored', async () => {
		let broken = true;
		const store = async () => {
			if (broken) throw new Error('database is down');
		};
		await start({ parameters, workflowId: 'duplicates-2', store });
		expect((await post(server.url, form)).status).toBe(500);
		broken = false;
		expect((await post(server.url, form)).body.status).toBe('accepted');
		expect((await post(server.url, form)).body.status).toBe('duplicate');
	});

	it('are not ignored on the test URL', async () => {
		await start({ parameters, workflowId: 'duplicates-3', mode: 'manual' });
		await post(server.url, form);
		expect((await post(server.url, form)).body.status).toBe('accepted');
	});
});
