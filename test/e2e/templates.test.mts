import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';

import { withCredentials } from '../../packages/n8n-lab/src/workflow.mts';
import { chain, node } from '../../tools/n8n/nodes.mts';
import { ask, profiles, refuseOnce, track } from '../support/brazeOfTemplates.mts';
import { startChat } from '../support/chat.mts';
import { executeTemplate as execute } from '../support/executeTemplate.mts';
import { sharedScene } from '../support/scene.mts';
import { parsed, readTemplate } from '../support/templates.mts';
import { until } from '../support/until.mts';

const { sandbox } = sharedScene();

const CAMPAIGN = { id: 'template-campaign', name: 'You have won' };
const CANVAS = { id: 'template-canvas', name: 'Tell us more' };
const GROUP = { id: 'template-group', name: 'News', channel: 'email' };

const picked = (value: string) => ({ __rl: true, mode: 'list', value });

interface Message {
	id: string;
	recipient: { user_alias: { alias_name: string } };
	properties: IDataObject;
}

const messages = async () => (await ask<{ messages: Message[] }>('/_sandbox/messages')).messages;

/** The template that keeps what failed, and the node by which others do. */
const KEEP_FILE = 'keep-and-send-again.json';
const KEEP = 'Keep and Send Again';

/** Rows that wait, however soon they are due; those that are being sent are due in ten minutes. */
const WAITING = {
	conditions: [
		{ keyName: 'state', condition: 'eq', keyValue: 'waiting' },
		{
			keyName: 'next_try',
			condition: 'lte',
			keyValue: '={{ $now.plus({ minutes: 9 }).toISO() }}',
		},
	],
};

/** Keys that no other test has used. */
const keyed = (name: string) => ({
	assignments: {
		assignments: [
			{ id: 'x', name: 'key', type: 'string', value: `={{ '${name} ' + $json.submission_id }}` },
		],
	},
});

/** What keeps nothing, as where n8n's data tables are full. */
const FAILING = JSON.stringify(
	chain('Keep nothing', [
		node('Failed Items', 'n8n-nodes-base.executeWorkflowTrigger', 1.1, {
			inputSource: 'passthrough',
		}),
		node('Stop and Error', 'n8n-nodes-base.stopAndError', 1, { errorMessage: 'No room' }),
	]),
);

/** Switches the template on. @returns what sends it one submission, always the same */
async function publishLiveEvent(choices: Record<string, object>) {
	const { api, n8n, credentials, secret } = sharedScene();
	const template = readTemplate('komo-live-event-to-braze.json');
	const nodes = template.nodes.map((one) => ({
		...one,
		parameters: { ...one.parameters, ...choices[one.name] },
	}));
	const workflow = withCredentials(
		{ ...template, nodes },
		{
			'Komo Trigger': { komoWebhookApi: credentials.komo },
			'Track User': { brazeApi: credentials.braze },
		},
	);
	const stored = await api.addWorkflow(workflow);
	await api.publish(stored);
	const [{ webhookId = '' }] = workflow.nodes.filter((one) => one.webhookId !== undefined);
	const [{ json: body }] = template.pinData?.['Komo Trigger'] ?? [];
	const options = { headers: { 'X-Komo-Secret': secret }, validateStatus: null };
	return {
		send: async () =>
			await axios.post<unknown>(`${n8n.url}/webhook/${webhookId}/komo`, body, options),
		unpublish: async () => await api.unpublish(stored.id),
	};
}

const statuses = (items: IDataObject[]) => items.map(({ braze }) => (braze as IDataObject).status);

describe('A template, imported and executed with its sample data', () => {
	beforeEach(async () => {
		await axios.post(`${sandbox.url}/_sandbox/reset`, {});
		await axios.post(`${sandbox.url}/_sandbox/workspace`, {
			campaigns: [CAMPAIGN],
			canvases: [CANVAS],
			subscriptionGroups: [GROUP],
		});
	});

	it('Komo form to Braze: profiles with what is mapped', async () => {
		const output = await execute('komo-form-to-braze.json');
		expect(statuses(output('Track User')[0])).toEqual(['accepted', 'accepted']);
		const { 'mia@example.com': mia, 'leo@example.com': leo } = await profiles();
		expect(mia).toMatchObject({ first_name: 'Mia', custom_attributes: { optin: true } });
		expect(leo).toMatchObject({ last_name: 'Lind', custom_attributes: { optin: false } });
	});

	it('prize or coupon: an event, a subscription for those who opted in, a message', async () => {
		await execute('komo-prize-to-braze-campaign.json', {
			Subscribe: { subscriptionGroupId: GROUP.id },
			'Trigger Campaign': { campaignId: picked(CAMPAIGN.id) },
		});
		const { 'mia@example.com': mia, 'leo@example.com': leo } = await profiles();
		expect(mia).toMatchObject({
			custom_events: [{ name: 'Prize Awarded', count: 1 }],
			subscription_groups: { [GROUP.id]: 'subscribed' },
		});
		expect(leo.custom_events).toMatchObject([{ name: 'Coupon Issued', count: 1 }]);
		expect(leo).not.toHaveProperty('subscription_groups');
		const sent = (await messages()).map(({ recipient, properties }) => [
			recipient.user_alias.alias_name,
			properties.prize_name,
			properties.coupon_code,
		]);
		expect(sent.sort()).toEqual([
			['leo@example.com', '10% off your next coffee', 'COFFEE-10'],
			['mia@example.com', 'Signed match shirt', undefined],
		]);
	});

	it('bounced or unsubscribed: the address is unsubscribed, and the team is told', async () => {
		const emails = ['mia@example.com', 'leo@example.com'];
		await track(emails.map((email, index) => ({ external_id: `u-${index + 1}`, email })));
		const output = await execute('braze-bounced-or-unsubscribed.json');
		const [told] = output('Tell Your Team');
		expect(told.map(({ text }) => (text as string).trim())).toEqual([
			'mia@example.com: bounced (You have won). 550 5.1.1 The email account that you tried to reach does not exist',
			'leo@example.com: unsubscribed (You have won).',
		]);
		const all = await profiles();
		for (const email of emails) {
			expect(all[email]).toMatchObject({ email_subscribe: 'unsubscribed' });
		}
	});

	it('clicked the prize mail: a code on the profile, and a message with it', async () => {
		await track([{ external_id: 'u-1', email: 'mia@example.com' }]);
		await execute('braze-clicked-prize-mail.json', {
			'Send Coupon': { campaignId: picked(CAMPAIGN.id) },
		});
		const code = 'PRIZE-F6A7B8C9';
		expect((await profiles())['mia@example.com']).toMatchObject({
			custom_attributes: { coupon_code: code },
			custom_events: [{ name: 'Coupon Issued', count: 1 }],
		});
		expect((await messages()).map(({ properties }) => properties)).toEqual([{ coupon_code: code }]);
	});

	it('transactional mail not delivered: an SMS for what bounced alone', async () => {
		await track([{ external_id: 'u-1' }, { external_id: 'u-2' }]);
		await execute('braze-transactional-fallback-sms.json', {
			'Send SMS': { campaignId: picked(CAMPAIGN.id) },
		});
		expect(await messages()).toMatchObject([
			{ recipient: { external_id: 'u-1' }, properties: { order: '1001' } },
		]);
	});

	it('market research: an event per answer, an object per card', async () => {
		await execute('komo-market-research-to-braze.json');
		const { 'mia@example.com': mia, 'leo@example.com': leo } = await profiles();
		expect(mia.custom_events).toMatchObject([{ name: 'Question Answered', count: 3 }]);
		expect(mia.custom_attributes).toEqual({
			research: {
				season_survey: {
					how_do_you_get_to_the_ground: 'Train',
					how_often_do_you_come: 'Every home game',
				},
				player_of_the_match: { who_was_the_best_player: 'Sam King' },
			},
		});
		expect(leo.custom_attributes).toEqual({
			research: {
				kit_swiper: { blue_away_kit: 'Like', striped_third_kit: 'Dislike' },
				half_time_quiz: { who_scored_in_the_1998_final: 'Alex Stone' },
			},
		});
	});

	it('progressive profiling: profiles grow, and who is incomplete is asked again', async () => {
		await execute('komo-progressive-profiling.json', {
			'Trigger Canvas': { canvasId: picked(CANVAS.id) },
		});
		const { 'mia@example.com': mia, 'leo@example.com': leo } = await profiles();
		expect(mia).toMatchObject({
			first_name: 'Mia',
			home_city: 'Leeds',
			custom_attributes: { favorite_team: 'Rovers', komo_entries: 2 },
		});
		expect(leo.custom_attributes).toEqual({ komo_entries: 1 });
		const asked = (await messages()).map(({ recipient }) => recipient.user_alias.alias_name);
		expect(asked).toEqual(['leo@example.com']);
	});

	it('opt-in: a profile and a subscription, and nothing of who did not consent', async () => {
		await execute('komo-opt-in-to-subscription-group.json', {
			'Track and Subscribe': {
				subscriptionGroups: {
					group: [{ subscriptionGroupId: GROUP.id, subscriptionState: 'subscribed' }],
				},
			},
		});
		const all = await profiles();
		expect(Object.keys(all)).toEqual(['mia@example.com']);
		expect(all['mia@example.com']).toMatchObject({
			subscription_groups: { [GROUP.id]: 'subscribed' },
			custom_events: [{ name: 'Opted In', count: 1 }],
			custom_attributes: { komo_last_opt_in_at: '2026-05-16T09:41:00.000Z' },
		});
	});

	it('live event: each submission once, and what fails is kept', async () => {
		const output = await execute('komo-live-event-to-braze.json');
		expect(statuses(output('Track User')[0])).toEqual(['accepted', 'accepted']);
		expect(output('Track User')[1]).toMatchObject([
			{ first_name: 'Leo', email: '', error: expect.stringContaining('Alias Name') as string },
		]);
		const [[row]] = output(KEEP);
		expect(row).toMatchObject({
			submission: 'f3cc1560-f1ec-4b8b-93e7-086901882235',
			state: 'given up',
			reason: 'invalid',
			words: expect.stringContaining('Alias Name') as string,
		});
		expect(parsed(row.item)).toMatchObject({ first_name: 'Leo', email: '' });
		expect(parsed(row.data).events).toMatchObject([{ name: 'Entered Competition' }]);
		expect(Object.keys(await profiles()).sort()).toEqual(['leo@example.com', 'mia@example.com']);
	});

	it('keep and send again: a row for each failed item, sent until Braze has it', async () => {
		const [kept] = (await execute(KEEP_FILE))('Keep');
		expect(kept).toMatchObject([
			{ state: 'waiting', reason: 'not in Braze', attempts: 0 },
			{ state: 'waiting', reason: 'not all of it is known to be in Braze' },
			{ state: 'given up', reason: 'invalid' },
		]);
		expect(parsed(kept[1].braze).taken).toMatchObject({ attributes: true, events: [1] });
		expect(parsed(kept[1].data).events).toMatchObject([
			{ name: 'Entered Competition' },
			null,
			{ name: 'Opted In' },
		]);
		const ids = (rows: IDataObject[]) => rows.map(({ id }) => id);
		expect(ids((await execute(KEEP_FILE))('Keep')[0])).toEqual(ids(kept));

		const sendNow = async () =>
			await execute(KEEP_FILE, { 'Rows That Are Due': { filters: WAITING } }, {}, 'Send Now');
		await axios.post(`${sandbox.url}/_sandbox/faults`, {
			rules: [
				{ path: '/users/track', status: 401, times: 1, body: { message: 'Invalid API key' } },
			],
		});
		const [later] = (await sendNow())('Try Later');
		expect(later).toMatchObject([
			{ id: kept[0].id, state: 'waiting', attempts: 1, reason: 'not in Braze' },
			{ id: kept[1].id, state: 'waiting', attempts: 1 },
		]);
		expect(parsed(later[1].braze).taken).toMatchObject({ attributes: true, events: [1] });
		expect(await profiles()).toEqual({});

		// Both at once, as when somebody clicks while the schedule is at work: each row is sent once.
		const outputs = await Promise.all([sendNow(), sendNow()]);
		const done = outputs.flatMap((output) => output('Done').flat());
		expect(done.sort((a, b) => Number(a.id) - Number(b.id))).toMatchObject([
			{ id: kept[0].id, state: 'done', attempts: 2 },
			{ id: kept[1].id, state: 'done', attempts: 2 },
		]);
		const all = await profiles();
		expect(all['mia@example.com']).toMatchObject({
			first_name: 'Mia',
			custom_attributes: { komo_last_entry_at: '2026-05-16T09:41:00.000Z' },
			custom_events: [{ name: 'Entered Competition', count: 1 }],
		});
		// By what the row says, Braze had his attributes and his first event.
		expect(all[''].custom_events).toMatchObject([{ name: 'Opted In', count: 1 }]);
		expect((await sendNow())('Rows That Are Due')[0]).toEqual([]);
	});

	it('keep and send again: once a day, what is done long since goes, and somebody is told', async () => {
		const { url, told, close } = await startChat();
		/** As after so many days. */
		const after = async (days: number) => {
			const { nodes } = readTemplate(KEEP_FILE);
			const remove = JSON.stringify(nodes.find(({ name }) => name === 'Remove Done')?.parameters);
			expect(remove).toContain('minus({ days: 7 })');
			const parameters = remove.replace('minus({ days: 7 })', `minus({ days: ${7 - days} })`);
			const choices = {
				'Remove Done': parsed(parameters),
				Tell: { url },
			};
			const output = await execute(KEEP_FILE, choices, {}, 'Every Day');
			return output('Remove Done').flat();
		};
		try {
			await execute(KEEP_FILE);
			const filters = { filters: WAITING };
			const sent = await execute(KEEP_FILE, { 'Rows That Are Due': filters }, {}, 'Send Now');
			const [done] = sent('Done');
			expect(done.length).toBeGreaterThan(0);
			for (const row of done) expect(row).toMatchObject({ state: 'done', data: '', item: '' });
			expect(await after(6)).toEqual([]);
			const removed = await after(7);
			expect(removed.map(({ id }) => id)).toEqual(expect.arrayContaining(done.map(({ id }) => id)));
			expect(removed.filter(({ state }) => state !== 'done')).toEqual([]);
			expect(parsed(told[0]).text).toMatch(
				/^\d+ entries were given up in the last day.*invalid: \d/,
			);
			expect(told.join()).not.toContain('@');
		} finally {
			close();
		}
	});

	it('each submission once: what Braze has, or is kept, is a repeat; what was lost is none', async () => {
		const file = 'komo-remove-duplicates.json';
		const lost = { 'Give Each a Key': keyed('lost'), [KEEP]: { workflowJson: FAILING } };
		await refuseOnce();
		await expect(execute(file, lost)).rejects.toThrow('No room');
		const again = { 'Give Each a Key': keyed('lost') };
		expect((await execute(file, again))('Track User')[0]).toHaveLength(2);
		expect((await execute(file, again))('Only New Ones')[0]).toEqual([]);

		const kept = { 'Give Each a Key': keyed('kept') };
		await refuseOnce();
		const output = await execute(file, kept);
		expect(output(KEEP)[0]).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }]);
		expect((await execute(file, kept))('Only New Ones')[0]).toEqual([]);
	});

	it('live event: what failed and could not be kept is no repeat when it is sent again', async () => {
		const { send, unpublish } = await publishLiveEvent({ [KEEP]: { workflowJson: FAILING } });
		await refuseOnce();
		expect((await send()).status).toBe(500);
		expect(await profiles()).toEqual({});
		expect((await send()).data).toMatchObject({ status: 'accepted' });
		expect((await send()).data).toEqual({ status: 'duplicate' });
		expect((await profiles())['mia@example.com']).toMatchObject({
			custom_events: [{ name: 'Entered Competition', count: 1 }],
		});
		await unpublish();
	});

	it('back-fill from a CSV: entries at their own time', async () => {
		const output = await execute('csv-backfill-to-braze.json');
		expect(statuses(output('Track User')[0])).toEqual(['accepted', 'accepted']);
		const { 'mia@example.com': mia } = await profiles();
		expect(mia.custom_attributes).toEqual({
			optin: true,
			komo_last_entry_at: '2026-03-01T19:58:12.000Z',
		});
		expect(mia.custom_events).toMatchObject([
			{ name: 'Entered Competition', first: '2026-03-01T19:58:12.000Z' },
		]);
	});

	it('back-fill from a CSV: a file that Excel saved, uploaded in the form', async () => {
		const { api, n8n, credentials } = sharedScene();
		const template = readTemplate('csv-backfill-to-braze.json');
		const workflow = withCredentials(template, { 'Track User': { brazeApi: credentials.braze } });
		const stored = await api.addWorkflow(workflow);
		await api.publish(stored);
		const [{ webhookId = '' }] = workflow.nodes.filter((one) => one.webhookId !== undefined);
		const rows = [
			'email,first_name,last_name,optin,card_name,submitted_at',
			'zoë@example.com,Zoë,"Löw, junior",true,Quiz,2026-03-01T19:58:12Z',
		];
		const form = new FormData();
		form.append('field-0', new Blob([`\ufeff${rows.join('\r\n')}\r\n`]), 'entries.csv');
		const { status } = await axios.post(`${n8n.url}/form/${webhookId}`, form);
		expect(status).toBe(200);
		const zoe = await until(
			'the entry in Braze',
			async () => (await profiles())['zoë@example.com'],
		);
		expect(zoe).toMatchObject({
			first_name: 'Zoë',
			last_name: 'Löw, junior',
			custom_events: [{ name: 'Entered Competition', first: '2026-03-01T19:58:12.000Z' }],
		});
		await api.unpublish(stored.id);
	});

	it('custom API call: what the node has no operation for', async () => {
		const [first] = readTemplate('braze-custom-api-call.json').pinData?.['Which Campaign'] ?? [];
		const { credentials } = sharedScene();
		const url = `${sandbox.url}/campaigns/data_series`;
		const query = {
			parameters: [
				{ name: 'campaign_id', value: CAMPAIGN.id },
				{ name: 'length', value: '7' },
			],
		};
		expect(first.json.campaign_id).toEqual(expect.any(String));
		const output = await execute(
			'braze-custom-api-call.json',
			{ 'Get Figures': { url, queryParameters: query } },
			{ 'Get Figures': { brazeApi: credentials.braze } },
		);
		expect(output('Each Day')[0]).toHaveLength(7);
	});
});
