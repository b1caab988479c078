import { Local } from './support/client.mts';

let local: Local;
beforeAll(async () => (local = await Local.start()));
afterAll(async () => await local.close());
beforeEach(async () => {
	await local.control('reset');
	await local.control('workspace', {
		campaigns: [
			{ id: 'c1', name: 'You won' },
			{ id: 't1', name: 'Receipt', transactional: true },
			{ id: 't2', name: 'Paused', transactional: true, paused: true },
		],
		canvases: [{ id: 'v1', name: 'Welcome', re_eligible: true }],
	});
	await local.track({ attributes: [{ external_id: 'u1', email: 'u1@example.com' }] });
});

async function messages(): Promise<unknown[]> {
	return (await local.get('/_sandbox/messages')).data.messages;
}

const trigger = async (body: object) =>
	await local.post('/campaigns/trigger/send', { campaign_id: 'c1', ...body });

describe('campaigns and Canvases', () => {
	it('send to each recipient, with properties of the request and of the recipient', async () => {
		const { status, data } = await trigger({
			trigger_properties: { prize: 'Scarf', code: 'A' },
			recipients: [{ external_user_id: 'u1', trigger_properties: { code: 'B' } }],
		});
		expect([status, data]).toEqual([201, { dispatch_id: expect.any(String), message: 'success' }]);
		expect(await messages()).toMatchObject([
			{
				kind: 'campaign',
				id: 'c1',
				name: 'You won',
				recipient: { external_id: 'u1' },
				properties: { prize: 'Scarf', code: 'B' },
				dispatch_id: data.dispatch_id,
			},
		]);
	});

	it('apply attributes first, and create a user only when asked', async () => {
		const attributes = { first_name: 'Jo' };
		await trigger({ recipients: [{ external_user_id: 'new', attributes }] });
		expect(await messages()).toEqual([]);
		const recipient = { external_user_id: 'new', attributes, send_to_existing_only: false };
		await trigger({ recipients: [recipient] });
		expect(await messages()).toHaveLength(1);
		expect(await local.user('new')).toMatchObject({ first_name: 'Jo' });
	});

	it('a Canvas takes entry properties by both names', async () => {
		for (const name of ['canvas_entry_properties', 'context']) {
			await local.post('/canvas/trigger/send', {
				canvas_id: 'v1',
				recipients: [{ external_user_id: 'u1', [name]: { from: name } }],
			});
			await local.clock({ advanceMs: 1_000 });
		}
		expect(await messages()).toMatchObject([
			{ kind: 'canvas', properties: { from: 'canvas_entry_properties' } },
			{ kind: 'canvas', properties: { from: 'context' } },
		]);
	});

	it('a broadcast must be asked for', async () => {
		expect((await trigger({})).data).toEqual({ message: 'No Recipients' });
		expect((await trigger({ broadcast: true })).status).toBe(201);
		expect(await messages()).toMatchObject([{ recipient: null }]);
	});

	it.each([
		[{ campaign_id: 'none', broadcast: true }, 'Invalid Campaign ID'],
		[{ recipients: [] }, 'No Recipients'],
		[{ broadcast: true, recipients: [{ external_user_id: 'u1' }] }, "'broadcast' can't be true"],
		[
			{ recipients: Array.from({ length: 51 }, () => ({ external_user_id: 'u1' })) },
			'The max number of external_ids and aliases per request was exceeded',
		],
	])('%# is refused', async (body, text) => {
		const { status, data } = await trigger(body);
		expect(status).toBe(400);
		expect(data.message).toContain(text);
		expect(await messages()).toEqual([]);
	});

	it('a bad recipient is named, the others are reached', async () => {
		const alias = { alias_name: 'a', alias_label: 'l' };
		const { data } = await trigger({
			recipients: [
				{ external_user_id: 'u1' },
				{ user_alias: alias, send_to_existing_only: false, attributes: {} },
			],
		});
		expect(data.errors).toEqual(["'send_to_existing_only' can't be false with a 'user_alias'"]);
		expect(await messages()).toHaveLength(1);
	});

	it('are listed, 100 on a page, the archived ones on request', async () => {
		const campaigns = Array.from({ length: 101 }, (_, i) => ({
			id: `x${i}`,
			name: `X ${i}`,
			created_at: new Date(i * 1000).toISOString(),
			last_edited: new Date((i === 100 ? 0 : 200 - i) * 1000).toISOString(),
			archived: i === 0,
		}));
		await local.control('reset');
		await local.control('workspace', { campaigns });
		const ids = async (query: string) =>
			(await local.get(`/campaigns/list?${query}`)).data.campaigns.map(
				({ id }: { id: string }) => id,
			);
		expect(await ids('')).toHaveLength(100);
		expect(await ids('include_archived=true&page=1')).toEqual(['x100']);
		expect((await ids('sort_direction=desc'))[0]).toBe('x100');
		expect(await ids('last_edit.time[gt]=1970-01-01T00:03:18Z')).toEqual(['x1']);
	});
});

describe('transactional email', () => {
	const send = async (body: object, campaign = 't1') =>
		await local.post(`/transactional/v1/campaigns/${campaign}/send`, {
			recipient: { external_user_id: 'u1' },
			...body,
		});

	it('is sent once for an external_send_id', async () => {
		const body = { external_send_id: 'order-1', trigger_properties: { total: 5 } };
		const [first, second] = [await send(body), await send(body)];
		expect(first.data).toMatchObject({ status: 'sent', metadata: { external_send_id: 'order-1' } });
		expect(second.data.dispatch_id).toBe(first.data.dispatch_id);
		expect(await messages()).toMatchObject([{ kind: 'transactional', properties: { total: 5 } }]);
	});

	it('creates a user when it brings attributes, else aborts', async () => {
		const unknown = { external_user_id: 'new' };
		expect((await send({ recipient: unknown })).data.status).toBe('aborted');
		const attributes = { email: 'n@example.com' };
		expect((await send({ recipient: { ...unknown, attributes } })).data.status).toBe('sent');
		expect(await local.user('new')).toMatchObject(attributes);
	});

	it.each([
		['none', 'Campaign does not exist'],
		['c1', 'The campaign is not a transactional campaign'],
		['t2', 'The campaign is paused. Resume the campaign in order for trigger requests'],
	])('of campaign %s is refused', async (campaign, text) => {
		const { status, data } = await send({}, campaign);
		expect(status).toBe(400);
		expect(data.message).toContain(text);
	});

	it('aborts for a user without an address, and says why', async () => {
		await local.track({ attributes: [{ external_id: 'none', a: 1 }] });
		const { status, data } = await send({ recipient: { external_user_id: 'none' } });
		expect([status, data]).toEqual([
			201,
			{
				dispatch_id: expect.any(String),
				status: 'aborted',
				metadata: {
					reason: 'User not emailable',
					aborted_at: expect.any(String),
					campaign_api_id: 't1',
				},
			},
		]);
		expect(await messages()).toEqual([]);
	});

	it.each([
		['aborted', 'aborted_at'],
		['bounced', 'bounced_at'],
	])('is %s where the campaign is', async (outcome, at) => {
		await local.workspace({ campaigns: [{ id: 't3', transactional: true, outcome }] });
		const { data } = await send({}, 't3');
		expect(data).toMatchObject({ status: outcome, metadata: { reason: expect.any(String) } });
		expect(data.metadata).toHaveProperty(at);
	});

	it('with an external_send_id used in the last 24 hours is an error, by the setting', async () => {
		await local.workspace({ settings: { repeatedSend: 'error' } });
		await send({ external_send_id: 'order-1' });
		const { status, data } = await send({ external_send_id: 'order-1' });
		expect([status, data.message]).toEqual([400, expect.stringContaining('Please retry')]);
		await local.clock({ advanceMs: 24 * 60 * 60 * 1000 });
		expect((await send({ external_send_id: 'order-1' })).status).toBe(201);
	});

	it('refuses an external_send_id of an invalid form', async () => {
		expect((await send({ external_send_id: 'a b' })).status).toBe(400);
	});
});
