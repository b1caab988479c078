import type { IDataObject } from 'n8n-workflow';

import { BrazeApi } from '../../../credentials/BrazeApi.credentials';
import { Braze } from '../../../nodes/Braze/Braze.node';
import { loadOptionsContext, runNode, testCredential } from '../../support/runNode.mts';
import { track } from '../../support/trackParameters';
import { startStrangeServer, type StrangeServer } from '../../support/strangeServer.mts';

const SAMPLE = 'top-secret-key-0123456789';

let server: StrangeServer;
let elsewhere: StrangeServer;
beforeAll(async () => {
	server = await startStrangeServer();
	elsewhere = await startStrangeServer();
	elsewhere.says(201, { message: 'success' });
});
afterAll(async () => {
	await server.close();
	await elsewhere.close();
});

const setup = (apiKey = SAMPLE) => ({
	node: new Braze(),
	credentialType: new BrazeApi(),
	credentials: { instance: 'custom', restEndpoint: server.url, apiKey },
});

const PARAMETERS = (options: IDataObject) =>
	track(
		{ email: '={{ $json.email }}' },
		{ includeInputFields: false, options: { maxRetries: 0, ...options } },
	);

async function run(
	options: IDataObject = {},
	more: IDataObject = {},
	count = 1,
): Promise<IDataObject[]> {
	const items = Array.from({ length: count }, (_, n) => ({ email: `p${n}@example.com` }));
	const parameters = { ...PARAMETERS(options), ...more };
	const [output] = await runNode({ ...setup(), parameters, items, continueOnFail: true });
	return output.map(({ json }) => json);
}

const GET_USER = {
	resource: 'user',
	operation: 'get',
	identifyBy: 'externalId',
	externalId: 'joe',
};

describe('a redirect', () => {
	const STATUSES = [301, 302, 303, 307, 308];

	const redirect = (status: number) => {
		server.says(status, '', { location: `${elsewhere.url}/users/track` });
		elsewhere.arrived.length = 0;
	};

	it.each(STATUSES)('%d is not followed, and names the address to check', async (status) => {
		redirect(status);
		const [json] = await run({ maxRetries: 5 });
		expect(elsewhere.arrived).toEqual([]);
		expect(server.arrived).toHaveLength(1);
		expect(json.status).toBe('rejected');
		expect(json.errors).toEqual([
			`The REST endpoint in the credential, ${server.url}, redirects to ${elsewhere.url} (status ${status}). Braze never redirects, so nothing was sent there. Check the address in the credential.`,
		]);
	});

	it.each(STATUSES)('%d is not followed by what reads', async (status) => {
		redirect(status);
		const [json] = await run({}, GET_USER);
		expect(json.status).toBe('rejected');
		await run({ sendOnlyChanges: true });
		const lists = loadOptionsContext(setup());
		const { listSearch, resourceMapping } = new Braze().methods;
		await expect(listSearch.searchCampaigns.call(lists)).rejects.toThrow('redirects to');
		expect((await resourceMapping.getAttributes.call(lists)).fields).not.toEqual([]);
		expect(elsewhere.arrived).toEqual([]);
	});

	it.each(STATUSES)('%d fails the credential’s test, and is not followed', async (status) => {
		redirect(status);
		expect(await testCredential(setup())).toEqual({
			status: 'Error',
			message: expect.stringContaining(`redirects to another one (${status})`) as string,
		});
		expect(elsewhere.arrived).toEqual([]);
	});

	it.each(STATUSES)('%d is not followed by the HTTP Request node', async (status) => {
		redirect(status);
		const context = loadOptionsContext(setup());
		// (As n8n's HTTP Request node asks for it, with its default settings.)
		const asked = context.helpers.requestWithAuthentication.call(context, 'brazeApi', {
			method: 'POST',
			uri: `${server.url}/users/track`,
			body: '{}',
			followRedirect: true,
			followAllRedirects: true,
			maxRedirects: 21,
		});
		await expect(asked).rejects.toThrow();
		expect(server.arrived).toMatchObject([{ headers: { authorization: `Bearer ${SAMPLE}` } }]);
		expect(elsewhere.arrived).toEqual([]);
	});
});

describe('the credential’s test', () => {
	it.each([
		[201, { message: 'success' }, 'OK'],
		[200, { hello: 'world' }, 'Error'],
		[200, '<html>', 'Error'],
		[401, { message: 'Invalid API Key' }, 'Error'],
	])('of an address that answers %d %j: %s', async (status, body, expected) => {
		server.says(status, body);
		expect((await testCredential(setup())).status).toBe(expected);
	});

	it('cleans the key', async () => {
		server.says(201, { message: 'success' });
		expect((await testCredential(setup(`"Bearer ${SAMPLE}"\n`))).status).toBe('OK');
		expect(server.arrived[0].headers.authorization).toBe(`Bearer ${SAMPLE}`);
	});

	it('says what is wrong with a key', async () => {
		server.says(201, { message: 'success' });
		expect(await testCredential(setup('two words'))).toEqual({
			status: 'Error',
			message: expect.stringContaining('The API key contains a space') as string,
		});
		expect(server.arrived).toEqual([]);
	});
});

describe('a response', () => {
	it.each(['headers', 'body'] as const)('is given up in time: %s that never end', async (part) => {
		server.drips(part);
		const [json] = await run({ timeout: 500 });
		expect(json).toMatchObject({
			status: 'rejected',
			errors: [
				expect.stringContaining(
					`No response from Braze at ${server.url} (timed out after 500 ms). Tried `,
				),
			],
		});
	});

	it('that never comes counts as none, and the request is sent again', async () => {
		// The first request's time is up as soon as it has arrived, the second one's never.
		const [first, second] = [new AbortController(), new AbortController()];
		const timeout = jest
			.spyOn(AbortSignal, 'timeout')
			.mockReturnValueOnce(first.signal)
			.mockReturnValueOnce(second.signal);
		let calls = 0;
		server.responds((response) => {
			if (calls++ === 0) first.abort();
			else response.end('{"message":"success"}');
		});
		try {
			const [json] = await run({ timeout: 60_000, maxRetries: 1 });
			expect(json.status).toBe('accepted');
			expect(timeout.mock.calls).toEqual([[60_000], [60_000]]);
		} finally {
			timeout.mockRestore();
		}
		expect(calls).toBe(2);
	});

	it('of 300 MB is not taken', async () => {
		const sent = server.pours(300);
		const [json] = await run();
		expect(json).toMatchObject({
			status: 'rejected',
			errors: [expect.stringContaining('the response is larger than 16 MB') as string],
		});
		// (Some are under way, in the buffers of both ends.)
		expect(sent()).toBeLessThan(40);
	});

	it('with a text of 5 MB costs little for each of 75 items', async () => {
		server.says(401, { message: 'x'.repeat(5_000_000) });
		const outputs = await run({}, {}, 75);
		expect(outputs).toHaveLength(75);
		expect(JSON.stringify(outputs).length).toBeLessThan(100_000);
	});

	it.each([[{ hello: 'world' }], [{ error: 'maintenance' }], ['<html>'], ['']])(
		'of status 200 that is not Braze’s is no success: %j',
		async (body) => {
			server.says(200, body);
			const [json] = await run();
			expect(json.status).toBe('rejected');
			expect((json.errors as string[])[0]).toMatch(/^The response .* is not from Braze\. Check/);
			const [user] = await run({}, GET_USER);
			expect(user.status).toBe('rejected');
		},
	);

	it('that is not Braze’s is asked for again: it may pass', async () => {
		let calls = 0;
		server.responds((response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(calls++ === 0 ? '{"error":"maintenance"}' : '{"message":"success"}');
		});
		expect((await run({ maxRetries: 1 }))[0].status).toBe('accepted');
		expect(calls).toBe(2);
	});
});

describe('the API key', () => {
	const echo = (form: (authorization: string) => string, status: number) => {
		server.responds((response, { headers }) => {
			const said = form(headers.authorization ?? '');
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(`{"message":"got ${said}","errors":[{"type":"${said}","index":0}]}`);
		});
	};

	it.each([
		['as it is', 401, (text: string) => text],
		['as it is', 400, (text: string) => text],
		['as it is', 201, (text: string) => text],
		['as it is', 503, (text: string) => text],
		['in a URL', 400, encodeURIComponent],
		[
			'in JSON’s other way',
			400,
			(text: string) =>
				[...text].map((c) => `\\u00${c.charCodeAt(0).toString(16).padStart(2, '0')}`).join(''),
		],
	])('that comes back %s (%d) stands nowhere', async (_form, status, form) => {
		echo(form, status);
		const outputs = await run();
		expect(JSON.stringify(outputs)).toMatch('[API key]');
		expect(JSON.stringify(outputs)).not.toMatch(SAMPLE);
		const error = await runNode({ ...setup(), parameters: PARAMETERS({}) }).catch(
			(reason: unknown) => reason as Error & { description: string },
		);
		expect(error).toBeInstanceOf(Error);
		expect(`${JSON.stringify(error)}${(error as Error).stack}`).not.toMatch(SAMPLE);
		const lists = loadOptionsContext(setup());
		const { listSearch, resourceMapping } = new Braze().methods;
		const texts = await Promise.all([
			listSearch.searchCampaigns.call(lists).catch((reason: unknown) => reason),
			resourceMapping.getAttributes.call(lists),
		]);
		expect(JSON.stringify(texts)).not.toMatch(SAMPLE);
	});
});

describe('a response that is nested without end', () => {
	const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;

	it.each([
		[201, `{"message":"success","errors":[${deep}]}`, 'accepted'],
		[400, `{"errors":[${deep}]}`, 'rejected'],
		[500, `{"message":${deep}}`, 'partial'],
	])('leaves every item its outcome: %d', async (status, body, expected) => {
		server.says(status, body);
		const events = { event: [{ name: { __rl: true, mode: 'name', value: 'e' } }] };
		const all = await run({}, { events }, 3);
		expect(all.map((json) => json.status)).toEqual([expected, expected, expected]);
	});

	it('is no failure of what reads, either', async () => {
		server.says(200, `{"message":"success","users":[${deep}]}`);
		const [json] = await run({}, GET_USER);
		expect(json.status).toBe('rejected');
	});
});

it('a response after a byte-order mark is read', async () => {
	server.says(201, '\ufeff{"message":"success"}');
	expect((await run()).map((json) => json.status)).toEqual(['accepted']);
	expect(server.arrived).toHaveLength(1);
});

it('a redirect to a host that holds the API key does not show it', async () => {
	server.says(302, '', { location: `https://${SAMPLE}.example.com/` });
	const [json] = await run();
	expect(JSON.stringify(json)).not.toContain(SAMPLE);
	expect(JSON.stringify(json)).toContain('redirects');
});

it('Return All ends when a page repeats', async () => {
	server.says(200, { message: 'success', campaigns: [{ id: '1' }, { id: '2' }] });
	const all = await run({}, { resource: 'campaign', operation: 'getMany', returnAll: true });
	expect(all).toHaveLength(2);
	expect(server.arrived).toHaveLength(2);
});
