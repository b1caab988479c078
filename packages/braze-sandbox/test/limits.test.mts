import { limitOf } from '../src/limits.mts';
import { endpoints } from '../src/routes/index.mts';
import { Local } from './support/client.mts';

let local: Local;
beforeAll(async () => (local = await Local.start()));
afterAll(async () => await local.close());
beforeEach(async () => await local.reset());

const NOON = '2026-01-01T12:00:00.000Z';

describe('documented limits', () => {
	it.each([
		['POST', '/users/track', {}, 3_000, 3],
		['POST', '/users/merge', {}, 20_000, 60],
		['POST', '/users/external_ids/rename', {}, 1_000, 60],
		['POST', '/users/export/ids', {}, 250, 60],
		['POST', '/users/export/ids', { fields_to_export: ['email'] }, 40, 1],
		['POST', '/users/export/ids', { fields_to_export: ['email', 'campaigns_received'] }, 250, 60],
		['POST', '/v2/subscription/status/set', {}, 5_000, 60],
		['POST', '/campaigns/trigger/send', { recipients: [] }, 250_000, 3_600],
		['POST', '/campaigns/trigger/send', { broadcast: true }, 250, 60],
		['GET', '/events/list', undefined, 1_000, 3_600],
		['GET', '/catalogs', undefined, 50, 60],
		['GET', '/catalogs/:catalog_name/items', undefined, 50, 60],
		['PATCH', '/catalogs/:catalog_name/items', {}, 16_000, 60],
		['PATCH', '/catalogs/:catalog_name/items/:item_id', {}, 50, 60],
		['GET', '/campaigns/list', undefined, 250_000, 3_600],
	])('%s %s %j: %i in %i s', (method, path, body, limit, windowSeconds) => {
		expect(endpoints.some((one) => one.method === method && one.path === path)).toBe(true);
		expect(limitOf(method, path, body)).toMatchObject({ limit, windowSeconds });
	});

	it('are enforced where asked, together for endpoints that share one, until the window ends', async () => {
		await local.clock({ now: NOON, stopped: true });
		await local.workspace({ settings: { endpointLimits: true } });
		const statuses = [];
		for (let i = 0; i < 51; i++) statuses.push((await local.get('/catalogs')).status);
		expect(new Set(statuses.slice(0, 50))).toEqual(new Set([200]));
		const refused = await local.get('/catalogs/x/items');
		expect([statuses[50], refused.status]).toEqual([429, 429]);
		expect(refused.headers).toMatchObject({
			'x-ratelimit-limit': '50',
			'x-ratelimit-remaining': '0',
			'x-ratelimit-reset': String(Date.parse(NOON) / 1000 + 60),
		});
		expect((await local.get('/campaigns/list')).status).toBe(200);
		await local.clock({ advanceMs: 60_000 });
		expect((await local.get('/catalogs')).status).toBe(200);
	});

	it('are off by default', async () => {
		for (let i = 0; i < 51; i++) expect((await local.get('/catalogs')).status).toBe(200);
	});
});

describe('the clock', () => {
	it('can be moved and stopped; responses carry its date, and resets are in its time', async () => {
		await local.clock({ now: NOON, stopped: true });
		const { headers } = await local.get('/events/list');
		expect(headers.date).toBe('Thu, 01 Jan 2026 12:00:00 GMT');
		expect(headers['x-ratelimit-reset']).toBe(String(Date.parse(NOON) / 1000 + 3_600));
		await local.clock({ advanceMs: 1_500 });
		expect((await local.get('/_sandbox/clock')).data).toEqual({ now: '2026-01-01T12:00:01.500Z' });
	});

	it('goes by the machine otherwise', async () => {
		const before = Date.now();
		await local.clock({ advanceMs: 3_600_000 });
		const { headers } = await local.get('/events/list');
		expect(Date.parse(headers.date)).toBeGreaterThan(before + 3_500_000);
		await local.reset();
		const now = Date.parse((await local.get('/_sandbox/clock')).data.now);
		expect(now).toBeGreaterThanOrEqual(before);
		expect(now).toBeLessThan(before + 3_000_000);
	});

	it('decides which times are in the future', async () => {
		await local.clock({ now: NOON, stopped: true });
		await local.track({
			events: [{ external_id: 'u', name: 'e', time: '2030-01-01T00:00:00Z' }],
		});
		expect((await local.user('u')).custom_events).toMatchObject([{ last: NOON }]);
	});

	it.each([{ now: 'noon' }, { advanceMs: 'x' }, { stopped: 1 }, { hour: 1 }])(
		'%j is refused',
		async (change) => {
			expect((await local.post('/_sandbox/clock', change)).status).toBe(400);
		},
	);
});
