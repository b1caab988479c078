import { Traffic } from '../src/traffic.mts';
import { Local } from './support/client.mts';

describe('traffic', () => {
	let now = 1_000_000;
	let traffic: Traffic;
	beforeEach(() => (traffic = new Traffic(() => now)));

	it('is counted by the second, and rates are the mean of the last ten that have passed', () => {
		for (let i = 0; i < 20; i++) traffic.count('POST /users/track', 201);
		expect(traffic.summary()).toMatchObject({ total: 20, perSecond: 0 });
		now += 1000;
		traffic.count('POST /users/track', 429);
		const { seconds, limitedSeconds, ...sums } = traffic.summary();
		expect(seconds.slice(-3)).toEqual([0, 20, 1]);
		expect(limitedSeconds.slice(-3)).toEqual([0, 0, 1]);
		expect(seconds).toHaveLength(60);
		expect(sums).toMatchObject({ total: 21, limited: 1, failed: 0, perSecond: 2 });
		now += 10_000;
		expect(traffic.summary().perSecond).toBe(0.1);
	});

	it('is forgotten after a minute, the sums are not', () => {
		traffic.count('GET /events', 200);
		now += 59_000;
		expect([traffic.isQuiet, traffic.summary().seconds[0]]).toEqual([false, 1]);
		now += 1000;
		expect(traffic.isQuiet).toBe(true);
		now += 3_600_000;
		expect(traffic.summary()).toMatchObject({ total: 1, perSecond: 0 });
	});

	it('is listed by endpoint, busiest first, with how requests ended', () => {
		traffic.count('GET /events', 200);
		for (const status of [201, 429, 400, 500, 0]) traffic.count('POST /users/track', status);
		expect(traffic.summary().endpoints).toMatchObject([
			{ name: 'POST /users/track', total: 5, limited: 1, failed: 3 },
			{ name: 'GET /events', total: 1, limited: 0, failed: 0 },
		]);
	});
});

describe('what the page shows', () => {
	let local: Local;
	beforeAll(async () => (local = await Local.start()));
	afterAll(async () => await local.close());
	beforeEach(async () => await local.control('reset'));

	const state = async (search = '') =>
		(await local.get(`/_sandbox/state?search=${encodeURIComponent(search)}`)).data;

	it('holds rates by endpoint as routed', async () => {
		await local.track({ attributes: [{ external_id: 'u1', a: 1 }] });
		await local.get('/catalogs/prizes/items/a');
		await local.get('/nowhere');
		await local.control('faults', { rules: [{ status: 429 }] });
		await local.post('/users/track', { attributes: [{ external_id: 'u1', a: 1 }] });
		const { traffic } = await state();
		expect(traffic).toMatchObject({ total: 4, limited: 1, failed: 2 });
		expect(traffic.endpoints).toMatchObject([
			{ name: 'POST /users/track', total: 2, limited: 1, failed: 0 },
			{ name: 'GET /catalogs/:catalog_name/items/:item_id', total: 1, failed: 1 },
			{ name: 'GET (unknown path)', total: 1, failed: 1 },
		]);
	});

	it('is what a search finds, in all profiles and requests, whatever the case', async () => {
		const attributes = Array.from({ length: 75 }, (_, i) => ({
			external_id: `user-${i}`,
			team: i === 3 ? 'Rovers' : 'Swans',
		}));
		await local.track({ attributes });
		for (let i = 0; i < 40; i++)
			await local.track({ attributes: [{ external_id: `late-${i}`, a: 1 }] });
		const all = await state();
		expect([all.profiles.total, all.profiles.latest.length]).toEqual([115, 100]);
		const rovers = await state('rovers USER-3');
		expect(rovers.profiles).toMatchObject({ total: 1, latest: [{ external_id: 'user-3' }] });
		expect(rovers.requests).toMatchObject({ total: 1, latest: [{ path: '/users/track' }] });
		const swans = await state('swans');
		expect([swans.profiles.total, swans.profiles.latest.length]).toEqual([74, 74]);
		const none = await state('nobody');
		expect([none.profiles.total, none.requests.total, none.messages.total]).toEqual([0, 0, 0]);
	});

	it('has another tag for another search', async () => {
		const tag = async (search: string) =>
			(await local.get(`/_sandbox/state?search=${search}`)).headers.etag;
		expect(await tag('a')).not.toBe(await tag('b'));
	});
});
