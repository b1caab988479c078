import { Local } from './support/client.mts';

let local: Local;
beforeAll(async () => (local = await Local.start()));
afterAll(async () => await local.close());
beforeEach(async () => {
	await local.reset();
	await local.clock({ now: '2026-02-01T12:00:00Z', stopped: true });
});

const days = 'start_date=2026-01-01&end_date=2026-03-01';

describe.each([
	['hard_bounces', 'hardBounces', 'hard_bounced_at'],
	['unsubscribes', 'unsubscribes', 'unsubscribed_at'],
])('/email/%s', (path, part, field) => {
	const get = async (query: string) => await local.get(`/email/${path}?${query}`);
	const entry = (email: string, at: string) => ({ email, [field]: at });

	beforeEach(async () => {
		await local.workspace({
			[part]: [
				entry('old@x.com', '2025-12-31T00:00:00Z'),
				entry('a@x.com', '2026-01-02T03:04:05Z'),
				entry('b@x.com', '2026-01-03T00:00:00Z'),
			],
		});
	});

	it('lists those between two days, newest first, page by page', async () => {
		const all = [
			entry('b@x.com', '2026-01-03 00:00:00 +0000'),
			entry('a@x.com', '2026-01-02 03:04:05 +0000'),
		];
		expect((await get(days)).data).toEqual({ emails: all, message: 'success' });
		expect((await get(`${days}&limit=1`)).data.emails).toEqual(all.slice(0, 1));
		expect((await get(`${days}&limit=1&offset=1`)).data.emails).toEqual(all.slice(1));
		expect((await get(`${days}&sort_direction=asc`)).data.emails).toEqual([...all].reverse());
	});

	it('looks an address up, whenever it was', async () => {
		const { data } = await get('email=old@x.com&end_date=2026-03-01');
		expect(data.emails).toEqual([entry('old@x.com', '2025-12-31 00:00:00 +0000')]);
	});

	it.each([
		'start_date=2026-01-01',
		'end_date=2026-03-01',
		'start_date=2026-03-01&end_date=2026-01-01',
		`${days}&limit=501`,
		`${days}&limit=0`,
	])('%s is refused', async (query) => {
		expect((await get(query)).status).toBe(400);
	});
});

describe('addresses', () => {
	const state = async (id: string) => (await local.user(id)).email_subscribe;
	const listed = async (path: string) =>
		(await local.get(`/email/${path}?${days}`)).data.emails.map(
			({ email }: { email: string }) => email,
		);

	it('are blocklisted by either name: unsubscribed, and hard bounced; a bounce is cleared', async () => {
		await local.track({
			attributes: ['a', 'b'].map((id) => ({ external_id: id, email: `${id}@x.com` })),
		});
		expect((await local.post('/email/blocklist', { email: 'a@x.com' })).status).toBe(201);
		await local.post('/email/blacklist', { email: ['b@x.com'] });
		expect([await state('a'), await state('b')]).toEqual(['unsubscribed', 'unsubscribed']);
		expect(await listed('hard_bounces')).toEqual(['a@x.com', 'b@x.com']);
		expect(await listed('unsubscribes')).toEqual(['a@x.com', 'b@x.com']);
		await local.post('/email/bounce/remove', { email: ['a@x.com', 'other@x.com'] });
		expect(await listed('hard_bounces')).toEqual(['b@x.com']);
	});

	it('that unsubscribe are listed until they subscribe again', async () => {
		const set = async (email_subscribe: string) =>
			await local.track({ attributes: [{ external_id: 'u', email: 'u@x.com', email_subscribe }] });
		await set('unsubscribed');
		expect(await listed('unsubscribes')).toEqual(['u@x.com']);
		await set('opted_in');
		expect(await listed('unsubscribes')).toEqual([]);
	});

	it('of spam reports are cleared, 50 at a time', async () => {
		const remove = async (email: unknown) =>
			(await local.post('/email/spam/remove', { email })).status;
		const many = Array.from({ length: 51 }, (_, i) => `u${i}@x.com`);
		expect([await remove('u@x.com'), await remove(many), await remove([])]).toEqual([
			201, 400, 400,
		]);
	});
});

describe('invalid phone numbers', () => {
	beforeEach(async () => {
		await local.workspace({
			invalidPhones: [
				{ phone: '+12183095514', invalid_detected_at: '2026-01-02T00:00:00Z' },
				{ phone: '+61400000001', reason: 'deactivated' },
			],
		});
	});

	const get = async (query: string) =>
		(await local.get(`/sms/invalid_phone_numbers?${query}`)).data.sms?.map(
			({ phone }: { phone: string }) => phone,
		);

	it('are listed by day, reason or number, and cleared', async () => {
		expect(await get(days)).toEqual(['+61400000001', '+12183095514']);
		expect(await get(`${days}&reason=deactivated`)).toEqual(['+61400000001']);
		expect(await get('phone_numbers[]=%2B12183095514')).toEqual(['+12183095514']);
		expect(await get('')).toBeUndefined();
		const body = { phone_numbers: ['12183095514'] };
		expect((await local.post('/sms/invalid_phone_numbers/remove', body)).status).toBe(201);
		expect(await get(days)).toEqual(['+61400000001']);
	});
});

describe('preference centers', () => {
	const path = '/preference_center/v1';
	beforeEach(async () => {
		await local.workspace({ preferenceCenters: [{ id: 'pc', name: 'My-preferences' }] });
		await local.track({ attributes: ['a', 'b'].map((id) => ({ external_id: id, x: 1 })) });
	});

	it('are listed, and shown', async () => {
		expect((await local.get(`${path}/list`)).data.preference_centers).toMatchObject([
			{ name: 'My-preferences', preference_center_api_id: 'pc' },
		]);
		expect((await local.get(`${path}/pc`)).data).toMatchObject({ state: 'active' });
		expect((await local.get(`${path}/none`)).status).toBe(404);
	});

	it('have a URL for each user', async () => {
		const url = async (id: string) => {
			const { data } = await local.get(`${path}/pc/url/${id}`);
			return data.preference_center_url as string | undefined;
		};
		const [one, other] = [await url('a'), await url('b')];
		expect(one).toMatch(/^http/);
		expect(one).not.toBe(other);
		expect(await url('nobody')).toBeUndefined();
	});
});

describe('details', () => {
	it('say what is active', async () => {
		await local.workspace({
			campaigns: ['c', { id: 'p', paused: true, tags: ['t'] }],
			canvases: [{ id: 'v', draft: true }],
			segments: [{ id: 's', name: 'Fans' }],
		});
		const get = async (query: string) => (await local.get(query)).data;
		expect(await get('/campaigns/details?campaign_id=c')).toMatchObject({ enabled: true });
		expect(await get('/campaigns/details?campaign_id=p')).toMatchObject({
			enabled: false,
			tags: ['t'],
		});
		expect(await get('/canvas/details?canvas_id=v')).toMatchObject({ enabled: false, draft: true });
		expect(await get('/canvas/details?canvas_id=none')).toEqual({
			message: 'canvas_id must be a string of the Canvas api identifier',
		});
		expect(await get('/segments/details?segment_id=s')).toMatchObject({ name: 'Fans' });
		expect((await local.get('/segments/details?segment_id=none')).status).toBe(400);
	});

	it('a send ID is the one asked for, or a new one', async () => {
		await local.workspace({ campaigns: ['c'] });
		const create = async (body: object) => (await local.post('/sends/id/create', body)).data;
		expect(await create({ campaign_id: 'c', send_id: 'mine' })).toEqual({
			message: 'success',
			send_id: 'mine',
		});
		expect((await create({ campaign_id: 'c' })).send_id).toEqual(expect.any(String));
		expect(await create({ campaign_id: 'none' })).toEqual({ message: 'Invalid Campaign ID' });
	});
});

describe('exports of a segment', () => {
	it('run one at a time, and can be canceled', async () => {
		await local.workspace({ segments: ['s'] });
		const body = { segment_id: 's', fields_to_export: ['email'] };
		const start = async (more: object = {}) =>
			await local.post('/users/export/segment', { ...body, ...more });
		expect((await start()).data).toEqual({
			message: 'success',
			object_prefix: expect.stringMatching(/^[\da-f-]{36}-\d+$/),
			url: expect.stringContaining('.zip'),
		});
		expect((await start()).status).toBe(429);
		expect((await local.post('/export/segment/cancel', { segment_id: 's' })).status).toBe(201);
		expect((await start()).status).toBe(201);
		await local.clock({ advanceMs: 60_000 });
		expect((await start()).status).toBe(201);
		for (const more of [{ segment_id: 'none' }, { fields_to_export: [] }]) {
			expect((await start(more)).status).toBe(400);
		}
	});
});
