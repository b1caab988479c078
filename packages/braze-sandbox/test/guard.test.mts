import { request as httpRequest } from 'node:http';

import { type Running, startSandbox } from '../src/index.mts';

let sandbox: Running;
beforeAll(async () => (sandbox = await startSandbox()));
afterAll(async () => await sandbox.close());

interface Sent {
	method?: string;
	headers?: Record<string, string>;
	body?: string;
}

/** Sends what a browser would, `Host` included, which `fetch` lets nobody set. */
function send(path: string, { method = 'GET', headers = {}, body }: Sent = {}) {
	return new Promise<{ status: number; text: string }>((resolve, reject) => {
		const request = httpRequest(sandbox.url + path, { method, headers }, (response) => {
			let text = '';
			response.on('data', (chunk: Buffer) => (text += chunk.toString()));
			response.on('end', () => {
				resolve({ status: response.statusCode ?? 0, text });
			});
		});
		request.on('error', reject);
		request.end(body);
	});
}

const json = { 'content-type': 'application/json' };
const reset = async (headers: Record<string, string>) =>
	(await send('/_sandbox/reset', { method: 'POST', headers, body: '{}' })).status;

describe('other names', () => {
	it.each([
		'evil.example',
		'evil.example:80',
		'localhost.evil.example',
		'127.0.0.1.evil.example',
		'127.evil.example',
		'localhost@evil.example',
		'evil.example/localhost',
		'192.168.0.7',
		'[2001:db8::1]',
		'0.0.0.0',
		'::1::',
	])('%s is refused, and learns nothing', async (host) => {
		for (const path of ['/', '/_sandbox/state', '/_sandbox/page.js', '/campaigns/list']) {
			const { status, text } = await send(path, { headers: { host } });
			expect({ path, status }).toEqual({ path, status: 403 });
			expect(text).not.toContain(sandbox.apiKey);
		}
	});

	it('are passed on by proxies and relays, which bring a key', async () => {
		const host = 'rest.iad-01.braze.com';
		const asked = async (key: string) =>
			(await send('/campaigns/list', { headers: { host, authorization: `Bearer ${key}` } })).status;
		expect([await asked(sandbox.apiKey), await asked('guessed')]).toEqual([200, 403]);
	});

	it.each(['localhost', 'LOCALHOST:1', '127.0.0.1:9', '127.1.2.3', '[::1]:80', 'braze.localhost'])(
		'%s is this machine',
		async (host) => {
			expect((await send('/_sandbox/state', { headers: { host } })).status).toBe(200);
		},
	);

	it('are accepted as addresses where it listens at all of them', async () => {
		const everywhere = await startSandbox({ host: '0.0.0.0' });
		const status = (host: string) =>
			new Promise<number | undefined>((resolve, reject) => {
				const options = { port: everywhere.port, path: '/_sandbox/state', headers: { host } };
				httpRequest(options, (response) => {
					response.resume();
					resolve(response.statusCode);
				})
					.on('error', reject)
					.end();
			});
		expect([await status('192.168.0.7:99'), await status('evil.example')]).toEqual([200, 403]);
		await everywhere.close();
	});
});

describe('other web pages', () => {
	const own = () => ({ ...json, origin: sandbox.url });

	it.each(['https://evil.example', 'http://localhost:1', 'null', 'http://127.0.0.1'])(
		'%s cannot control it, nor use Braze through it',
		async (origin) => {
			expect(await reset({ ...json, origin })).toBe(403);
			const { status } = await send('/campaigns/list', {
				headers: { origin, authorization: `Bearer ${sandbox.apiKey}` },
			});
			expect(status).toBe(403);
		},
	);

	it('cannot even read, without an origin', async () => {
		const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
		expect((await send('/_sandbox/state', { headers })).status).toBe(403);
		const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
		expect((await send('/', { headers: link })).status).toBe(200);
	});

	it('its own page can, and so can programs', async () => {
		expect(await reset({ ...own(), 'sec-fetch-site': 'same-origin' })).toBe(200);
		expect(await reset(json)).toBe(200);
	});

	it('leave no trace', async () => {
		await reset(json);
		await send('/users/track', { method: 'POST', headers: { origin: 'https://evil.example' } });
		expect(JSON.parse((await send('/_sandbox/requests')).text)).toEqual({ requests: [] });
	});
});

describe('control', () => {
	it.each([
		'',
		'text/plain',
		'application/x-www-form-urlencoded',
		'multipart/form-data; boundary=x',
		'text/plain; application/json',
		'application/jsonp',
	])('is refused without JSON: "%s"', async (type) => {
		for (const path of ['reset', 'workspace', 'faults', 'lag', 'lag/release', 'clock']) {
			const headers: Record<string, string> = type ? { 'content-type': type } : {};
			const { status } = await send(`/_sandbox/${path}`, { method: 'POST', headers, body: '{}' });
			expect({ path, status }).toEqual({ path, status: 415 });
		}
	});

	it('takes JSON however its type is written, and an empty body', async () => {
		expect(await reset({ 'content-type': 'Application/JSON; charset=utf-8' })).toBe(200);
		const { status } = await send('/_sandbox/reset', { method: 'POST', headers: json });
		expect(status).toBe(200);
	});
});
