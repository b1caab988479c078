import { useWorkbench } from './support/workbench';

const bench = useWorkbench();
beforeEach(async () => {
	await bench.braze('/_sandbox/workspace', {
		campaigns: [
			{ id: 'camp-1', name: 'You have won' },
			{ id: 'camp-2', name: 'Old', archived: true },
		],
		canvases: [{ id: 'canvas-1', name: 'Winners' }],
	});
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
	externalId: '={{ $json.id }}',
	triggerProperties: mapped({ prize: '={{ $json.prize }}', 'card.name': '={{ $json.card }}' }),
};
const path = '/campaigns/trigger/send';

describe('trigger for everyone', () => {
	const parameters = { ...campaign, sendTo: 'broadcast', triggerProperties: mapped({ a: 'b' }) };

	it('is sent once for items that send the same', async () => {
		const output = await bench.items('campaign.trigger', {
			parameters,
			items: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
		});
		expect(await sentTo(path)).toEqual([
			{ campaign_id: 'camp-1', broadcast: true, trigger_properties: { a: 'b' } },
		]);
		expect(output).toHaveLength(3);
		expect(output[2]).toEqual({
			json: {
				status: 'accepted',
				campaign_id: 'camp-1',
				send_to: 'broadcast',
				dispatch_id: expect.any(String),
			},
			pairedItem: { item: 2 },
		});
		expect(await messages()).toHaveLength(1);
	});

	it.each(['broadcast', 'audience'])(
		'stops before the first of several, unless they are allowed (%s)',
		async (sendTo) => {
			const filter = { custom_attribute: { custom_attribute_name: 'tier', comparison: 'exists' } };
			const different = {
				...campaign,
				sendTo,
				audience: JSON.stringify(filter),
				triggerProperties: mapped({ prize: '={{ $json.prize }}' }),
			};
			const items = [{ prize: 'car' }, { prize: 'car' }, { prize: 'hat' }];
			const stopped = await bench.run('campaign.trigger', different, items);
			const reason = expect.stringMatching(
				/^Nothing was sent: .* send the campaign 2 times to .*"Allow Several Broadcasts"\.$/,
			) as string;
			expect(stopped).toEqual(Array(3).fill({ status: 'rejected', errors: [reason] }));
			const { message } = await bench.fail('campaign.trigger', different, items);
			expect(message).toBe('None of the 3 items was sent');
			expect(await sentTo(path)).toEqual([]);
			const options = { allowSeveralBroadcasts: true };
			const sent = await bench.run('campaign.trigger', { ...different, options }, items);
			expect(sent.map(({ status }) => status)).toEqual(Array(3).fill('accepted'));
			expect(await messages()).toMatchObject([
				{ properties: { prize: 'car' } },
				{ properties: { prize: 'hat' } },
			]);
		},
	);

	it('is not stopped by items that cannot be read', async () => {
		const audience = { custom_attribute: { custom_attribute_name: 'tier', comparison: 'exists' } };
		const read = { ...parameters, sendTo: 'audience', audience: '={{ $json.audience }}' };
		const output = await bench.run('campaign.trigger', read, [{ audience }, {}, { audience }]);
		expect(output.map(({ status }) => status)).toEqual(['accepted', 'rejected', 'accepted']);
		expect(await messages()).toHaveLength(1);
	});

	it('takes an audience, and never an empty one', async () => {
		const filter = { custom_attribute: { custom_attribute_name: 'tier', comparison: 'exists' } };
		const audience = JSON.stringify(filter);
		await bench.run('campaign.trigger', { ...parameters, sendTo: 'audience', audience });
		expect(await sentTo(path)).toEqual([
			{
				campaign_id: 'camp-1',
				broadcast: true,
				audience: filter,
				trigger_properties: { a: 'b' },
			},
		]);
		for (const wrong of ['{}', '', '[1]', '{"a":', '={{ $json.missing }}', '{"a":"Caf\ufffd"}']) {
			expect(
				await bench.run('campaign.trigger', { ...parameters, sendTo: 'audience', audience: wrong }),
			).toMatchObject([{ errors: [expect.stringMatching(/^Audience \(JSON\)/)] }]);
		}
		expect(await sentTo(path)).toHaveLength(1);
	});

	it('is never sent again when Braze may have taken it, nor item by item when refused', async () => {
		await bench.braze('/_sandbox/faults', {
			rules: [{ path, status: 500, applied: true, times: 1 }],
		});
		const output = await bench.run(
			'campaign.trigger',
			{ ...parameters, options: { retryAmbiguous: true } },
			[{}, {}],
		);
		expect(output[1].errors).toEqual([expect.stringContaining('not sent again')]);
		expect(await messages()).toHaveLength(1);
		const campaignId = { __rl: true, mode: 'id', value: 'nope' };
		expect(
			await bench.run('campaign.trigger', { ...parameters, campaignId }, [{}, {}]),
		).toMatchObject(
			Array(2).fill({
				errors: ['Invalid Campaign ID. Choose an API-triggered campaign from this workspace.'],
			}),
		);
		expect(await sentTo(path)).toHaveLength(2);
	});
});
