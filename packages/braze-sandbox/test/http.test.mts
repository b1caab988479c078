import { startSandbox } from '../src/index.mts';
import { Local, type Loose } from './support/client.mts';

let local: Local;
beforeAll(async () => (local = await Local.start()));
afterAll(async () => await local.close());
beforeEach(async () => await local.control('reset'));

describe('keys', () => {
	const get = async (authorization: string) =>
		(await local.request('GET', '/events/list', { headers: { authorization } })).status;

	it('must be there, spelled right and known', async () => {
		const statuses = [];
		for (const key of ['Bearer test-key', '', 'test-key', 'Bearer "test-key"', 'Bearer x']) {
			statuses.push(await get(key));
		}
		expect(statuses).toEqual([200, 401, 401, 401, 401]);
	});

	it('have permissions', async () => {
		const keys = [{ key: 'track-only', permissions: ['users.track'] }];
		await local.control('workspace', { keys });
		const headers = { authorization: 'Bearer track-only' };
		const track = await local.request('POST', '/users/track', { body: {}, headers });
		expect([track.status, await get('Bearer track-only')]).toEqual([400, 403]);
		await local.control('workspace', { settings: { missingPermission: 401 } });
		expect(await get('Bearer track-only')).toBe(401);
	});

	it('of the workspace are gone after a reset', async () => {
		await local.control('workspace', { keys: ['other'] });
		expect(await get('Bearer other')).toBe(200);
		await local.control('reset');
		expect([await get('Bearer other'), await get('Bearer test-key')]).toEqual([401, 200]);
	});
});

describe('requests', () => {
	it('with an empty body, no object or nothing valid are a 400', async () => {
		for (const text of ['', '5', 'null', '[]', '{}', '{"attributes":{}}']) {
			const answer = await local.request('POST', '/users/track', { text });
			expect([text, answer.status]).toEqual([text, 400]);
		}
	});

	it('without a content type are a 415, to unknown paths a 404', async () => {
		const plain = await local.request('POST', '/users/track');
		const unknown = await local.post('/users/tracks', {});
		expect([plain.status, unknown.status]).toEqual([415, 404]);
	});

	it('are listed, newest first, without the key', async () => {
		await local.track({ attributes: [{ external_id: 'u1', a: 1 }] });
		await local.get('/events/list?page=0');
		const { data } = await local.get('/_sandbox/requests?limit=2');
		expect(data.requests).toMatchObject([
			{ method: 'GET', path: '/events/list?page=0', status: 200, body: null },
			{
				method: 'POST',
				path: '/users/track',
				status: 201,
				body: { attributes: [{ external_id: 'u1', a: 1 }] },
				response: { attributes_processed: 1 },
			},
		]);
		expect(JSON.stringify(data)).not.toContain('test-key');
	});

	it('are kept up to a limit', async () => {
		for (let i = 0; i < 510; i++) await local.get('/events/list');
		const { data } = await local.get('/_sandbox/requests');
		expect(data.requests).toHaveLength(500);
		expect(data.requests[0].id).toBe(510);
	});
});

describe('pages by cursor', () => {
	it('lead from one to the next through the Link header', async () => {
		const names = Array.from({ length: 120 }, (_, i) => `a${String(i).padStart(3, '0')}`);
		await local.control('workspace', { customAttributes: names, events: names });
		for (const [path, key] of [
			['/custom_attributes', 'attributes'],
			['/events', 'events'],
		]) {
			const found: string[] = [];
			let next: string | undefined = path;
			while (next !== undefined) {
				const { data, headers }: Loose = await local.get(next.replace(local.url, ''));
				found.push(...data[key].map(({ name }: { name: string }) => name));
				next = /<([^>]*)>; rel="next"/.exec(headers.link)?.[1];
			}
			expect(found).toEqual(names);
		}
		expect((await local.get('/custom_attributes?cursor=bad')).status).toBe(400);
	});
});

describe('the page', () => {
	it('is served with a policy that runs no foreign script', async () => {
		const { data, headers } = await local.get('/');
		expect(data).toContain('<title>Local Braze</title>');
		expect(headers['content-security-policy']).toContain("script-src 'self'");
		for (const path of ['/_sandbox/page.js', '/_sandbox/page.css']) {
			expect((await local.get(path)).status).toBe(200);
		}
	});

	it('asks for news by etag', async () => {
		const first = await local.get('/_sandbox/state');
		const headers = { 'if-none-match': first.headers.etag };
		expect((await local.request('GET', '/_sandbox/state', { headers })).status).toBe(304);
		await local.track({ attributes: [{ external_id: 'u1', a: 1 }] });
		const second = await local.request('GET', '/_sandbox/state', { headers });
		expect(second.data).toMatchObject({
			apiKey: 'test-key',
			profiles: { total: 1, latest: [{ external_id: 'u1' }] },
			requests: { total: 1 },
		});
	});
});

describe('starting', () => {
	it('takes any free port, and says when a port is taken', async () => {
		const one = await startSandbox();
		expect(one.url).toBe(`http://127.0.0.1:${one.port}`);
		await expect(startSandbox({ port: one.port })).rejects.toThrow(`Port ${one.port} is taken`);
		await one.close();
		const again = await startSandbox({ port: one.port });
		await again.close();
	});

	it('takes a workspace, and says what is wrong with one', async () => {
		await expect(startSandbox({ workspace: { campains: [] } })).rejects.toThrow(
			"'campains' is no part of a workspace",
		);
		const { data } = await local.post('/_sandbox/workspace', { settings: { x: 1 } });
		expect(data.message).toContain("'x' is no setting");
	});
});
