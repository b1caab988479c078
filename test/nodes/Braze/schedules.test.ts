import { useWorkbench } from './support/workbench';

const bench = useWorkbench();
beforeEach(async () => {
	await bench.braze('/_sandbox/workspace', {
		campaigns: [{ id: 'camp-1', name: 'Come back' }],
		canvases: [
			{ id: 'canvas-1', name: 'Winners' },
			{ id: 'paused', name: 'Waiting', paused: true },
		],
	});
	await bench.braze('/users/track', {
		attributes: ['a', 'b', 'c'].map((external_id) => ({ external_id, x: 1 })),
	});
});

const picked = (value: string) => ({ __rl: true, mode: 'id', value });

const mapped = (fields: Record<string, string>) => ({
	assignments: Object.entries(fields).map(([name, value], id) => ({ id: `${id}`, name, value })),
});

const sentTo = async (path: string) =>
	(await bench.requests()).filter((request) => request.path === path).map(({ body }) => body);

const messages = async () =>
	((await bench.braze('/_sandbox/messages')) as { messages: object[] }).messages;

const ahead = async (now: string) => await bench.braze('/_sandbox/clock', { now });

const user = { identifyBy: 'externalId', externalId: '={{ $json.id }}' };

describe.each([
	[
		'campaign',
		'/campaigns',
		'campaigns',
		{ campaignId: picked('camp-1') },
		{ campaign_id: 'camp-1' },
	],
	['canvas', '/canvas', 'canvas', { canvasId: picked('canvas-1') }, { canvas_id: 'canvas-1' }],
])('schedules of a %s', (resource, root, permission, target, id) => {
	const path = `${root}/trigger/schedule`;
	const parameters = { ...target, ...user, sendAt: '={{ $json.at }}' };
	const values = { triggerProperties: mapped({ prize: '={{ $json.prize }}' }) };
	const entry = { entryProperties: mapped({ prize: '={{ $json.prize }}' }) };

	it('are one for each item, and sent at its time', async () => {
		const items = [
			{ id: 'a', at: '2099-05-24T21:30:00Z', prize: 'Hat' },
			{ id: 'b', at: '2099-05-24T17:30:00', prize: 'Cap' },
		];
		const output = await bench.run(
			`${resource}.schedule`,
			{ ...parameters, ...values, ...entry },
			items,
		);
		const schedule = { time: '2099-05-24T21:30:00Z' };
		expect(output).toEqual([
			{
				status: 'accepted',
				user: { external_id: 'a' },
				...id,
				schedule,
				dispatch_id: expect.any(String),
				schedule_id: expect.any(String),
			},
			expect.objectContaining({ user: { external_id: 'b' }, schedule }),
		]);
		expect(output[0].schedule_id).not.toBe(output[1].schedule_id);
		const sent = await sentTo(`${path}/create`);
		expect(sent).toHaveLength(2);
		expect(sent).toContainEqual({
			...id,
			schedule,
			recipients: [
				{
					external_user_id: 'a',
					[resource === 'canvas' ? 'context' : 'trigger_properties']: { prize: 'Hat' },
				},
			],
		});
		expect(await messages()).toEqual([]);
		await ahead('2099-05-25T00:00:00Z');
		expect(await messages()).toHaveLength(2);
	});

	it('are shared by the users of a request, if that is wanted', async () => {
		const items = ['a', 'b', 'c'].map((one) => ({ id: one, at: '2099-01-01' }));
		const options = { shareSchedules: true };
		const output = await bench.run(`${resource}.schedule`, { ...parameters, options }, items);
		expect(new Set(output.map(({ schedule_id }) => schedule_id)).size).toBe(1);
		expect(await sentTo(`${path}/create`)).toHaveLength(1);
	});

	it.each([
		['local', '2099-05-24T18:30:00', { time: '2099-05-24T18:30:00', in_local_time: true }],
		['local', '2099-05-24T18:30:00Z', { time: '2099-05-24T14:30:00', in_local_time: true }],
		['local', '24 May 2099 6:30 PM', { time: '2099-05-24T18:30:00', in_local_time: true }],
		['local', 4_083_242_400, { time: '2099-05-23T14:00:00', in_local_time: true }],
		['optimal', '2099-05-24', { time: '2099-05-24T00:00:00', at_optimal_time: true }],
		['once', '2099-05-24', { time: '2099-05-24T04:00:00Z' }],
		['once', '2099-05-24T18:30:00:250+10:00', { time: '2099-05-24T08:30:00Z' }],
	])('are in the time zone that is wanted: %s, %s', async (scheduleType, at, schedule) => {
		// (The workflow's time zone is New York's.)
		const output = await bench.run(`${resource}.schedule`, { ...parameters, scheduleType }, [
			{ id: 'a', at },
		]);
		expect(output).toMatchObject([{ status: 'accepted', schedule }]);
	});

	it('reject a time that is none, or has passed; the other items are scheduled', async () => {
		const items = [
			{ id: 'a', at: 'soon' },
			{ id: 'a' },
			{ id: 'a', at: '2020-01-01T00:00:00Z' },
			{ id: 'a', at: '01/02/2099' },
			{ id: 'a', at: '2099-01-01' },
		];
		const output = await bench.run(`${resource}.schedule`, parameters, items);
		expect(output.map(({ errors }) => errors)).toEqual([
			['Send At is not a date and time. Value: "soon".'],
			['Send At is empty. Enter when to send it.'],
			['Send At has passed. Value: "2020-01-01T00:00:00Z".'],
			['Send At is not a date and time. Value: "01/02/2099".'],
			undefined,
		]);
		for (const scheduleType of ['local', 'optimal']) {
			const past = [{ id: 'a', at: '2020-01-01T00:00:00' }];
			expect(
				await bench.run(`${resource}.schedule`, { ...parameters, scheduleType }, past),
			).toMatchObject([{ errors: [expect.stringContaining('Send At has passed.')] }]);
		}
	});

	it('of an audience or everyone are made once, and not several times by mistake', async () => {
		const everyone = { ...target, sendTo: 'broadcast', sendAt: '={{ $json.at }}' };
		const same = [{ at: '2099-01-01T00:00:00Z' }, { at: '2099-01-01T00:00:00Z' }];
		const output = await bench.run(`${resource}.schedule`, everyone, same);
		expect(output).toHaveLength(2);
		expect(output[1]).toMatchObject({
			status: 'accepted',
			send_to: 'broadcast',
			schedule: { time: '2099-01-01T00:00:00Z' },
			schedule_id: expect.any(String),
		});
		expect(await sentTo(`${path}/create`)).toEqual([
			{ ...id, broadcast: true, schedule: { time: '2099-01-01T00:00:00Z' } },
		]);
		const different = [...same, { at: '2099-01-02T00:00:00Z' }];
		const stopped = await bench.run(`${resource}.schedule`, everyone, different);
		expect(stopped[0].errors).toEqual([
			expect.stringMatching(
				/^Nothing was scheduled: .* schedule the (campaign|Canvas) 2 times for /,
			),
		]);
		expect(await sentTo(`${path}/create`)).toHaveLength(1);
	});

	it('are not made again when Braze may have them', async () => {
		await bench.braze('/_sandbox/faults', {
			rules: [{ path: `${path}/create`, status: 500, applied: true, times: 1 }],
		});
		const output = await bench.run(`${resource}.schedule`, parameters, [
			{ id: 'a', at: '2099-01-01' },
		]);
		expect(output).toMatchObject([{ status: 'partial', taken: { unknown: expect.anything() } }]);
		expect(await sentTo(`${path}/create`)).toHaveLength(1);
	});

	describe('once made', () => {
		const change = { ...target, scheduleId: '={{ $json.schedule }}' };
		let schedule: unknown;
		beforeEach(async () => {
			const [made] = await bench.run(`${resource}.schedule`, parameters, [
				{ id: 'a', at: '2099-01-01T00:00:00Z' },
			]);
			schedule = made.schedule_id;
		});

		it('are moved, the last item last', async () => {
			const update = { ...change, sendAt: '={{ $json.at }}', scheduleType: 'local' };
			const items = [
				{ schedule, at: '2099-03-01T10:00:00' },
				{ schedule: 'nope', at: '2099-03-01T10:00:00' },
				{ schedule, at: '2099-02-01T10:00:00' },
			];
			const output = await bench.run(`${resource}.updateSchedule`, update, items);
			expect(output).toEqual([
				expect.objectContaining({ status: 'accepted', schedule_id: schedule }),
				{ status: 'rejected', errors: [expect.stringContaining('schedule_id')] },
				{
					status: 'accepted',
					...id,
					schedule_id: schedule,
					schedule: { time: '2099-02-01T10:00:00', in_local_time: true },
				},
			]);
			await ahead('2099-01-15T00:00:00Z');
			expect(await messages()).toEqual([]);
			await ahead('2099-02-02T00:00:00Z');
			expect(await messages()).toHaveLength(1);
		});

		it('are canceled', async () => {
			const items = [{ schedule }, { schedule: '' }, { schedule: 'undefined' }];
			const output = await bench.run(`${resource}.deleteSchedule`, change, items);
			expect(output).toEqual([
				{ status: 'accepted', ...id, schedule_id: schedule, deleted: true },
				{ status: 'rejected', errors: [expect.stringContaining('Schedule ID is empty')] },
				{ status: 'rejected', errors: [expect.stringContaining('stands for a missing value')] },
			]);
			await ahead('2099-01-02T00:00:00Z');
			expect(await messages()).toEqual([]);
		});

		it('may be canceled when the response was lost: that is said', async () => {
			await bench.braze('/_sandbox/faults', {
				rules: [{ path: `${path}/delete`, status: 503, retryAfter: 0, applied: true, times: 1 }],
			});
			expect(await bench.run(`${resource}.deleteSchedule`, change, [{ schedule }])).toEqual([
				{ status: 'rejected', errors: [expect.stringContaining('may be deleted')] },
			]);
		});

		it('are not taken for changed when the response says otherwise', async () => {
			await bench.braze('/_sandbox/faults', {
				rules: [{ path: `${path}/delete`, amend: { message: 'It is too late' } }],
			});
			expect(await bench.run(`${resource}.deleteSchedule`, change, [{ schedule }])).toEqual([
				{ status: 'rejected', errors: ['It is too late'] },
			]);
		});
	});

	it.each([
		['schedule', 'create'],
		['updateSchedule', 'update'],
		['deleteSchedule', 'delete'],
	])('%s: says which permission is missing', async (operation, verb) => {
		await bench.braze('/_sandbox/faults', { rules: [{ status: 403 }] });
		const all = { ...parameters, sendAt: '2099-01-01', scheduleId: 's' };
		const { message } = await bench.fail(`${resource}.${operation}`, all, [{ id: 'a' }]);
		expect(message).toContain(`"${permission}.trigger.schedule.${verb}"`);
	});
});

it('a schedule of a paused Canvas is made, with what Braze says about it', async () => {
	const parameters = { canvasId: picked('paused'), ...user, sendAt: '2099-01-01' };
	expect(await bench.run('canvas.schedule', parameters, [{ id: 'a' }])).toMatchObject([
		{
			status: 'accepted',
			schedule_id: expect.any(String),
			notice: expect.stringContaining('paused'),
		},
	]);
});

describe('create a send ID', () => {
	const parameters = { campaignId: picked('camp-1'), sendId: '={{ $json.send }}' };
	const path = '/sends/id/create';

	it('is made once for items that ask for the same', async () => {
		const items = [{}, { send: 'spring' }, {}, { send: 'spring' }];
		const output = await bench.run('campaign.createSendId', parameters, items);
		expect(output[1]).toEqual({ status: 'accepted', campaign_id: 'camp-1', send_id: 'spring' });
		expect(output[0]).toEqual(output[2]);
		expect(await sentTo(path)).toHaveLength(2);
	});

	it.each(['é', 'x'.repeat(65), 'undefined', 'https://dashboard-01.braze.com/a/b'])(
		'is none: %s',
		async (send) => {
			expect(await bench.run('campaign.createSendId', parameters, [{ send }])).toMatchObject([
				{ status: 'rejected', errors: [expect.stringMatching(/^Send ID/)] },
			]);
			expect(await sentTo(path)).toEqual([]);
		},
	);

	it('is not asked for again when Braze may have made one of the day’s 100', async () => {
		await bench.braze('/_sandbox/faults', { rules: [{ path, status: 500, applied: true }] });
		expect(await bench.run('campaign.createSendId', parameters, [{}])).toMatchObject([
			{ status: 'partial' },
		]);
		expect(await sentTo(path)).toHaveLength(1);
	});

	it('says which permission is missing', async () => {
		await bench.braze('/_sandbox/faults', { rules: [{ status: 403 }] });
		expect((await bench.fail('campaign.createSendId', parameters)).message).toContain(
			'sends.id.create',
		);
	});
});
