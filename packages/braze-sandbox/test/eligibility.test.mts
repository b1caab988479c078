import { Local } from './support/client.mts';

/*
 * Whom a campaign or a Canvas reaches, of those for whom it is triggered. Each response is a success.
 */

let local: Local;
beforeAll(async () => (local = await Local.start()));
afterAll(async () => await local.close());
beforeEach(async () => {
	await local.reset();
	await local.workspace({
		campaigns: ['c', { id: 'again', re_eligible: true }, { id: 'paused', paused: true }],
		canvases: [
			'v',
			{ id: 'often', re_eligible: true },
			{ id: 'paused', paused: true },
			{ id: 'archived', archived: true },
			{ id: 'stopped', stopped: true },
			{ id: 'draft', draft: true },
		],
	});
	await local.track({
		attributes: [
			{ external_id: 'u', email: 'u@x.com' },
			{ external_id: 'w', email: 'w@x.com' },
			{ external_id: 'twin', email: 'u@x.com' },
		],
	});
});

const settings = async (changes: object) => await local.workspace({ settings: changes });

type Kind = 'campaign' | 'canvas';

/** Triggers it, and returns the response. */
async function trigger(kind: Kind, id: string, recipients: object[], more: object = {}) {
	const path = kind === 'campaign' ? '/campaigns/trigger/send' : '/canvas/trigger/send';
	return await local.post(path, { [`${kind}_id`]: id, recipients, ...more });
}

/** What has been sent since the last reset. */
const sent = async (): Promise<Array<Record<string, unknown>>> =>
	(await local.get('/_sandbox/messages')).data.messages;

const u = { external_user_id: 'u' };
const w = { external_user_id: 'w' };

describe('a user', () => {
	it('gets a campaign once, together with others who have the address', async () => {
		for (const recipient of [u, u, { external_user_id: 'twin' }]) {
			expect((await trigger('campaign', 'c', [recipient])).status).toBe(201);
		}
		expect(await sent()).toHaveLength(1);
	});

	it('gets it again where re-eligibility is on', async () => {
		for (let i = 0; i < 2; i++) await trigger('campaign', 'again', [u]);
		expect(await sent()).toHaveLength(2);
		await settings({ reEligibility: true });
		for (let i = 0; i < 2; i++) await trigger('campaign', 'c', [u]);
		expect(await sent()).toHaveLength(4);
	});

	it('enters a Canvas once a second', async () => {
		await local.clock({ stopped: true });
		const counts = [];
		for (const advanceMs of [0, 999, 1]) {
			await local.clock({ advanceMs });
			await trigger('canvas', 'often', [u]);
			counts.push((await sent()).length);
		}
		expect(counts).toEqual([1, 1, 2]);
	});

	it('who is named twice in a request gets one message, with the last properties', async () => {
		const twice = [1, 2].map((n) => ({ ...u, trigger_properties: { n } }));
		await trigger('campaign', 'again', [...twice, w]);
		expect((await sent()).map(({ properties }) => properties)).toEqual([{ n: 2 }, {}]);
	});

	it('shares a message with others who have the address, or does not', async () => {
		const both = [u, { external_user_id: 'twin' }];
		await trigger('campaign', 'again', both);
		expect(await sent()).toMatchObject([{ recipient: { external_id: 'u' } }]);
		await settings({ sharedAddress: 'twice' });
		await trigger('campaign', 'again', both);
		expect(await sent()).toHaveLength(3);
	});

	it('who is unknown is skipped', async () => {
		const { status, data } = await trigger('campaign', 'c', [{ external_user_id: 'x' }, w]);
		expect([status, data]).toEqual([201, { dispatch_id: expect.any(String), message: 'success' }]);
		expect(await sent()).toMatchObject([{ recipient: { external_id: 'w' } }]);
	});

	it('is exported with what was received', async () => {
		await trigger('campaign', 'c', [w]);
		await trigger('canvas', 'v', [w]);
		const { data } = await local.post('/users/export/ids', {
			external_ids: ['w', 'u'],
			fields_to_export: ['external_id', 'campaigns_received', 'canvases_received'],
		});
		expect(data.users).toEqual([
			{
				external_id: 'w',
				campaigns_received: [
					expect.objectContaining({ api_campaign_id: 'c', last_received: expect.any(String) }),
				],
				canvases_received: [
					expect.objectContaining({ api_canvas_id: 'v', last_entered: expect.any(String) }),
				],
			},
			{ external_id: 'u' },
		]);
	});
});

describe('a recipient', () => {
	const alias = { user_alias: { alias_name: 'n', alias_label: 'l' } };
	const byEmail = { email: 'w@x.com', prioritization: ['most_recently_updated'] };

	it.each([
		[{}, 'needs one of'],
		[{ ...u, email: 'u@x.com' }, 'only one of'],
		[{ ...u, ...alias }, 'only one of'],
		[{ ...u, braze_id: 'b' }, 'only one of'],
		[{ email: 'w@x.com' }, "'prioritization' is required"],
		[{ ...byEmail, prioritization: ['newest'] }, "'prioritization' is required"],
		[{ ...u, trigger_properties: { x: 'x'.repeat(51_200) } }, "can't exceed 50 KB"],
	])('%j is refused', async (recipient, text) => {
		const { status, data } = await trigger('campaign', 'c', [recipient]);
		expect([status, data.errors]).toEqual([400, [expect.stringContaining(text)]]);
	});

	it('is named by email or Braze ID as well', async () => {
		const { braze_id } = await local.user('u');
		await trigger('campaign', 'c', [byEmail, { braze_id }]);
		expect(await sent()).toHaveLength(2);
	});

	it('by an address that several have is skipped if the prioritization leaves several', async () => {
		await trigger('campaign', 'c', [{ email: 'u@x.com', prioritization: ['identified'] }]);
		expect(await sent()).toEqual([]);
	});

	it("of a Canvas: subscription groups in its attributes aren't applied, unless set", async () => {
		const groups = [{ subscription_group_id: 'g', subscription_state: 'subscribed' }];
		await local.workspace({ subscriptionGroups: ['g'] });
		const recipient = { ...u, attributes: { a: 1, subscription_groups: groups } };
		const status = async () => {
			const { data } = await local.get(
				'/subscription/status/get?subscription_group_id=g&external_id=u',
			);
			return data.status.u;
		};
		await trigger('canvas', 'v', [recipient]);
		expect([await status(), (await local.user('u')).custom_attributes]).toEqual([
			'Unknown',
			{ a: 1 },
		]);
		await settings({ canvasSubscriptionGroups: true });
		await trigger('canvas', 'v', [recipient]);
		expect(await status()).toBe('Subscribed');
	});
});

describe('a request', () => {
	it('has at most 50 KB of properties, and names that are fit for a context', async () => {
		const large = { x: 'x'.repeat(51_200) };
		const campaign = await trigger('campaign', 'c', [u], { trigger_properties: large });
		const canvas = await trigger('canvas', 'v', [u], { context: large });
		expect([campaign.status, canvas.status]).toEqual([400, 400]);
		const odd = { context: { 'my name': 1 } };
		expect((await trigger('canvas', 'v', [u], odd)).status).toBe(201);
		await settings({ contextNames: 'strict' });
		expect((await trigger('canvas', 'v', [u], odd)).status).toBe(400);
	});

	it('names an audience with or without broadcast, by the setting', async () => {
		const body = { campaign_id: 'c', broadcast: false, audience: { AND: [] } };
		expect((await local.post('/campaigns/trigger/send', body)).status).toBe(201);
		await settings({ audienceBroadcast: 'required' });
		expect((await local.post('/campaigns/trigger/send', body)).status).toBe(400);
	});

	it('may use the older name of a context, by the setting', async () => {
		const more = { canvas_entry_properties: { a: 1 } };
		await trigger('canvas', 'v', [u], more);
		await settings({ canvasEntryProperties: 'ignored' });
		await trigger('canvas', 'v', [w], more);
		expect((await sent()).map(({ properties }) => properties)).toEqual([{ a: 1 }, {}]);
	});
});

describe('what is not live', () => {
	it.each([
		[
			'paused',
			'The Canvas is paused. Resume the Canvas to ensure trigger requests will take effect.',
		],
		[
			'archived',
			'The Canvas is archived. Unarchive the Canvas to ensure trigger requests will take effect.',
		],
		[
			'stopped',
			'The Canvas is stopped. Resume the Canvas to ensure trigger requests will take effect.',
		],
		['draft', undefined],
	])('a Canvas that is %s sends nothing, and has its notice, if any', async (id, notice) => {
		const { status, data } = await trigger('canvas', id, [u]);
		expect([status, data.message, data.notice]).toEqual([201, 'success', notice]);
		expect(data.dispatch_id).toEqual(expect.any(String));
		expect(await sent()).toEqual([]);
	});

	it('a campaign is silent, or has a notice as well', async () => {
		expect((await trigger('campaign', 'paused', [u])).data).not.toHaveProperty('notice');
		await settings({ campaignNotice: true });
		const { notice } = (await trigger('campaign', 'paused', [u])).data;
		expect(notice).toContain('The campaign is paused. Resume the campaign');
		expect(await sent()).toEqual([]);
	});
});
