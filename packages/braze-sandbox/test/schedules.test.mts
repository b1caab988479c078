import { Local } from './support/client.mts';

let local: Local;
beforeAll(async () => (local = await Local.start()));
afterAll(async () => await local.close());
beforeEach(async () => {
	await local.reset();
	await local.clock({ now: '2026-01-01T00:00:00Z', stopped: true });
	await local.workspace({ campaigns: ['c'], canvases: ['v'], segments: ['s'] });
	await local.track({ attributes: [{ external_id: 'u', a: 1 }] });
});

const sent = async (): Promise<Array<Record<string, unknown>>> =>
	(await local.get('/_sandbox/messages')).data.messages;

const tomorrow = '2026-01-02T00:00:00Z';
const recipients = [{ external_user_id: 'u' }];
const HOUR = 3_600_000;

describe.each([
	['campaigns', { campaign_id: 'c' }],
	['canvas', { canvas_id: 'v' }],
])('schedules of %s', (name, target) => {
	const call = async (verb: string, body: object) =>
		await local.post(`/${name}/trigger/schedule/${verb}`, { ...target, ...body });
	const create = async (schedule: object) => await call('create', { recipients, schedule });

	it('send at their time, and once', async () => {
		const { status, data } = await create({ time: tomorrow });
		expect([status, data]).toEqual([
			201,
			{ dispatch_id: expect.any(String), schedule_id: expect.any(String), message: 'success' },
		]);
		expect(await sent()).toEqual([]);
		await local.clock({ advanceMs: 25 * HOUR });
		expect(await sent()).toMatchObject([{ dispatch_id: data.dispatch_id }]);
		expect((await call('delete', { schedule_id: data.schedule_id })).status).toBe(400);
		expect(await sent()).toHaveLength(1);
	});

	it('are moved, and deleted', async () => {
		const { schedule_id } = (await create({ time: tomorrow })).data;
		const later = { schedule_id, schedule: { time: '2026-01-03T00:00:00Z' } };
		expect((await call('update', later)).data).toEqual({ message: 'success' });
		await local.clock({ advanceMs: 25 * HOUR });
		expect(await sent()).toEqual([]);
		expect((await call('delete', { schedule_id })).data).toEqual({ message: 'success' });
		await local.clock({ advanceMs: 48 * HOUR });
		expect(await sent()).toEqual([]);
	});

	it.each([
		[undefined, "'schedule' is required"],
		[{}, "'time' of the schedule"],
		[{ time: 'soon' }, "'time' of the schedule"],
		[{ time: tomorrow, in_local_time: true }, "can't have a time zone"],
		[{ time: '2025-12-01T00:00:00', in_local_time: true }, 'has passed'],
	])('%j is refused', async (schedule, text) => {
		const { status, data } = await call('create', { recipients, schedule });
		expect([status, data.message]).toEqual([400, expect.stringContaining(text)]);
	});

	it('are not found by the other endpoint', async () => {
		const { schedule_id } = (await create({ time: tomorrow })).data;
		const other = name === 'canvas' ? 'campaigns' : 'canvas';
		const body = { schedule_id, campaign_id: 'c', canvas_id: 'v' };
		expect((await local.post(`/${other}/trigger/schedule/delete`, body)).status).toBe(400);
		expect((await call('update', { schedule_id })).status).toBe(400);
	});

	it('need recipients, like a send', async () => {
		const { data } = await call('create', { schedule: { time: tomorrow } });
		expect(data).toEqual({ message: 'No Recipients' });
	});
});

describe('messages without a campaign', () => {
	const messages = { webhook: { url: 'https://x.com', request_method: 'POST' } };
	const send = async (body: object) => await local.post('/messages/send', { messages, ...body });
	const ids = { external_user_ids: ['u', 'nobody'] };

	it('go to those who exist', async () => {
		const { status, data } = await send(ids);
		expect([status, data]).toEqual([201, { dispatch_id: expect.any(String), message: 'success' }]);
		expect(await sent()).toMatchObject([{ kind: 'message', properties: messages }]);
	});

	it('go to a segment as a broadcast', async () => {
		expect((await send({ segment_id: 's' })).status).toBe(400);
		expect((await send({ segment_id: 's', broadcast: true })).status).toBe(201);
		expect(await sent()).toMatchObject([{ kind: 'message', recipient: null }]);
	});

	it.each([
		[{}, 'No Recipients'],
		[{ ...ids, messages: {} }, 'No message to send'],
		[{ ...ids, messages: { fax: {} } }, "'fax' is not a kind of message"],
		[{ ...ids, messages: { email: { app_id: 'a' } } }, "'from' of 'email' is required"],
		[{ ...ids, campaign_id: 'none' }, 'Invalid Campaign ID'],
		[{ ...ids, campaign_id: 'c' }, 'Message Variant Unspecified'],
		[{ segment_id: 'none', broadcast: true }, 'Invalid Segment ID'],
		[{ external_user_ids: Array.from({ length: 51 }, String) }, 'was exceeded'],
	])('%j is refused', async (body, text) => {
		const { status, data } = await send(body);
		expect([status, data.message]).toEqual([400, expect.stringContaining(text)]);
	});

	it('are scheduled, changed and deleted', async () => {
		const schedule = { time: tomorrow };
		const create = async () =>
			(await local.post('/messages/schedule/create', { ...ids, messages, schedule })).data;
		const [kept, gone] = [await create(), await create()];
		const sms = { subscription_group_id: 'g', body: 'Hi', app_id: 'a' };
		const change = { schedule_id: kept.schedule_id, messages: { sms } };
		expect((await local.post('/messages/schedule/update', change)).status).toBe(201);
		await local.post('/messages/schedule/delete', { schedule_id: gone.schedule_id });
		await local.clock({ advanceMs: 25 * HOUR });
		expect(await sent()).toMatchObject([{ dispatch_id: kept.dispatch_id, properties: { sms } }]);
		const broadcasts = await local.get(`/messages/scheduled_broadcasts?end_time=${tomorrow}`);
		expect(broadcasts.data.scheduled_broadcasts).toEqual([]);
		expect((await local.get('/messages/scheduled_broadcasts')).status).toBe(400);
	});
});

describe('figures of a campaign', () => {
	it('count what was sent by day, the oldest first', async () => {
		await local.post('/campaigns/trigger/send', { campaign_id: 'c', recipients });
		const { data } = await local.get('/campaigns/data_series?campaign_id=c&length=2');
		expect(data.data).toMatchObject([
			{ time: '2025-12-31', unique_recipients: 0 },
			{ time: '2026-01-01', unique_recipients: 1 },
		]);
	});

	it.each([
		'campaign_id=x&length=2',
		'campaign_id=c',
		'campaign_id=c&length=101',
		'campaign_id=c&length=2&ending_at=soon',
	])('are refused for %s', async (query) => {
		expect((await local.get(`/campaigns/data_series?${query}`)).status).toBe(400);
	});
});
