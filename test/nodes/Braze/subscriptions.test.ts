import { useWorkbench } from './support/workbench';

const bench = useWorkbench();
beforeEach(async () => {
	await bench.braze('/_sandbox/workspace', {
		subscriptionGroups: [
			{ id: 'news', name: 'Newsletter', channel: 'email' },
			{ id: 'sms', name: 'Texts', channel: 'sms' },
		],
	});
});

const users = async (...attributes: object[]) =>
	await bench.braze('/users/track', {
		attributes: attributes.map((one) => ({ first_name: 'x', ...one })),
	});

const sentTo = async (path: string) =>
	(await bench.requests())
		.filter((request) => request.path.split('?')[0] === path)
		.map(({ body }) => body);

const queries = async (path: string) =>
	(await bench.requests())
		.map((request) => new URL(request.path, 'http://x'))
		.filter(({ pathname }) => pathname === path)
		.map(({ searchParams }) => [...searchParams]);

const set = '/v2/subscription/status/set';
const byId = {
	subscriptionGroupId: 'news',
	identifyBy: 'externalId',
	externalId: '={{ $json.id }}',
};
const subscribed = { subscriptionState: 'subscribed' };

describe('update the status of a subscription group', () => {
	it('sends 50 users of one state in a request', async () => {
		const input = Array.from({ length: 51 }, (_, n) => ({ id: `u${n}` }));
		await users(...input.map(({ id }) => ({ external_id: id })));
		const output = await bench.items('subscriptionGroup.updateStatus', {
			parameters: { ...byId, ...subscribed },
			items: input,
		});
		const sent = (await sentTo(set)) as Array<{
			subscription_groups: Array<{ external_ids: string[] }>;
		}>;
		expect(sent.map((body) => body.subscription_groups[0].external_ids.length).sort()).toEqual([
			1, 50,
		]);
		expect(sent).toContainEqual({
			subscription_groups: [
				{
					subscription_group_id: 'news',
					subscription_state: 'subscribed',
					external_ids: ['u50'],
				},
			],
		});
		expect(output[50]).toEqual({
			json: {
				status: 'accepted',
				user: { external_id: 'u50' },
				subscription_group_id: 'news',
				subscription_state: 'subscribed',
			},
			pairedItem: { item: 50 },
		});
	});

	it('keeps the order of one user’s changes, whatever states they have', async () => {
		await users({ external_id: 'u' }, { external_id: 'v' });
		await bench.run(
			'subscriptionGroup.updateStatus',
			{ ...byId, subscriptionState: '={{ $json.state }}' },
			[
				{ id: 'u', state: 'subscribed' },
				{ id: 'v', state: 'unsubscribed' },
				{ id: 'u', state: 'unsubscribed' },
				{ id: 'u', state: 'subscribed' },
			],
		);
		const states = ((await sentTo(set)) as Array<{ subscription_groups: object[] }>).map(
			({ subscription_groups: [group] }) => group,
		);
		const group = { subscription_group_id: 'news' };
		expect(states).toEqual([
			{ ...group, subscription_state: 'subscribed', external_ids: ['u'] },
			{ ...group, subscription_state: 'unsubscribed', external_ids: ['v'] },
			{ ...group, subscription_state: 'unsubscribed', external_ids: ['u'] },
			{ ...group, subscription_state: 'subscribed', external_ids: ['u'] },
		]);
	});

	it('takes emails or phones, with double opt-in where asked for', async () => {
		const emails = { subscriptionGroupId: 'news', identifyBy: 'email', ...subscribed };
		await bench.run('subscriptionGroup.updateStatus', emails, [{ email: 'a@x.com' }]);
		const phones = {
			...subscribed,
			subscriptionGroupId: 'sms',
			identifyBy: 'phone',
			phone: '={{ $json.phone }}',
			options: { useDoubleOptIn: '={{ $json.double }}' },
		};
		const output = await bench.run('subscriptionGroup.updateStatus', phones, [
			{ phone: '+61400000000', double: 'true' },
			{ phone: '0400 000 000', double: true },
			{ phone: '+61400000001', double: 'maybe' },
		]);
		expect(output).toMatchObject([
			{ status: 'accepted' },
			{ status: 'rejected', errors: [expect.stringContaining('Phone must be in E.164 format')] },
			{ status: 'rejected', errors: ['Use Double Opt-In must be true or false. Value: "maybe".'] },
		]);
		const subscription_state = 'subscribed';
		expect(await sentTo(set)).toEqual([
			{
				subscription_groups: [
					{ subscription_group_id: 'news', subscription_state, emails: ['a@x.com'] },
				],
			},
			{
				subscription_groups: [
					{
						subscription_group_id: 'sms',
						subscription_state,
						use_double_opt_in_logic: true,
						phones: ['+61400000000'],
					},
				],
			},
		]);
	});

	it('names the field that is wrong, and gives Braze’s words on an unknown group', async () => {
		expect(
			await bench.run('subscriptionGroup.updateStatus', {
				...byId,
				identifyBy: 'externalId',
				externalId: 'u',
				subscriptionState: '={{ "perhaps" }}',
			}),
		).toMatchObject([
			{
				errors: [
					'Subscription State is neither yes nor no. Map a yes or no, or one of subscribed, unsubscribed. Value: "perhaps".',
				],
			},
		]);
		expect(await bench.requests()).toEqual([]);
		expect(
			await bench.run('subscriptionGroup.updateStatus', {
				...subscribed,
				identifyBy: 'externalId',
				externalId: 'u',
				subscriptionGroupId: 'nope',
			}),
		).toMatchObject([
			{
				errors: [
					expect.stringMatching(
						/^external_ids: 'subscription_group_id' must be a valid subscription group\. This is Subscription Group ID: /,
					),
				],
			},
		]);
	});
});

describe('read subscriptions', () => {
	beforeEach(async () => {
		await users(
			{ external_id: 'a', email: 'a@x.com', phone: '+61400000000' },
			{ external_id: 'b', email: 'b@x.com' },
		);
		await bench.braze(set, {
			subscription_groups: [
				{
					subscription_group_id: 'news',
					subscription_state: 'subscribed',
					external_ids: ['a'],
				},
				{
					subscription_group_id: 'sms',
					subscription_state: 'unsubscribed',
					external_ids: ['a', 'b'],
				},
			],
		});
	});

	it('gets the status of many users at once, as it can be written again', async () => {
		const output = await bench.items('subscriptionGroup.getStatus', {
			parameters: byId,
			items: [{ id: 'b' }, { id: 'a' }],
		});
		expect(await queries('/subscription/status/get')).toEqual([
			[
				['subscription_group_id', 'news'],
				['external_id[]', 'b'],
				['external_id[]', 'a'],
			],
		]);
		expect(output).toEqual([
			{
				json: {
					user: { external_id: 'b' },
					subscription_group_id: 'news',
					subscription_state: 'unknown',
				},
				pairedItem: { item: 0 },
			},
			{
				json: {
					user: { external_id: 'a' },
					subscription_group_id: 'news',
					subscription_state: 'subscribed',
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	it('gets the status by phone, whose + arrives', async () => {
		const parameters = {
			subscriptionGroupId: 'sms',
			identifyBy: 'phone',
			phone: '+61400000000',
		};
		expect(await bench.run('subscriptionGroup.getStatus', parameters)).toMatchObject([
			{ user: { phone: '+61400000000' }, subscription_state: 'unsubscribed' },
		]);
		expect(await queries('/subscription/status/get')).toEqual([
			[
				['subscription_group_id', 'sms'],
				['phone', '+61400000000'],
			],
		]);
	});

	it('lists the groups of users, one output for each group', async () => {
		const parameters = { identifyBy: 'externalId', externalId: '={{ $json.id }}', returnAll: true };
		const output = await bench.items('subscriptionGroup.getManyForUser', {
			parameters,
			items: [{ id: 'b' }, { id: 'a' }, { id: 'nobody' }],
		});
		expect(await queries('/subscription/user/status')).toEqual([
			[
				['external_id[]', 'b'],
				['external_id[]', 'a'],
				['external_id[]', 'nobody'],
				['limit', '100'],
				['offset', '0'],
			],
		]);
		expect(output.map(({ json, pairedItem }) => [json.name, json.status, pairedItem])).toEqual([
			['Texts', 'Unsubscribed', { item: 0 }],
			['Newsletter', 'Subscribed', { item: 1 }],
			['Texts', 'Unsubscribed', { item: 1 }],
		]);
		const limited = { ...parameters, returnAll: false, limit: 1 };
		expect(
			await bench.run('subscriptionGroup.getManyForUser', limited, [{ id: 'a' }]),
		).toHaveLength(1);
	});

	it('names the empty field, and says which permission is missing', async () => {
		for (const operation of ['getStatus', 'getManyForUser']) {
			expect(await bench.run(`subscriptionGroup.${operation}`, byId, [{}])).toMatchObject([
				{ errors: [expect.stringContaining('External ID is empty')] },
			]);
		}
		await bench.braze('/_sandbox/faults', { rules: [{ path: '/subscription/*', status: 403 }] });
		expect(
			(
				await bench.fail('subscriptionGroup.getManyForUser', {
					identifyBy: 'externalId',
					externalId: 'a',
				})
			).message,
		).toContain('subscription.groups.get');
		expect(
			(await bench.fail('subscriptionGroup.getStatus', { ...byId, externalId: 'a' })).message,
		).toContain('subscription.status.get');
	});
});

it('no consent is invented: an untouched state changes nobody, and the item says what to do', async () => {
	const untouched = [
		['subscriptionGroup.updateStatus', byId],
		['email.updateStatus', {}],
	] as const;
	for (const [operation, parameters] of untouched) {
		const output = await bench.run(operation, parameters, [{ id: 'u', email: 'a@x.com' }]);
		expect(output).toMatchObject([
			{
				status: 'rejected',
				errors: [expect.stringMatching(/^Subscription State is empty\. Choose/)],
			},
		]);
	}
	const group = { subscriptionGroups: { group: [{ subscriptionGroupId: 'news' }] } };
	const output = await bench.run('user.track', { ...byId, ...group }, [{ id: 'u' }]);
	expect(output).toMatchObject([{ status: 'skipped' }]);
	expect(await bench.requests()).toEqual([]);
});

describe('update the status of an email', () => {
	it('sends addresses of one state together', async () => {
		const output = await bench.run(
			'email.updateStatus',
			{ subscriptionState: '={{ $json.state }}' },
			[
				{ email: 'a@x.com', state: 'opted_in' },
				{ email: 'b@x.com', state: 'unsubscribed' },
				{ email: 'c@x.com', state: 'opted_in' },
				{ email: 'nonsense', state: 'opted_in' },
				{ email: 'd@x.com', state: 'maybe' },
			],
		);
		expect(await sentTo('/email/status')).toEqual([
			{ subscription_state: 'opted_in', email: ['a@x.com', 'c@x.com'] },
			{ subscription_state: 'unsubscribed', email: ['b@x.com'] },
		]);
		expect(output).toMatchObject([
			{ status: 'accepted', email: 'a@x.com', subscription_state: 'opted_in' },
			{ status: 'accepted' },
			{ status: 'accepted' },
			{ errors: ['Email is not an email address. Value: "nonsense".'] },
			{
				errors: [
					'Subscription State is neither yes nor no. Map a yes or no, or one of opted_in, subscribed, unsubscribed. Value: "maybe".',
				],
			},
		]);
	});

	it('finds the address that Braze refuses, and says what it said', async () => {
		await bench.braze('/_sandbox/faults', {
			rules: [{ path: '/email/status', status: 400, times: 2, body: { message: 'blocked' } }],
		});
		expect(
			await bench.run('email.updateStatus', subscribed, [
				{ email: 'a@x.com' },
				{ email: 'b@x.com' },
			]),
		).toMatchObject([{ errors: ['email: blocked'] }, { status: 'accepted' }]);
	});
});
