import { useWorkbench } from './support/workbench';

const bench = useWorkbench();
beforeEach(async () => {
	await bench.braze('/_sandbox/workspace', {
		campaigns: [
			{ id: 'camp-1', name: 'You have won', tags: ['Prizes'] },
			{ id: 'camp-2', name: 'Old', archived: true },
		],
		canvases: [{ id: 'canvas-1', name: 'Winners', paused: true }],
		segments: [{ id: 'seg-1', name: 'Fans' }],
	});
});

const picked = (value: string) => ({ __rl: true, mode: 'id', value });

const paths = async () => (await bench.requests()).map(({ path }) => path);

describe('get', () => {
	it('tells of a campaign whether it is active, without what is long', async () => {
		const parameters = { campaignId: picked('={{ $json.id }}') };
		const items = [{ id: 'camp-1' }, { id: 'nope' }, {}, { id: 'camp-2' }];
		const [first, unknown, empty, archived] = await bench.run('campaign.get', parameters, items);
		expect(first).toMatchObject({
			campaign_id: 'camp-1',
			name: 'You have won',
			enabled: true,
			tags: ['Prizes'],
		});
		for (const name of ['message', 'messages', 'conversion_behaviors']) {
			expect(first).not.toHaveProperty(name);
		}
		expect(unknown).toEqual({ status: 'rejected', errors: [expect.stringContaining('campaign')] });
		expect(empty).toEqual({
			status: 'rejected',
			errors: [expect.stringContaining('Campaign is empty')],
		});
		expect(archived).toMatchObject({ archived: true, enabled: false });
		expect((await paths()).sort()).toEqual(
			['camp-1', 'camp-2', 'nope'].map((id) => `/campaigns/details?campaign_id=${id}`),
		);
	});

	it('returns all of a Canvas, and its draft, if asked to', async () => {
		const parameters = {
			canvasId: picked('canvas-1'),
			simple: false,
			options: { returnDraft: '={{ $json.draft }}' },
		};
		const [canvas] = await bench.run('canvas.get', parameters, [{ draft: 'yes' }]);
		expect(canvas).toMatchObject({ name: 'Winners', enabled: false, variants: [], steps: [] });
		expect(await paths()).toEqual([
			'/canvas/details?canvas_id=canvas-1&post_launch_draft_version=true',
		]);
	});

	it('returns a segment', async () => {
		const [segment] = await bench.run('segment.get', { segmentId: picked('seg-1') });
		expect(segment).toMatchObject({ segment_id: 'seg-1', name: 'Fans', tags: [] });
	});

	it.each([
		'https://dashboard-01.braze.com/engagement/campaigns/5f1a/64b2?locale=en',
		'dashboard-01.braze.eu/engagement/canvas/5f1a',
	])('knows a page’s address from an ID: %s', async (id) => {
		const output = await bench.run('campaign.get', { campaignId: picked('={{ $json.id }}') }, [
			{ id },
		]);
		expect(output).toEqual([
			{
				status: 'rejected',
				errors: [expect.stringMatching(/^Campaign is the address of a page.*API identifier/)],
			},
		]);
		const canvas = await bench.run('canvas.trigger', { canvasId: picked(id), externalId: 'u' });
		expect(canvas).toMatchObject([{ errors: [expect.stringMatching(/^Canvas is the address/)] }]);
		expect(await bench.requests()).toEqual([]);
	});

	it.each([
		['campaign', 'campaigns.details'],
		['canvas', 'canvas.details'],
		['segment', 'segments.details'],
	])('%s: says which permission is missing', async (resource, permission) => {
		await bench.braze('/_sandbox/faults', { rules: [{ status: 403 }] });
		const id = picked('some');
		const parameters = { campaignId: id, canvasId: id, segmentId: id };
		expect((await bench.fail(`${resource}.get`, parameters)).message).toContain(permission);
	});
});
