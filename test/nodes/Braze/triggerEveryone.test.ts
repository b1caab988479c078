import { openWorkbench, type Workbench } from './support/workbench';

let bench: Workbench;
beforeAll(async () => (bench = await openWorkbench()));
afterAll(async () => await bench.close());
beforeEach(async () => {
	await bench.reset();
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
				sendTo: 'broadcast',
				dispatch_id: expect.any(String),
			},
			pairedItem: { item: 2 },
		});
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
		for (const wrong of ['{}', '', '[1]', '{"a":', '={{ $json.missing }}']) {
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
		).toMatchObject([{ errors: ['Invalid Campaign ID'] }, { errors: ['Invalid Campaign ID'] }]);
		expect(await sentTo(path)).toHaveLength(2);
	});
});
