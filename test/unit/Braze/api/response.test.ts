import { classifyResponse } from '../../../../nodes/Braze/api/response';

const REST = 'https://rest.example.com';

const classify = (status: number, body: unknown, responseKey?: string, headers = {}) =>
	classifyResponse(
		{ kind: 'response', status, headers, body },
		{ permission: 'users.track', request: { responseKey } },
		REST,
	);

describe('a response', () => {
	it.each([
		[200, { message: '' }, 'taken'],
		[201, { message: 'success' }, 'taken'],
		[201, { errors: [] }, 'taken'],
		[202, { message: 'queued' }, 'taken'],
		[299, { message: 'success' }, 'taken'],
		[400, { message: 'Max Input Length Exceeded' }, 'refused'],
		[400, '', 'refused'],
		[413, 'Too large', 'refused'],
		[422, {}, 'refused'],
		[404, { errors: [{ id: 'item-not-found' }] }, 'refused'],
		[404, { errors: [] }, 'denied'],
		[404, { errors: 'none' }, 'denied'],
		[404, null, 'denied'],
		[401, { errors: ['x'] }, 'denied'],
		[403, {}, 'denied'],
		[404, {}, 'denied'],
		[415, {}, 'denied'],
		[199, {}, 'denied'],
		[429, {}, 'busy'],
		[408, {}, 'failed'],
		[500, '<html>', 'failed'],
		[503, {}, 'failed'],
		[599, {}, 'failed'],
	])('of status %d is classified: %j', (status, body, kind) => {
		expect(classify(status, body).kind).toBe(kind);
	});

	it('of status 404 is about what the path names, where that may be missing', () => {
		const about = (body: unknown, mayBeMissing: boolean) =>
			classifyResponse(
				{ kind: 'response', status: 404, headers: {}, body },
				{ permission: 'p', request: { mayBeMissing } },
				REST,
			);
		expect(about({ message: 'Not Found' }, true)).toEqual({
			kind: 'refused',
			message: 'Not Found',
		});
		expect(about({ message: 'Not Found' }, false).kind).toBe('denied');
		expect(about('<html>', true).kind).toBe('denied');
	});

	it.each([
		[{}, 'refused'],
		[{ 'x-ratelimit-remaining': '7' }, 'refused'],
		[{ 'x-ratelimit-remaining': '0' }, 'busy'],
		[{ 'x-ratelimit-retry-after': '3' }, 'busy'],
	])('of status 429 may be about something else than a rate limit: %j', (headers, kind) => {
		const asked = { permission: 'p', request: { whenBusy: 'It is running.' } };
		const reply = { kind: 'response', status: 429, headers, body: {} } as const;
		expect(classifyResponse(reply, asked, REST).kind).toBe(kind);
		expect(classifyResponse({ ...reply, status: 500 }, asked, REST).kind).toBe('failed');
	});

	it.each([
		[''],
		['OK'],
		['<html>'],
		[null],
		[undefined],
		[3],
		[[]],
		[{}],
		[{ hello: 'world' }],
		[{ error: 'maintenance' }],
		[{ errors: 'none' }],
		[{ message: { text: 'x' } }],
		[{ deleted: 2 }],
	])('of status 200 that is not Braze’s may have been taken or not: %j', (body) => {
		expect(classify(200, body)).toMatchObject({ kind: 'failed', ambiguous: true });
	});

	it('of status 200 may hold what its endpoint answers in place of a message', () => {
		expect(classify(200, { deleted: 2 }, 'deleted').kind).toBe('taken');
		expect(classify(200, { hello: 2 }, 'deleted').kind).toBe('failed');
		expect(classify(200, {}, 'toString').kind).toBe('failed');
		expect(classify(200, 'deleted', 'length').kind).toBe('failed');
	});

	it('that is not Braze’s says what came, and what to check', () => {
		expect(classify(200, { error: 'maintenance' })).toMatchObject({
			message: `The response (status 200: maintenance) is not from Braze. Check that the REST endpoint in the credential, ${REST}, is your Braze instance, and that no proxy is in between`,
		});
	});

	it.each([
		[300, undefined, ''],
		[301, 'https://elsewhere.example.com/users/track?key=1', ' to https://elsewhere.example.com'],
		[302, '/login', ` to ${REST}`],
		[307, 'http://', ''],
		[308, 'https://elsewhere.example.com', ' to https://elsewhere.example.com'],
		[399, undefined, ''],
	])('that redirects (%d, %j) names the address to check', (status, location, where) => {
		expect(classify(status, '', undefined, { location })).toEqual({
			kind: 'denied',
			status,
			message: `The REST endpoint in the credential, ${REST}, redirects${where} (status ${status}). Braze never redirects, so nothing was sent there. Check the address in the credential.`,
		});
	});

	it.each([
		[400, {}, 'Braze rejected the request (status 400)'],
		[400, { message: 'No Recipients' }, 'No Recipients'],
		[
			401,
			{ message: 'Invalid API Key' },
			'Braze rejected the API key (status 401: Invalid API Key). Check the key, and that the instance in the credential is the one where the key was created.',
		],
		[
			403,
			{},
			'The API key is not allowed to do this (status 403). Give it the permission "users.track" and, if it has an IP allowlist, add the IP address of your n8n.',
		],
		[
			404,
			{},
			'There is no Braze API at this address (status 404). Check the REST endpoint in the credential: it must be only the address of your instance.',
		],
		[
			401,
			'no',
			'Braze rejected the API key (status 401). Check the key, and that the instance in the credential is the one where the key was created.',
		],
		[415, { error: 'x' }, 'Braze rejected the request (status 415: x).'],
		[199, {}, 'Braze rejected the request (status 199).'],
		[429, { message: 'slow down' }, "Braze's rate limit was reached: slow down"],
		[502, { message: 'oops' }, 'Braze had a server error (status 502: oops)'],
	])('of status %d says what to do: %j', (status, body, message) => {
		const headers = { date: 'Sun, 29 Nov 2026 00:00:00 GMT' };
		expect(classify(status, body, undefined, headers)).toMatchObject({ message });
	});
});

describe('what is not Braze’s response', () => {
	it.each([
		[407, {}, 'denied'],
		[403, {}, 'denied'],
		[503, {}, 'failed'],
		[504, { server: 'squid' }, 'failed'],
		[408, {}, 'failed'],
		[403, { date: 'Sun, 29 Nov 2026 00:00:00 GMT', 'proxy-agent': 'x' }, 'denied'],
		[401, { date: 'Sun, 29 Nov 2026 00:00:00 GMT', server: 'Zscaler/6.2' }, 'denied'],
	])('is a proxy’s: %d %j; nothing was sent', (status, headers, kind) => {
		const response = classify(status, '<html>', undefined, headers);
		expect(response.kind).toBe(kind);
		if (response.kind === 'failed') expect(response.ambiguous).toBe(false);
		const { message } = response as { message: string };
		expect(message).toMatch(/^A proxy between n8n and Braze .*Nothing was sent\./);
		expect(message).not.toContain('permission');
	});

	it.each([
		[502, '', {}],
		[500, '', { server: 'squid' }],
		[504, null, { 'proxy-agent': 'x' }],
	])('may be Braze’s where it has a date: %d %j %j', (status, body, headers) => {
		const dated = { ...headers, date: 'Sun, 29 Nov 2026 00:00:00 GMT' };
		expect(classify(status, body, undefined, dated)).toEqual({
			kind: 'failed',
			ambiguous: true,
			message: `Braze, or a proxy in between, had a server error (status ${status})`,
		});
	});

	it('is not what has Braze’s words without a date', () => {
		expect(classify(500, { message: 'oops' })).toMatchObject({ ambiguous: true });
	});

	it('that wants a user name is a proxy’s, whatever it says, and wherever it comes from', () => {
		for (const [body, endpoint] of [
			[{ message: 'no' }, REST],
			['', 'http://127.0.0.1:8080'],
		] as const) {
			const reply = { kind: 'response', status: 407, headers: {}, body } as const;
			expect(classifyResponse(reply, { permission: 'p', request: {} }, endpoint)).toEqual({
				kind: 'denied',
				status: 407,
				message:
					'A proxy between n8n and Braze asks for a user name and password (status 407). Nothing was sent. Enter them in n8n’s proxy settings, e.g. in the environment variable HTTPS_PROXY.',
			});
		}
	});

	it('may be a proxy’s where Braze’s usual words are missing', () => {
		const headers = { date: 'Sun, 29 Nov 2026 00:00:00 GMT', 'no-proxy-': 'x' };
		for (const body of ['no', null]) {
			const { message } = classify(403, body, undefined, headers) as { message: string };
			expect(message).toMatch(/no proxy or firewall .* If there is none, .*"users\.track"/);
		}
	});

	it('comes without a proxy from a stand-in on this machine', () => {
		const reply = { kind: 'response' as const, status: 500, headers: {}, body: '' };
		const asked = { permission: 'users.track', request: {} };
		const response = classifyResponse(reply, asked, 'http://127.0.0.1:8080');
		expect(response).toMatchObject({ ambiguous: true });
	});
});

describe('no response', () => {
	const none = (reply: { reached: boolean; reason: string; isLasting?: boolean }) =>
		classifyResponse({ kind: 'none', ...reply }, { permission: 'users.track', request: {} }, REST);

	it('is a failure; ambiguous if Braze may have been reached', () => {
		expect(none({ reached: false, reason: 'the connection was refused' })).toEqual({
			kind: 'failed',
			ambiguous: false,
			message: `Could not connect to ${REST}: the connection was refused. Nothing was sent. Check the REST endpoint in the credential, and any firewall or proxy in between.`,
		});
		expect(none({ reached: true, reason: 'the connection was closed' })).toEqual({
			kind: 'failed',
			ambiguous: true,
			message: `No response from Braze at ${REST} (the connection was closed)`,
		});
	});

	it('ends all sending if every other request would fail as well', () => {
		expect(none({ reached: false, isLasting: true, reason: 'blocked' })).toEqual({
			kind: 'denied',
			message: `Could not connect to ${REST}: blocked. Nothing was sent. Check the REST endpoint in the credential, and any firewall or proxy in between.`,
		});
	});

	it('gives a long reason shortened', () => {
		expect(none({ reached: true, reason: 'x'.repeat(10_000) })).toMatchObject({
			message: `No response from Braze at ${REST} (${'x'.repeat(499)}…)`,
		});
	});
});
