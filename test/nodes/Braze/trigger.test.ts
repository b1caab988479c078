import { useWorkbench } from './support/workbench';

const bench = useWorkbench();
beforeEach(async () => {
	await bench.braze('/_sandbox/workspace', {
		campaigns: [
			{ id: 'camp-1', name: 'You have won', re_eligible: true },
			{ id: 'camp-2', name: 'Old', archived: true },
		],
		canvases: [{ id: 'canvas-1', name: 'Winners' }],
	});
});

const users = async (...attributes: object[]) =>
	await bench.braze('/users/track', {
		attributes: attributes.map((one) => ({ first_name: 'x', ...one })),
	});

const sentTo = async (path: string) =>
	(await bench.requests()).filter((request) => request.path === path).map(({ body }) => body);

const messages = async () =>
	(
		(await bench.braze('/_sandbox/messages')) as {
			messages: Array<{ id: string; recipient: unknown; properties: unknown }>;
		}
	).messages.map(({ id, recipient, properties }) => ({ id, recipient, properties }));

const mapped = (fields: Record<string, string>) => ({
	assignments: Object.entries(fields).map(([name, value], id) => ({ id: `${id}`, name, value })),
});

const campaign = {
	campaignId: { __rl: true, mode: 'list', value: 'camp-1' },
	identifyBy: 'externalId',
	externalId: '={{ $json.id }}',
	triggerProperties: mapped({ prize: '={{ $json.prize }}', 'card.name': '={{ $json.card }}' }),
};
const path = '/campaigns/trigger/send';

describe('trigger a campaign for the items’ users', () => {
	it('sends up to 50 in a request, each with properties of its own', async () => {
		const input = Array.from({ length: 51 }, (_, n) => ({
			id: `u${n}`,
			prize: `p${n}`,
			card: 'c',
		}));
		await users(...input.map(({ id }) => ({ external_id: id })));
		const output = await bench.items('campaign.trigger', { parameters: campaign, items: input });
		const sent = (await sentTo(path)) as Array<{ campaign_id: string; recipients: object[] }>;
		expect(sent.map(({ recipients }) => recipients.length).sort()).toEqual([1, 50]);
		expect(sent).toContainEqual({
			campaign_id: 'camp-1',
			recipients: [
				{ external_user_id: 'u50', trigger_properties: { prize: 'p50', card: { name: 'c' } } },
			],
		});
		expect(output[50]).toEqual({
			json: {
				status: 'accepted',
				user: { external_id: 'u50' },
				campaign_id: 'camp-1',
				dispatch_id: expect.stringMatching(/^[\da-f]{32}$/),
			},
			pairedItem: { item: 50 },
		});
		expect(new Set(output.map(({ json }) => json.dispatch_id)).size).toBe(2);
		expect(await messages()).toHaveLength(51);
		expect(await messages()).toContainEqual({
			id: 'camp-1',
			recipient: { external_id: 'u7' },
			properties: { prize: 'p7', card: { name: 'c' } },
		});
	});

	it('finds users by alias or email', async () => {
		const alias = { alias_name: 'a@x.com', alias_label: 'email' };
		await bench.run('campaign.trigger', { ...campaign, identifyBy: 'userAlias' }, [
			{ email: 'a@x.com', prize: 'p' },
		]);
		await bench.run('campaign.trigger', { ...campaign, identifyBy: 'email' }, [
			{ email: 'a@x.com', prize: 'p' },
		]);
		const trigger_properties = { prize: 'p' };
		expect(await sentTo(path)).toEqual([
			{
				campaign_id: 'camp-1',
				recipients: [{ user_alias: alias, trigger_properties }],
			},
			{
				campaign_id: 'camp-1',
				recipients: [
					{
						email: 'a@x.com',
						prioritization: ['identified', 'most_recently_updated'],
						trigger_properties,
					},
				],
			},
		]);
	});

	it('sets attributes first, and creates users where that is wanted', async () => {
		const parameters = {
			...campaign,
			sendToExistingOnly: '={{ $json.existingOnly }}',
			attributes: mapped({ first_name: '={{ $json.first }}' }),
			options: { sendId: 'spring' },
		};
		const output = await bench.run('campaign.trigger', parameters, [
			{ id: 'new', first: 'Jo', prize: 'p', existingOnly: 'false' },
			{ id: 'other', existingOnly: false },
			{ id: 'third', existingOnly: 'perhaps' },
		]);
		expect(await sentTo(path)).toEqual([
			{
				campaign_id: 'camp-1',
				send_id: 'spring',
				recipients: [
					{
						external_user_id: 'new',
						send_to_existing_only: false,
						attributes: { first_name: 'Jo' },
						trigger_properties: { prize: 'p' },
					},
				],
			},
		]);
		expect(output).toMatchObject([
			{ status: 'accepted', send_id: 'spring' },
			{ status: 'rejected', errors: [expect.stringContaining('Attributes: ')] },
			{
				status: 'rejected',
				errors: ['Send to Existing Users Only must be true or false. Value: "perhaps".'],
			},
		]);
		expect(await messages()).toHaveLength(1);
	});

	it('sends two messages to one user one after the other', async () => {
		await users({ external_id: 'u' });
		await bench.run('campaign.trigger', campaign, [
			{ id: 'u', prize: 'first' },
			{ id: 'u', prize: 'second' },
		]);
		expect((await messages()).map(({ properties }) => properties)).toEqual([
			{ prize: 'first' },
			{ prize: 'second' },
		]);
		expect(await sentTo(path)).toHaveLength(2);
	});

	it('tells an unknown campaign to every item without trying them one by one', async () => {
		const parameters = { ...campaign, campaignId: { __rl: true, mode: 'id', value: 'nope' } };
		expect(
			await bench.run('campaign.trigger', parameters, [{ id: 'a' }, { id: 'b' }]),
		).toMatchObject([
			{
				errors: ['Invalid Campaign ID. Choose an API-triggered campaign from this workspace.'],
			},
			{
				errors: ['Invalid Campaign ID. Choose an API-triggered campaign from this workspace.'],
			},
		]);
		expect(await sentTo(path)).toHaveLength(1);
	});

	it('leaves out a bad attribute of a recipient, and sends the message', async () => {
		await users({ external_id: 'a' }, { external_id: 'b' });
		const attributes = mapped({ email: '={{ $json.email }}', first_name: 'Mia' });
		expect(
			await bench.run('campaign.trigger', { ...campaign, attributes }, [
				{ id: 'a', email: 'a@x.com' },
				{ id: 'b', email: 'nonsense' },
			]),
		).toMatchObject([
			{ status: 'accepted' },
			{
				status: 'accepted',
				warnings: [
					'Attribute "email" is not an email address. Value: "nonsense". The attribute was left out.',
				],
			},
		]);
		const [{ recipients }] = (await sentTo(path)) as [{ recipients: object[] }];
		expect(recipients).toMatchObject([
			{ attributes: { email: 'a@x.com', first_name: 'Mia' } },
			{ attributes: { first_name: 'Mia' } },
		]);
		expect(recipients[1]).not.toHaveProperty('attributes.email');
	});

	it.each([
		[
			'that names its place, to its item alone',
			'indexed',
			[{ status: 'accepted' }, { status: 'rejected', errors: [expect.stringContaining('spam')] }],
		],
		[
			'that names no place, to every item of the request as a warning',
			'plain',
			[
				{ status: 'accepted', warnings: [expect.stringContaining('spam')] },
				{ status: 'accepted', warnings: [expect.stringContaining('spam')] },
			],
		],
	])('gives Braze’s word on one recipient %s', async (_, form, outcomes) => {
		const word = form === 'indexed' ? 'recipients[1]: looks like spam' : 'looks like spam';
		await users({ external_id: 'a' }, { external_id: 'b' });
		await bench.braze('/_sandbox/faults', { rules: [{ path, amend: { errors: [word] } }] });
		expect(await bench.run('campaign.trigger', campaign, [{ id: 'a' }, { id: 'b' }])).toMatchObject(
			outcomes,
		);
	});

	it('names the field of an item that cannot be sent', async () => {
		expect(await bench.run('campaign.trigger', { ...campaign, campaignId: '' })).toMatchObject([
			{ errors: [expect.stringContaining('Campaign is empty')] },
		]);
		const triggerProperties = {
			assignments: [{ id: '1', name: 'score', value: '={{ $json.score }}', type: 'number' }],
		};
		expect(
			await bench.run('campaign.trigger', { ...campaign, triggerProperties }, [
				{ id: 'u', score: 'many' },
				{ prize: 'p' },
			]),
		).toMatchObject([
			{ errors: [expect.stringMatching(/^Trigger Properties: "score" is mapped as a number/)] },
			{ errors: [expect.stringContaining('External ID is empty')] },
		]);
		expect(await bench.requests()).toEqual([]);
	});

	it('does not send twice what may have been sent, unless asked to', async () => {
		await users({ external_id: 'u' });
		const rules = [{ path, status: 502, applied: true, times: 1 }];
		await bench.braze('/_sandbox/faults', { rules });
		expect(await bench.run('campaign.trigger', campaign, [{ id: 'u' }])).toMatchObject([
			{
				status: 'partial',
				errors: [expect.stringContaining('unknown whether Braze accepted it')],
				taken: { unknown: { recipients: true } },
			},
		]);
		expect(await messages()).toHaveLength(1);
		await bench.braze('/_sandbox/faults', { rules });
		const parameters = { ...campaign, options: { retryAmbiguous: true } };
		expect(await bench.run('campaign.trigger', parameters, [{ id: 'u' }])).toMatchObject([
			{ status: 'accepted' },
		]);
		expect(await messages()).toHaveLength(3);
	});
});

describe('trigger a Canvas', () => {
	const canvas = {
		canvasId: { __rl: true, mode: 'id', value: 'canvas-1' },
		identifyBy: 'externalId',
		externalId: '={{ $json.id }}',
		entryProperties: mapped({ prize: '={{ $json.prize }}' }),
	};

	it.each([
		[{}, 'context'],
		[{ propertiesField: 'canvas_entry_properties' }, 'canvas_entry_properties'],
	])('sends entry properties by the name chosen: %j', async (options, name) => {
		await users({ external_id: 'u' });
		const output = await bench.run('canvas.trigger', { ...canvas, options }, [
			{ id: 'u', prize: 'p' },
		]);
		expect(await sentTo('/canvas/trigger/send')).toEqual([
			{ canvas_id: 'canvas-1', recipients: [{ external_user_id: 'u', [name]: { prize: 'p' } }] },
		]);
		expect(output).toMatchObject([{ status: 'accepted', canvas_id: 'canvas-1' }]);
		expect(await messages()).toEqual([
			{ id: 'canvas-1', recipient: { external_id: 'u' }, properties: { prize: 'p' } },
		]);
	});

	it('takes no other name for them', async () => {
		const options = { propertiesField: '={{ $json.name }}' };
		expect(
			await bench.run('canvas.trigger', { ...canvas, options }, [{ id: 'u', name: 'Context' }]),
		).toMatchObject([
			{
				status: 'rejected',
				errors: [
					'Send Properties As must be context or canvas_entry_properties. Value: "Context".',
				],
			},
		]);
		expect(await bench.requests()).toEqual([]);
	});

	it('refuses properties over 50 KB, and tells an unknown Canvas', async () => {
		expect(
			await bench.run('canvas.trigger', canvas, [{ id: 'u', prize: 'x'.repeat(51_200) }]),
		).toMatchObject([{ errors: [expect.stringContaining('larger than the 50 KB')] }]);
		expect(await bench.requests()).toEqual([]);
		const canvasId = { __rl: true, mode: 'id', value: 'nope' };
		expect(await bench.run('canvas.trigger', { ...canvas, canvasId }, [{ id: 'u' }])).toMatchObject(
			[
				{
					errors: ['Invalid Canvas ID. Choose an API-triggered Canvas from this workspace.'],
				},
			],
		);
	});
});
