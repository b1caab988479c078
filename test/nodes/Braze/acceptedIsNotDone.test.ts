import { useWorkbench } from './support/workbench';

const bench = useWorkbench();
beforeEach(async () => {
	await bench.braze('/_sandbox/workspace', {
		campaigns: [
			{ id: 'camp', name: 'You have won' },
			{ id: 'aborts', name: 'Aborts', transactional: true, outcome: 'aborted' },
			{ id: 'prize', name: 'Prize', transactional: true },
		],
		canvases: [
			{ id: 'live', name: 'Live' },
			{ id: 'paused', name: 'Paused', paused: true },
		],
	});
	await bench.braze('/users/track', {
		attributes: [
			{ external_id: 'u', email: 'u@x.com' },
			{ external_id: 'v', email: 'v@x.com' },
		],
	});
});

const settings = async (one: object) => await bench.braze('/_sandbox/workspace', { settings: one });

const bodiesOf = async (path: string) =>
	(await bench.requests()).filter((request) => request.path === path).map(({ body }) => body);

const byId = { identifyBy: 'externalId', externalId: '={{ $json.id }}' };
const campaign = { ...byId, campaignId: 'camp' };

describe('Track User', () => {
	it.each(['externalIds', 'users', 'objects'])(
		'rejects nobody who was written, with attributes_processed as %s',
		async (attributesProcessed) => {
			await settings({ attributesProcessed });
			const one = { name: 'a', value: 'x' };
			const ways = [
				byId,
				{ identifyBy: 'userAlias', aliasLabel: 'email', aliasName: '={{ $json.id }}@x.com' },
				{ identifyBy: 'email', email: '={{ $json.id }}@x.com' },
				{ identifyBy: 'phone', phone: '+61400000001' },
			];
			for (const who of ways) {
				const parameters = { ...who, attributes: { assignments: [one] } };
				for (const items of [[{ id: 'u' }], [{ id: 'u' }, { id: 'v' }]]) {
					const output = await bench.run('user.track', parameters, items);
					expect(output.map(({ status }) => status)).toEqual(items.map(() => 'accepted'));
				}
			}
		},
	);
});

describe('a Canvas that is paused', () => {
	it('rejects all recipients: nobody gets it', async () => {
		const output = await bench.run('canvas.trigger', { ...byId, canvasId: 'paused' }, [
			{ id: 'u' },
			{ id: 'v' },
		]);
		expect(output).toMatchObject(
			Array(2).fill({
				status: 'rejected',
				errors: [expect.stringContaining('Nobody got it: The Canvas is paused.')],
			}),
		);
	});

	it('rejects a broadcast', async () => {
		const parameters = { sendTo: 'broadcast', canvasId: 'paused' };
		expect(await bench.run('canvas.trigger', parameters)).toMatchObject([
			{ status: 'rejected', errors: [expect.stringContaining('Nobody got it')] },
		]);
	});
});

describe('a Canvas', () => {
	it('is entered again by a user only more than a second later, and then it is', async () => {
		await settings({ reEligibility: true });
		const parameters = { ...byId, canvasId: 'live' };
		const output = await bench.run('canvas.trigger', parameters, [{ id: 'u' }, { id: 'u' }]);
		expect(output.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
		const { messages } = (await bench.braze('/_sandbox/messages')) as { messages: unknown[] };
		expect(messages).toHaveLength(2);
	});

	it('gets no subscription groups of its recipients, which it would not apply', async () => {
		const groups = [{ subscription_group_id: 'g', subscription_state: 'subscribed' }];
		const parameters = {
			...byId,
			canvasId: 'live',
			attributes: {
				assignments: [
					{ name: 'a', value: 'x' },
					{ name: 'subscription_groups', value: '={{ $json.groups }}', type: 'array' },
				],
			},
		};
		const [{ warnings }] = await bench.run('canvas.trigger', parameters, [{ id: 'u', groups }]);
		expect(warnings).toEqual([expect.stringContaining('"subscription_groups"')]);
		expect(JSON.stringify(await bodiesOf('/canvas/trigger/send'))).not.toContain('subscribed');
	});
});

describe('a transactional email', () => {
	it('that Braze aborts is rejected, with the reason', async () => {
		const parameters = { ...byId, campaignId: 'aborts' };
		expect(await bench.run('transactionalEmail.send', parameters, [{ id: 'u' }])).toMatchObject([
			{
				status: 'rejected',
				errors: [expect.stringMatching(/^Braze did not send the email \(status aborted/)],
			},
		]);
	});

	it('with the ID of an earlier one says that it is none', async () => {
		const parameters = { ...byId, campaignId: 'prize', externalSendId: '={{ $json.send }}' };
		const items = [
			{ id: 'u', send: 'a' },
			{ id: 'v', send: 'b' },
			{ id: 'v', send: 'a' },
		];
		const output = await bench.run('transactionalEmail.send', parameters, items);
		expect(output.map(({ warnings }) => warnings)).toEqual([
			undefined,
			undefined,
			['External Send ID is that of item 0 as well, so Braze sends no second email.'],
		]);
	});
});

describe('deleting', () => {
	it('claims nothing that the count does not support', async () => {
		await settings({ deletedCounts: 'found' });
		const both = { ...byId, options: { allowSeveralDeletions: true } };
		const several = await bench.run('user.delete', both, [{ id: 'u' }, { id: 'nobody' }]);
		expect(several).toMatchObject(
			Array(2).fill({
				status: 'accepted',
				warnings: [expect.stringContaining('"deleted" is 1, but 2 were sent')],
			}),
		);
		expect(several.some((one) => 'deleted' in one)).toBe(false);
		expect(await bench.run('user.delete', byId, [{ id: 'nobody' }])).toMatchObject([
			{ status: 'rejected', errors: [expect.stringContaining('"deleted" is 0, but 1 was sent')] },
		]);
		expect(await bench.run('user.delete', byId, [{ id: 'v' }])).toMatchObject([
			{ status: 'accepted', deleted: true },
		]);
	});
});

describe('renaming', () => {
	it.each(['new', 'old', 'objects'])('is done where Braze lists %s IDs', async (renamedIds) => {
		for (const idErrors of ['indexed', 'texts']) {
			await settings({ renamedIds, idErrors });
			const parameters = { externalId: '={{ $json.id }}', newExternalId: '={{ $json.next }}' };
			const output = await bench.run('user.renameExternalId', parameters, [
				{ id: 'u', next: `u-${idErrors}` },
				{ id: 'nobody', next: 'somebody' },
			]);
			expect(output.map(({ status }) => status)).toEqual(['accepted', 'rejected']);
			await bench.reset();
			await bench.braze('/users/track', { attributes: [{ external_id: 'u', first_name: 'x' }] });
		}
	});
});

describe('a subscription group with double opt-in', () => {
	const update = {
		subscriptionGroupId: 'sms',
		subscriptionState: 'subscribed',
		options: { useDoubleOptIn: true },
	};
	beforeEach(async () => {
		await bench.braze('/_sandbox/workspace', {
			subscriptionGroups: [
				{ id: 'sms', channel: 'sms' },
				{ id: 'mail', channel: 'email' },
			],
		});
	});

	it('says that the user was asked', async () => {
		const parameters = { ...update, identifyBy: 'phone', phone: '+61400000000' };
		expect(await bench.run('subscriptionGroup.updateStatus', parameters)).toMatchObject([
			{ subscription_state: 'asked' },
		]);
	});

	it('is not used for emails, nor to unsubscribe', async () => {
		const byEmail = {
			...update,
			subscriptionGroupId: 'mail',
			identifyBy: 'email',
			email: 'u@x.com',
		};
		expect(await bench.run('subscriptionGroup.updateStatus', byEmail)).toMatchObject([
			{ subscription_state: 'subscribed' },
		]);
		const leave = {
			...update,
			subscriptionState: 'unsubscribed',
			identifyBy: 'phone',
			phone: '+61400000000',
		};
		expect(await bench.run('subscriptionGroup.updateStatus', leave)).toMatchObject([
			{ subscription_state: 'unsubscribed' },
		]);
		expect(JSON.stringify(await bodiesOf('/v2/subscription/status/set'))).not.toContain('double');
	});
});

describe('triggering for users', () => {
	it('names a user who stands in several items, and an address that does', async () => {
		const parameters = {
			...campaign,
			attributes: { assignments: [{ name: 'email', value: '={{ $json.email }}' }] },
		};
		const output = await bench.run('campaign.trigger', parameters, [
			{ id: 'u', email: 'a@x.com' },
			{ id: 'v', email: 'A@x.com' },
			{ id: 'u', email: 'b@x.com' },
		]);
		expect(output.map(({ warnings }) => warnings)).toEqual([
			undefined,
			['The email address is that of item 0 as well. Braze may send the campaign to it only once.'],
			[expect.stringContaining('The user is that of item 0 as well.')],
		]);
	});

	it('rejects who is not in Braze before anything is sent, if asked', async () => {
		const parameters = { ...campaign, options: { checkUsersExist: true } };
		const output = await bench.run('campaign.trigger', parameters, [{ id: 'u' }, { id: 'nobody' }]);
		expect(output).toMatchObject([
			{ status: 'accepted' },
			{ status: 'rejected', errors: ['The user is not in Braze, so nobody would get it.'] },
		]);
		expect(await bodiesOf('/campaigns/trigger/send')).toEqual([
			{ campaign_id: 'camp', recipients: [{ external_user_id: 'u' }] },
		]);
		expect(await bodiesOf('/users/export/ids')).toHaveLength(1);
	});

	it('tells how many profiles an address has', async () => {
		await bench.braze('/users/track', { attributes: [{ external_id: 'w', email: 'v@x.com' }] });
		const parameters = {
			campaignId: 'camp',
			identifyBy: 'email',
			email: '={{ $json.email }}',
			options: { checkUsersExist: true },
		};
		const items = ['u@x.com', 'v@x.com', 'no@x.com'].map((email) => ({ email }));
		expect(await bench.run('campaign.trigger', parameters, items)).toMatchObject([
			{ status: 'accepted' },
			{ status: 'accepted', warnings: [expect.stringContaining('2 profiles have this email')] },
			{ status: 'rejected' },
		]);
	});

	it('sends nothing where the key may not look', async () => {
		await bench.braze('/_sandbox/workspace', {
			keys: [{ key: bench.setup.credentials.apiKey, permissions: ['campaigns.trigger.send'] }],
		});
		const parameters = { ...campaign, options: { checkUsersExist: true } };
		expect(await bench.run('campaign.trigger', parameters, [{ id: 'u' }])).toMatchObject([
			{ status: 'rejected', errors: [expect.stringContaining('"users.export.ids"')] },
		]);
		expect(await bodiesOf('/campaigns/trigger/send')).toEqual([]);
	});

	it('takes Braze IDs and attachments', async () => {
		const file = { fileName: 'ticket.pdf', url: 'https://example.com/{{ $json.id }}.pdf' };
		const parameters = {
			campaignId: 'camp',
			identifyBy: 'brazeId',
			brazeId: '={{ $json.id }}',
			options: { attachments: { attachment: [{ ...file, url: `=${file.url}` }, {}] } },
		};
		await bench.run('campaign.trigger', parameters, [{ id: '5fbd99bac125ca40511f2cb1' }]);
		expect(await bodiesOf('/campaigns/trigger/send')).toEqual([
			{
				campaign_id: 'camp',
				attachments: [
					{ file_name: 'ticket', url: 'https://example.com/5fbd99bac125ca40511f2cb1.pdf' },
				],
				recipients: [{ braze_id: '5fbd99bac125ca40511f2cb1' }],
			},
		]);
		const bad = { ...parameters, options: { attachments: { attachment: [{ url: 'x' }] } } };
		expect(await bench.run('campaign.trigger', bad, [{ id: 'b' }])).toMatchObject([
			{ errors: ['Email Attachments, row 1: File Name is empty.'] },
		]);
	});
});

describe('getting a user', () => {
	it('by a deprecated and the present ID in one run finds both', async () => {
		await bench.braze('/users/external_ids/rename', {
			external_id_renames: [{ current_external_id: 'u', new_external_id: 'u2' }],
		});
		const output = await bench.run('user.get', byId, [{ id: 'u' }, { id: 'u2' }, { id: 'nobody' }]);
		expect(output).toMatchObject([
			{ external_id: 'u2' },
			{ external_id: 'u2' },
			{ status: 'rejected', errors: [expect.stringContaining('not found')] },
		]);
	});
});

describe('a full catalog storage', () => {
	it('costs one request, not a search for the bad item', async () => {
		await bench.braze('/_sandbox/workspace', {
			catalogs: [
				{
					name: 'prizes',
					fields: [
						{ name: 'id', type: 'string' },
						{ name: 'n', type: 'string' },
					],
				},
			],
			settings: { catalogStorage: 'full' },
		});
		const items = Array.from({ length: 50 }, (_, index) => ({ id: `p${index}` }));
		const parameters = {
			catalogName: 'prizes',
			itemId: '={{ $json.id }}',
			fields: { assignments: [{ name: 'n', value: 'x' }] },
		};
		const output = await bench.run('catalogItem.upsert', parameters, items);
		expect(output.every(({ status }) => status === 'rejected')).toBe(true);
		expect(output[0].errors).toEqual([expect.stringContaining('company-size-limit')]);
		expect(await bodiesOf('/catalogs/prizes/items')).toHaveLength(1);
	});
});
