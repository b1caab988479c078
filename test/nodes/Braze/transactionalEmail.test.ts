import { useWorkbench } from './support/workbench';

const bench = useWorkbench();
beforeEach(async () => {
	await bench.braze('/_sandbox/workspace', {
		campaigns: [
			{ id: 'prize', name: 'Your prize', transactional: true },
			{ id: 'news', name: 'News' },
		],
	});
	await bench.braze('/users/track', { attributes: [{ external_id: 'u', email: 'u@x.com' }] });
});

const mapped = (name: string, value: string) => ({
	assignments: [{ id: '1', name, value }],
});

const email = {
	campaignId: { __rl: true, mode: 'id', value: 'prize' },
	identifyBy: 'externalId',
	externalId: '={{ $json.id }}',
	triggerProperties: mapped('prize', '={{ $json.prize }}'),
};
const path = '/transactional/v1/campaigns/prize/send';

const sent = async () =>
	(await bench.requests()).filter((request) => request.path === path).map(({ body }) => body);

const messages = async () =>
	((await bench.braze('/_sandbox/messages')) as { messages: object[] }).messages;

describe('send a transactional email', () => {
	it('sends one request for each item', async () => {
		const output = await bench.items('transactionalEmail.send', {
			parameters: {
				...email,
				externalSendId: '={{ $json.send }}',
				attributes: mapped('email', '={{ $json.email }}'),
			},
			items: [
				{ id: 'u', prize: 'car', send: 'a1', email: 'joe@x.com' },
				{ id: 'new', prize: 'hat', send: 'a2', email: 'ann@x.com' },
			],
		});
		expect(await sent()).toContainEqual({
			external_send_id: 'a1',
			trigger_properties: { prize: 'car' },
			recipient: { external_user_id: 'u', attributes: { email: 'joe@x.com' } },
		});
		expect(output[0]).toEqual({
			json: {
				status: 'accepted',
				user: { external_id: 'u' },
				campaign_id: 'prize',
				dispatch_id: expect.any(String),
				email_status: 'sent',
				metadata: expect.objectContaining({ external_send_id: 'a1' }),
			},
			pairedItem: { item: 0 },
		});
		expect(await messages()).toMatchObject([{ kind: 'transactional' }, { kind: 'transactional' }]);
	});

	it('finds a user by alias', async () => {
		await bench.run('transactionalEmail.send', { ...email, identifyBy: 'userAlias' }, [
			{ email: 'a@x.com' },
		]);
		expect(await sent()).toEqual([
			{ recipient: { user_alias: { alias_name: 'a@x.com', alias_label: 'email' } } },
		]);
	});

	it('sends again what may be lost only with an ID that Braze knows it by', async () => {
		const rules = [{ path, status: 500, applied: true, times: 1 }];
		await bench.braze('/_sandbox/faults', { rules });
		expect(await bench.run('transactionalEmail.send', email, [{ id: 'u' }])).toMatchObject([
			{ errors: [expect.stringContaining('not sent again')] },
		]);
		expect(await messages()).toHaveLength(1);
		await bench.braze('/_sandbox/faults', { rules });
		const safe = { ...email, externalSendId: 'once' };
		expect(await bench.run('transactionalEmail.send', safe, [{ id: 'u' }])).toMatchObject([
			{ status: 'accepted' },
		]);
		expect(await sent()).toHaveLength(3);
		expect(await messages()).toHaveLength(2);
	});

	it('names the field that is wrong before sending', async () => {
		const parameters = { ...email, externalSendId: '={{ $json.send }}' };
		expect(
			await bench.run('transactionalEmail.send', parameters, [{ id: 'u', send: 'ä b' }, {}]),
		).toMatchObject([
			{ errors: [expect.stringMatching(/^External Send ID can contain only letters/)] },
			{ errors: [expect.stringMatching(/^External ID is empty/)] },
		]);
		expect(await sent()).toEqual([]);
	});

	it('gives Braze’s words on a campaign that is none', async () => {
		const campaignId = '={{ $json.campaign }}';
		expect(
			await bench.run('transactionalEmail.send', { ...email, campaignId }, [
				{ id: 'u', campaign: 'news' },
				{ id: 'u', campaign: 'nope' },
				{ id: 'u', campaign: 'prize' },
			]),
		).toMatchObject([
			{ errors: [expect.stringContaining('not a transactional campaign')] },
			{ errors: [expect.stringMatching(/^Campaign does not exist\. Choose a transactional/)] },
			{ status: 'accepted' },
		]);
	});
});

describe('a campaign that would change the path', () => {
	it.each(['.', '..'])('is never asked for: %s', async (value) => {
		const campaignId = { __rl: true, mode: 'id', value };
		expect(
			await bench.run('transactionalEmail.send', { ...email, campaignId }, [{ id: 'u' }]),
		).toMatchObject([{ errors: [`Campaign is "${value}", which stands for a missing value.`] }]);
		expect(await messages()).toEqual([]);
	});
});
