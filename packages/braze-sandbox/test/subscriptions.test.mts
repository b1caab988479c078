import { Local } from './support/client.mts';

let local: Local;
beforeAll(async () => (local = await Local.start()));
afterAll(async () => await local.close());
beforeEach(async () => {
	await local.control('reset');
	await local.control('workspace', {
		subscriptionGroups: [
			{ id: 'mail', name: 'News', channel: 'email' },
			{ id: 'text', name: 'Alerts', channel: 'sms' },
		],
	});
	await local.track({
		attributes: [
			{ external_id: 'u1', email: 's@example.com', phone: '+61400000001' },
			{ external_id: 'u2', email: 's@example.com', phone: '+61400000002' },
		],
	});
});

const set = async (entry: object) =>
	await local.post('/v2/subscription/status/set', {
		subscription_groups: [
			{ subscription_group_id: 'mail', subscription_state: 'subscribed', ...entry },
		],
	});

async function status(group: string, query: string): Promise<unknown> {
	const { data } = await local.get(
		`/subscription/status/get?subscription_group_id=${group}&${query}`,
	);
	return data.status ?? data.message;
}

const both = 'external_id[]=u1&external_id[]=u2';

describe('subscription groups', () => {
	it('reach everybody who shares the address, by V2 and by V1', async () => {
		expect((await set({ external_ids: ['u1'] })).status).toBe(201);
		expect(await status('mail', both)).toEqual({ u1: 'Subscribed', u2: 'Subscribed' });
		await local.post('/subscription/status/set', {
			subscription_group_id: 'mail',
			subscription_state: 'unsubscribed',
			email: ['s@example.com'],
		});
		expect(await status('mail', both)).toEqual({ u1: 'Unsubscribed', u2: 'Unsubscribed' });
	});

	it('an SMS group goes by the phone', async () => {
		await set({ subscription_group_id: 'text', external_ids: ['u1'] });
		expect(await status('text', both)).toEqual({ u1: 'Subscribed', u2: 'Unknown' });
		expect(await status('text', 'phone=%2B61400000001')).toEqual({ '+61400000001': 'Subscribed' });
	});

	it('a state waits for the profile of its address', async () => {
		await set({ emails: ['later@example.com'] });
		// (Double opt-in is for SMS groups.)
		await set({ emails: ['never@example.com'], use_double_opt_in_logic: true });
		await local.track({
			attributes: [
				{ external_id: 'l', email: 'later@example.com' },
				{ external_id: 'n', email: 'never@example.com' },
			],
		});
		const query = 'external_id[]=l&external_id[]=n';
		expect(await status('mail', query)).toEqual({ l: 'Subscribed', n: 'Subscribed' });
	});

	it('double opt-in asks: the user is unsubscribed until then, and nothing waits', async () => {
		const asked = { subscription_group_id: 'text', use_double_opt_in_logic: true };
		await set({ ...asked, external_ids: ['u1'] });
		expect(await status('text', 'external_id=u1')).toEqual({ u1: 'Unsubscribed' });
		await set({ ...asked, phones: ['+61400000009'] });
		await local.track({ attributes: [{ external_id: 'n', phone: '+61400000009' }] });
		expect(await status('text', 'external_id=n')).toEqual({ n: 'Unknown' });
		await set({ subscription_group_id: 'text', external_ids: ['u1'] });
		await set({ ...asked, external_ids: ['u1'] });
		expect(await status('text', 'external_id=u1')).toEqual({ u1: 'Subscribed' });
	});

	it('an archived group takes no changes', async () => {
		await local.workspace({ subscriptionGroups: [{ id: 'old', archived: true }] });
		const answer = await set({ subscription_group_id: 'old', external_ids: ['u1'] });
		expect([answer.status, await status('old', 'external_id=u1')]).toEqual([
			201,
			{ u1: 'Unknown' },
		]);
	});

	it('of a user are listed with name and channel', async () => {
		await set({ external_ids: ['u1'] });
		const { data } = await local.get('/subscription/user/status?external_id=u1');
		expect(data).toEqual({
			users: [
				{
					email: 's@example.com',
					phone: '+61400000001',
					external_id: 'u1',
					subscription_groups: [
						{ id: 'mail', name: 'News', channel: 'email', status: 'Subscribed' },
					],
				},
			],
			total_count: 1,
			message: 'success',
		});
	});

	it.each([
		[{ emails: ['s@example.com'], phones: ['+61400000001'] }, 'but not both'],
		[{ emails: Array.from({ length: 51 }, (_, i) => `u${i}@example.com`) }, 'max number of ids'],
		[{ subscription_group_id: 'text', phones: ['0400 000 001'] }, 'E.164'],
		[{ phones: ['+61400000001'] }, 'external IDs or emails only'],
		[{ subscription_group_id: 'text', emails: ['s@example.com'] }, 'IDs or phones only'],
		[{ external_ids: [] }, 'is required'],
		[{ external_ids: ['u1'], subscription_state: 'opted_in' }, "'subscription_state'"],
		[{ external_ids: ['u1'], subscription_group_id: 'none' }, "'subscription_group_id'"],
	])('%# is refused', async (entry, text) => {
		const { status: code, data } = await set(entry);
		expect(code).toBe(400);
		expect(data.message).toContain(text);
	});

	it('email and phone together are refused', async () => {
		expect(await status('mail', 'email=s@example.com&phone=%2B61400000001')).toContain('not both');
	});
});

describe('the global email state', () => {
	it('is set for profiles and for addresses to come', async () => {
		const answer = await local.post('/email/status', {
			email: ['s@example.com', 'later@example.com'],
			subscription_state: 'unsubscribed',
		});
		expect(answer.status).toBe(201);
		await local.track({ attributes: [{ external_id: 'u3', email: 'later@example.com' }] });
		expect(await local.user('u1')).toMatchObject({ email_subscribe: 'unsubscribed' });
		expect(await local.user('u3')).toMatchObject({ email_subscribe: 'unsubscribed' });
	});

	it('spreads to others with the address, to 100 at most', async () => {
		const shared = { email: 'many@example.com', a: 1 };
		const attributes = Array.from({ length: 120 }, (_, i) => ({ external_id: `m${i}`, ...shared }));
		for (const part of [attributes.slice(0, 60), attributes.slice(60)]) {
			await local.track({ attributes: part });
		}
		await local.track({ attributes: [{ external_id: 'm0', email_subscribe: 'unsubscribed' }] });
		const states = (await local.profiles()).map(({ email_subscribe: state }) => state);
		expect(states.filter((state) => state === 'unsubscribed')).toHaveLength(100);
	});

	it('refuses another state', async () => {
		const body = { email: 's@example.com', subscription_state: 'yes' };
		expect((await local.post('/email/status', body)).status).toBe(400);
	});
});
