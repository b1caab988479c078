import { useWorkbench } from './support/workbench';

const bench = useWorkbench();
beforeEach(async () => {
	await bench.braze('/_sandbox/workspace', { campaigns: ['camp-1'], segments: ['seg-1'] });
	await bench.braze('/users/track', {
		attributes: Array.from({ length: 60 }, (_, n) => ({ external_id: `u${n}`, x: 1 })),
	});
});

const sentTo = async (path: string) =>
	(await bench.requests())
		.filter((request) => request.path === path)
		.map(({ body }) => body as Record<string, unknown>);

const sent = async () =>
	((await bench.braze('/_sandbox/messages')) as { messages: object[] }).messages;

const user = { identifyBy: 'externalId', externalId: '={{ $json.id }}' };
const email = {
	channel: 'email',
	appId: 'app-1',
	from: 'Prizes <prizes@example.com>',
	subject: 'You have won',
	html: '=<p>{{ $json.prize }}</p>',
};
const segment = { sendTo: 'segment', segmentId: { __rl: true, mode: 'id', value: 'seg-1' } };
const path = '/messages/send';

describe('send', () => {
	it('is no text with an object in it, or with nothing that is seen', async () => {
		const items = [
			{ prize: { name: 'Hat' } },
			{ prize: [{}] },
			{ prize: '\u200b' },
			{ prize: 'Hat' },
		];
		const run = async (fields: object) =>
			await bench.run('message.send', { ...user, externalId: 'u1', ...email, ...fields }, items);
		const lost = expect.stringMatching(/contains \[object Object\], which stands for an object/);
		for (const fields of [
			{ html: '=Hi {{ $json.prize }}' },
			{ subject: '=Hi {{ $json.prize }}' },
		]) {
			expect(await run(fields)).toMatchObject([
				{ errors: [lost] },
				{ errors: [lost] },
				{ status: 'accepted' },
				{ status: 'accepted' },
			]);
		}
		expect(await run({ subject: '={{ $json.prize }}' })).toMatchObject([
			{ errors: [expect.stringContaining('Subject must be text')] },
			{ errors: [expect.stringContaining('Subject must be text')] },
			{ errors: [expect.stringContaining('Subject is empty')] },
			{ status: 'accepted' },
		]);
	});

	it('puts users with the same message into one request, 50 at a time', async () => {
		const items = Array.from({ length: 60 }, (_, n) => ({ id: `u${n}`, prize: 'Hat' }));
		const output = await bench.run('message.send', { ...user, ...email }, [
			...items,
			{ id: 'u0', prize: 'Cap' },
			{ id: 'n/a', prize: 'Cap' },
		]);
		expect(output[0]).toEqual({
			status: 'accepted',
			user: { external_id: 'u0' },
			dispatch_id: expect.any(String),
		});
		expect(output[61]).toMatchObject({ status: 'rejected' });
		const requests = await sentTo(path);
		const sizes = requests.map((body) => (body.external_user_ids as string[]).length);
		expect(sizes.sort((a, b) => a - b)).toEqual([1, 10, 50]);
		expect(requests).toContainEqual({
			external_user_ids: ['u0'],
			messages: {
				email: {
					app_id: 'app-1',
					from: 'Prizes <prizes@example.com>',
					subject: 'You have won',
					body: '<p>Cap</p>',
				},
			},
		});
		expect(await sent()).toHaveLength(61);
	});

	it('takes aliases, and looks users up first if asked to', async () => {
		await bench.braze('/users/track', {
			attributes: [
				{
					user_alias: { alias_label: 'email', alias_name: 'mia@example.com' },
					_update_existing_only: false,
					x: 1,
				},
			],
		});
		const parameters = {
			...email,
			aliasName: '={{ $json.email }}',
			options: { checkUsersExist: true },
		};
		const items = [{ email: 'mia@example.com' }, { email: 'nobody@example.com' }];
		expect(await bench.run('message.send', parameters, items)).toMatchObject([
			{ status: 'accepted' },
			{ status: 'rejected', errors: ['The user is not in Braze, so nobody would get it.'] },
		]);
		expect((await sentTo(path))[0].user_aliases).toEqual([
			{ alias_label: 'email', alias_name: 'mia@example.com' },
		]);
	});

	it.each([
		[
			'email',
			{
				emailContent: 'template',
				emailTemplateId: 'tpl-1',
				options: {
					replyTo: 'NO_REPLY_TO',
					bcc: 'archive@example.com',
					preheader: 'Now',
					inlineCss: 'no',
					attachments: { attachment: [{ fileName: 'a', url: 'https://example.com/a.pdf' }] },
				},
			},
			{
				email: {
					app_id: 'app-1',
					from: 'Prizes <prizes@example.com>',
					email_template_id: 'tpl-1',
					reply_to: 'NO_REPLY_TO',
					bcc: 'archive@example.com',
					preheader: 'Now',
					should_inline_css: false,
					attachments: [{ file_name: 'a', url: 'https://example.com/a.pdf' }],
				},
			},
		],
		[
			'sms',
			{
				subscriptionGroupId: 'g',
				smsText: 'Hi',
				options: { mediaUrl: 'https://example.com/a.png', shortenLinks: true },
			},
			{
				sms: {
					app_id: 'app-1',
					subscription_group_id: 'g',
					body: 'Hi',
					media_items: ['https://example.com/a.png'],
					link_shortening_enabled: true,
				},
			},
		],
		[
			'push',
			{
				platforms: ['apple_push', 'android_push'],
				pushTitle: 'T',
				pushText: 'B',
				options: { pushLink: 'app://prizes' },
			},
			{
				apple_push: { alert: { title: 'T', body: 'B' }, custom_uri: 'app://prizes' },
				android_push: { alert: 'B', title: 'T', custom_uri: 'app://prizes' },
			},
		],
		[
			'webhook',
			{
				webhookUrl: 'https://example.com/hook',
				webhookMethod: 'PUT',
				webhookBody: '={{ ({ a: $json.id }) }}',
				options: { webhookHeaders: { header: [{ name: 'X-A', value: '1' }, {}] } },
			},
			{
				webhook: {
					url: 'https://example.com/hook',
					request_method: 'PUT',
					request_headers: { 'X-A': '1' },
					body: '{"a":"u1"}',
				},
			},
		],
		[
			'whatsApp',
			{
				subscriptionGroupId: 'g',
				whatsAppTemplate: 'prize_won',
				whatsAppVariables: { variable: [{ value: 'Hat' }, { value: '={{ $json.id }}' }] },
				options: { headerVariable: 'Hi' },
			},
			{
				whats_app: {
					app_id: 'app-1',
					subscription_group_id: 'g',
					message_type: 'template_message',
					message: {
						template_name: 'prize_won',
						template_language_code: 'en_US',
						body_variables: { '0': 'Hat', '1': 'u1' },
						header_variables: { '0': 'Hi' },
					},
				},
			},
		],
		[
			'whatsApp',
			{
				subscriptionGroupId: 'g',
				whatsAppType: 'text_response_message',
				whatsAppText: 'Thanks',
			},
			{
				whats_app: {
					app_id: 'app-1',
					subscription_group_id: 'g',
					message_type: 'text_response_message',
					message: { body: 'Thanks' },
				},
			},
		],
		[
			'json',
			{ messagesJson: '{"content_card":{"type":"CLASSIC","title":"T","time_to_live":60}}' },
			{ content_card: { type: 'CLASSIC', title: 'T', time_to_live: 60 } },
		],
	])('makes of the channel %s what Braze documents', async (channel, parameters, messages) => {
		const all = { ...user, ...email, channel, ...parameters };
		expect(await bench.run('message.send', all, [{ id: 'u1' }])).toMatchObject([
			{ status: 'accepted' },
		]);
		expect((await sentTo(path))[0].messages).toEqual(messages);
	});

	it.each([
		[{ appId: '' }, 'App ID is empty'],
		[{ from: 'Prizes' }, 'From is not an email address'],
		[{ subject: '={{ $json.nothing }}' }, 'Subject is empty'],
		[{ html: 'a \ufffd b' }, 'HTML has lost letters'],
		[{ subject: '\ud83d' }, 'Subject is empty'],
		[{ options: { replyTo: 'nobody' } }, 'Reply To is not an email address'],
		[{ channel: 'sms', smsText: 'Hi' }, 'Subscription Group ID is empty'],
		[{ channel: 'push', pushTitle: 'T', pushText: 'B', platforms: [] }, 'Platforms: choose'],
		[{ channel: 'webhook', webhookUrl: 'example' }, 'URL is not a web address'],
		[{ channel: 'json', messagesJson: '{}' }, 'Messages (JSON) has no message'],
		[{ channel: 'json', messagesJson: '{"fax":{}}' }, 'Messages (JSON) has "fax"'],
		[{ channel: 'json', messagesJson: '{"email":' }, 'Messages (JSON) is not valid JSON'],
		[{ options: { sendId: 's' } }, 'Send ID needs the option Campaign ID'],
		[{ options: { messageVariationId: 'v' } }, 'Message Variation ID needs the option Campaign ID'],
		[{ options: { apiCampaignId: 'camp-1' } }, 'Campaign ID needs the option Message Variation ID'],
		[
			{
				channel: 'push',
				pushTitle: 'T',
				pushText: 'B',
				options: { apiCampaignId: 'camp-1', messageVariationId: 'v' },
			},
			'each of the messages (android_push, apple_push, web_push) needs a variation of its own',
		],
	])('names what Braze would refuse: %j', async (wrong, problem) => {
		const parameters = { ...user, ...email, html: 'x', ...wrong };
		expect(await bench.run('message.send', parameters, [{ id: 'u1' }])).toEqual([
			{ status: 'rejected', errors: [expect.stringContaining(problem)] },
		]);
		expect(await sentTo(path)).toEqual([]);
	});

	it('counts in a campaign, and asks for what the options say', async () => {
		const options = {
			apiCampaignId: 'camp-1',
			messageVariationId: 'v1',
			sendId: 'spring',
			ignoreFrequencyCapping: true,
			recipientState: 'all',
		};
		await bench.run('message.send', { ...user, ...email, html: 'x', options }, [{ id: 'u1' }]);
		expect(await sentTo(path)).toEqual([
			expect.objectContaining({
				campaign_id: 'camp-1',
				send_id: 'spring',
				override_frequency_capping: true,
				recipient_subscription_state: 'all',
				messages: { email: expect.objectContaining({ message_variation_id: 'v1' }) as object },
			}),
		]);
	});

	it.each([
		['segment', segment, { segment_id: 'seg-1' }],
		[
			'audience',
			{ sendTo: 'audience', audience: '{"custom_attribute":{"custom_attribute_name":"a"}}' },
			{ audience: { custom_attribute: { custom_attribute_name: 'a' } } },
		],
	])('to a %s: once, and not several times by mistake', async (sendTo, whom, about) => {
		const parameters = { ...email, ...whom };
		const same = [{ prize: 'Hat' }, { prize: 'Hat' }];
		const output = await bench.run('message.send', parameters, same);
		expect(output[1]).toEqual({
			status: 'accepted',
			send_to: sendTo,
			dispatch_id: expect.any(String),
		});
		expect(await sentTo(path)).toEqual([
			{ broadcast: true, ...about, messages: expect.any(Object) },
		]);
		const different = [...same, { prize: 'Cap' }];
		expect((await bench.run('message.send', parameters, different))[0].errors).toEqual([
			expect.stringMatching(/^Nothing was sent: .* send the message 2 times to an? (seg|aud)/),
		]);
		expect(await sentTo(path)).toHaveLength(1);
		const options = { allowSeveralBroadcasts: true };
		await bench.run('message.send', { ...parameters, options }, different);
		expect(await sentTo(path)).toHaveLength(3);
	});

	it.each([
		['users', { ...user }],
		['a segment', segment],
	])('to %s: not again when Braze may have sent it', async (_whom, whom) => {
		await bench.braze('/_sandbox/faults', {
			rules: [{ path, status: 500, applied: true, times: 1 }],
		});
		const output = await bench.run('message.send', { ...email, ...whom }, [{ id: 'u1', prize: 1 }]);
		expect(output).toMatchObject([{ status: 'partial' }]);
		expect(await sent()).toHaveLength(1);
	});

	it('gives Braze’s word on what it refuses to everybody', async () => {
		const options = { apiCampaignId: 'nope', messageVariationId: 'v' };
		const parameters = { ...user, ...email, html: 'x', options };
		const output = await bench.run('message.send', parameters, [{ id: 'u1' }, { id: 'u2' }]);
		expect(output).toMatchObject(
			Array(2).fill({ status: 'rejected', errors: [expect.stringContaining('Invalid Campaign')] }),
		);
		expect(await sentTo(path)).toHaveLength(1);
	});
});

describe('schedule', () => {
	const schedule = { ...user, ...email, html: 'x', sendAt: '2099-01-01T00:00:00Z' };
	const ahead = async (now: string) => await bench.braze('/_sandbox/clock', { now });

	it('is one for each item; the message and the time can be changed', async () => {
		const options = { ignoreFrequencyCapping: true };
		const [one, other] = await bench.run('message.schedule', { ...schedule, options }, [
			{ id: 'u1' },
			{ id: 'u2' },
		]);
		expect(one).toEqual({
			status: 'accepted',
			user: { external_id: 'u1' },
			schedule: { time: '2099-01-01T00:00:00Z' },
			dispatch_id: expect.any(String),
			schedule_id: expect.any(String),
		});
		expect((await sentTo('/messages/schedule/create'))[0]).toMatchObject({
			override_messaging_limits: true,
		});
		const change = { ...email, scheduleId: one.schedule_id, html: 'y' };
		expect(
			await bench.run('message.updateSchedule', { ...change, changed: 'message' }),
		).toMatchObject([{ status: 'accepted', messages: { email: { body: 'y' } } }]);
		const both = { ...change, changed: 'both', sendAt: '2099-02-01T00:00:00Z' };
		await bench.run('message.updateSchedule', both);
		expect(await bench.run('message.deleteSchedule', { scheduleId: other.schedule_id })).toEqual([
			{ status: 'accepted', schedule_id: other.schedule_id, deleted: true },
		]);
		await ahead('2099-01-15T00:00:00Z');
		expect(await sent()).toEqual([]);
		await ahead('2099-02-02T00:00:00Z');
		expect(await sent()).toMatchObject([{ properties: { email: { body: 'y' } } }]);
		expect(await sentTo('/messages/schedule/update')).toMatchObject([
			{ messages: expect.any(Object) },
			{ messages: expect.any(Object), schedule: { time: '2099-02-01T00:00:00Z' } },
		]);
	});

	it('for a segment is one for all items', async () => {
		const parameters = { ...schedule, ...segment, scheduleType: 'local' };
		const output = await bench.run('message.schedule', parameters, [{}, {}]);
		expect(output[0]).toMatchObject({ send_to: 'segment', schedule: { in_local_time: true } });
		expect(output[0].schedule_id).toBe(output[1].schedule_id);
	});

	it('asks what the dashboard has scheduled until a day', async () => {
		const parameters = { until: '2099-01-01T00:00:00', limit: 5 };
		expect(await bench.run('message.getManyScheduled', parameters)).toEqual([]);
		expect(await bench.run('message.getManyScheduled', { until: 'soon' })).toMatchObject([
			{ errors: [expect.stringContaining('Until is not a date and time')] },
		]);
		expect((await bench.requests()).at(-1)?.path).toBe(
			'/messages/scheduled_broadcasts?end_time=2099-01-01T05%3A00%3A00Z',
		);
	});
});

it.each([
	['send', 'messages.send'],
	['schedule', 'messages.schedule.create'],
	['updateSchedule', 'messages.schedule.update'],
	['deleteSchedule', 'messages.schedule.delete'],
	['getManyScheduled', 'messages.schedule_broadcasts'],
])('%s: says which permission is missing', async (operation, permission) => {
	await bench.braze('/_sandbox/faults', { rules: [{ status: 403 }] });
	const parameters = { ...user, ...email, sendAt: '2099-01-01', scheduleId: 's', until: '2099' };
	const all = { ...parameters, until: '2099-01-01' };
	const { message } = await bench.fail(`message.${operation}`, all, [{ id: 'u1', prize: 'x' }]);
	expect(message).toContain(`"${permission}"`);
});
