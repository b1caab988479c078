import { classifyResponse } from '../../../../nodes/Braze/api/response';

const REST = 'https://rest.example.com';

const classify = (status: number, body: unknown, answerKey?: string, headers = {}) =>
	classifyResponse(
		{ kind: 'answer', status, headers, body },
		{ permission: 'users.track', request: { answerKey } },
		REST,
	);

describe('an answer', () => {
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
			'The API key is not allowed to do this (status 403). Give it the permission "users.track" and, if it has an IP allowlist, add this machine\'s IP address.',
		],
		[
			404,
			{},
			'There is no Braze API at this address (status 404). Check the REST endpoint in the credential: it must be only the address of your instance.',
		],
		[415, { error: 'x' }, 'Braze rejected the request (status 415: x).'],
		[429, { message: 'slow down' }, "Braze's rate limit was reached: slow down"],
		[502, { message: 'oops' }, 'Braze had a server error (status 502: oops)'],
	])('of status %d says what to do: %j', (status, body, message) => {
		expect(classify(status, body)).toMatchObject({ message });
	});
});

describe('no answer', () => {
	const none = (reached: boolean, reason: string) =>
		classifyResponse(
			{ kind: 'none', reached, reason },
			{ permission: 'users.track', request: {} },
			REST,
		);

	it('is a failure; ambiguous if Braze may have been reached', () => {
		expect(none(false, 'ECONNREFUSED')).toEqual({
			kind: 'failed',
			ambiguous: false,
			message: 'No response from Braze (ECONNREFUSED)',
		});
		expect(none(true, 'ECONNRESET')).toMatchObject({ ambiguous: true });
	});

	it('gives a long reason shortened', () => {
		expect(none(true, 'x'.repeat(10_000))).toMatchObject({
			message: `No response from Braze (${'x'.repeat(500)}…)`,
		});
	});
});
