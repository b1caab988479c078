import { useWorkbench } from './support/workbench';

const bench = useWorkbench();
beforeEach(async () => {
	await bench.braze('/_sandbox/workspace', { segments: ['s1', 's2'] });
});

const segmentId = { __rl: true, mode: 'id', value: '={{ $json.segment }}' };
const bodies = async () => (await bench.requests()).map(({ body }) => body);

describe('export segment', () => {
	it('is started once for items that ask for the same', async () => {
		const parameters = {
			segmentId,
			fieldsToExport: ['email', 'custom_attributes'],
			callbackUrl: 'https://n8n.example.com/webhook/ready',
			options: { customAttributes: ' team, score,,team ', outputFormat: 'gzip' },
		};
		const items = [{ segment: 's1' }, { segment: 's1' }];
		const output = await bench.run('user.exportSegment', parameters, items);
		expect(await bodies()).toEqual([
			{
				segment_id: 's1',
				fields_to_export: ['email'],
				custom_attributes_to_export: ['team', 'score'],
				callback_endpoint: 'https://n8n.example.com/webhook/ready',
				output_format: 'gzip',
			},
		]);
		const outcome = {
			status: 'accepted',
			segment_id: 's1',
			object_prefix: expect.any(String),
			url: expect.stringContaining('/exports/'),
		};
		expect(output).toEqual([outcome, outcome]);
	});

	it.each([
		[{ segmentId: { __rl: true, mode: 'id', value: '' } }, 'Segment is empty'],
		[{ fieldsToExport: [] }, 'Fields to Export: choose at least one.'],
		[{ callbackUrl: 'n8n' }, 'Callback URL is not a web address.'],
		[
			{ options: { customAttributes: Array.from({ length: 501 }, (_, n) => `a${n}`).join() } },
			'Custom Attributes has 501 names, but Braze accepts only 500.',
		],
		[{ options: { outputFormat: 'rar' } }, 'File Format must be zip or gzip.'],
	])('says what is wrong with %j', async (wrong, problem) => {
		const parameters = { segmentId, ...wrong };
		expect(await bench.run('user.exportSegment', parameters, [{ segment: 's1' }])).toEqual([
			{ status: 'rejected', errors: [expect.stringContaining(problem)] },
		]);
		expect(await bodies()).toEqual([]);
	});

	it('is not started again when Braze may have started it', async () => {
		await bench.braze('/_sandbox/faults', { rules: [{ status: 500, applied: true }] });
		expect(await bench.run('user.exportSegment', { segmentId }, [{ segment: 's1' }])).toMatchObject(
			[{ status: 'partial' }],
		);
		expect(await bodies()).toHaveLength(1);
	});

	it('tells of one that is running, and can be canceled', async () => {
		const start = { segmentId };
		const item = [{ segment: 's1' }];
		await bench.run('user.exportSegment', start, item);
		expect(
			await bench.run('user.exportSegment', start, [...item, { segment: 's2' }]),
		).toMatchObject([
			{
				status: 'rejected',
				errors: [expect.stringContaining('is exporting this segment already')],
			},
			{ status: 'accepted' },
		]);
		expect(await bench.run('user.cancelExport', { segmentId }, [...item, ...item])).toEqual([
			{ status: 'accepted', segment_id: 's1' },
			{ status: 'accepted', segment_id: 's1' },
		]);
		expect(await bodies()).toHaveLength(4);
		expect(await bench.run('user.exportSegment', start, item)).toMatchObject([
			{ status: 'accepted' },
		]);
	});

	it('of a segment that is none costs no other', async () => {
		const items = [{ segment: 'nope' }, { segment: 's2' }];
		for (const operation of ['exportSegment', 'cancelExport']) {
			expect(await bench.run(`user.${operation}`, { segmentId }, items)).toMatchObject([
				{ status: 'rejected', errors: ['Invalid Segment ID'] },
				{ status: 'accepted' },
			]);
		}
	});

	it.each([
		['exportSegment', 'users.export.segment'],
		['cancelExport', 'segments.list'],
	])('%s: says which permission is missing', async (operation, permission) => {
		await bench.braze('/_sandbox/faults', { rules: [{ status: 403 }] });
		const { message } = await bench.fail(`user.${operation}`, { segmentId }, [{ segment: 's1' }]);
		expect(message).toContain(permission);
	});
});
