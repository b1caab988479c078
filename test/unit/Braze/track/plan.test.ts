import type { IDataObject } from 'n8n-workflow';

import { TRACK_LIMITS } from '../../../../nodes/Braze/batch/limits';
import { Outcomes } from '../../../../nodes/Braze/batch/outcomes';
import type { Earlier, Limits } from '../../../../nodes/Braze/batch/types';
import { userByExternalId } from '../../../../nodes/Braze/model/user';
import type { UserChange } from '../../../../nodes/Braze/track/combine';
import { plan } from '../../../../nodes/Braze/track/plan';
import { placed } from '../support/activities';
import { jsonResponse, readerOf } from '../support/reader';

const AT = Date.parse('2026-05-16T10:00:00Z');
const HELD = { a: 1, last: '2026-05-16T10:00:00.000Z' };
const EVENTS = placed({ name: 'entered', properties: { card: 'Quiz' } });

interface Given extends Partial<UserChange> {
	earlier?: Earlier;
}

/** Plans items of users of their own; Braze has the first one, with {@link HELD}. */
async function planned(
	given: Given[],
	options: IDataObject = {},
	{ status = 200, limits = TRACK_LIMITS }: { status?: number; limits?: Limits } = {},
) {
	const { client, clock } = readerOf(({ path, body }) => {
		if (path === '/events') return jsonResponse({ events: [] });
		if (path === '/custom_attributes') {
			return jsonResponse({ attributes: [{ name: 'old', status: 'Trashed' }, { name: 'a' }] });
		}
		const profile = { external_id: 'u0', braze_id: 'b', custom_attributes: HELD };
		const { external_ids: ids } = body as { external_ids: string[] };
		const users = ids.includes('u0') ? [profile] : [];
		return jsonResponse({ message: 'success', users }, status);
	});
	const permissions: string[] = [];
	const outcomes = new Outcomes();
	const items = given.map(({ earlier, ...more }, item) => {
		const change: UserChange = {
			item,
			user: userByExternalId(`u${item}`),
			attributes: { a: 1 },
			events: [],
			purchases: [],
			mergedNames: new Set(),
			updateExistingOnly: false,
			...more,
		};
		return { item, prepared: { objects: [], change, earlier } };
	});
	const result = await plan(
		[...items, { item: items.length, prepared: { objects: [] } }],
		{ method: 'POST', path: '/users/track', limits },
		{
			options,
			outcomes,
			workspace: 'plan.test',
			createClient: (permission) => {
				permissions.push(permission);
				return client;
			},
		},
	);
	const stages = result.runs.flatMap((run) => [...run.stages].map((stage) => [...stage].flat()));
	return {
		...result,
		outcomes,
		permissions,
		clock,
		/** The items of each stage's objects. */
		sent: stages.map((stage) => stage.map(({ items: of }) => of)),
	};
}

const said = ({ said: all }: { said?: ReadonlyMap<number, IDataObject> }) =>
	Object.fromEntries(all ?? []);

describe('the plan of a run', () => {
	it('is to send what there is, without reading anything', async () => {
		const all = [{}, { attributes: undefined, events: EVENTS }];
		const { sent, permissions, idle, isPreview, verify, notes, ...rest } = await planned(all);
		expect(sent).toEqual([[[0], [1]]]);
		expect([permissions, [...idle!], notes, isPreview, verify]).toEqual([
			[],
			[],
			[],
			undefined,
			undefined,
		]);
		expect(said(rest)).toEqual({});
	});

	it('says why nothing of an item is sent', async () => {
		const nothing = { attributes: undefined };
		const place = { array: 'events', position: 1 };
		const { sent, idle } = await planned([
			nothing,
			{ ...nothing, earlier: { taken: [], unknown: [place] } },
			{ ...nothing, earlier: { taken: [place], unknown: [] } },
			{ ...nothing, purchases: placed({ product_id: 'p' }) },
		]);
		expect(sent).toEqual([[[3]]]);
		expect([...idle!]).toEqual([
			[0, 'skipped'],
			[1, 'skipped'],
			[2, 'unchanged'],
		]);
	});

	it('combines items of a user up to the size of a request, unless told otherwise', async () => {
		const user = userByExternalId('u');
		const all = ['a', 'b'].map((name) => ({ user, attributes: { [name]: 'x'.repeat(50) } }));
		expect((await planned(all)).sent).toEqual([[[0, 1]]]);
		expect((await planned(all, { combineItems: false })).sent).toEqual([[[0]], [[1]]]);
		// (Braze's identifiers and the arrays need some of it.)
		const limits = { ...TRACK_LIMITS, bytes: 4096 + 100 };
		expect((await planned(all, {}, { limits })).sent).toEqual([[[0]], [[1]]]);
	});

	it('gives advice on names and values', async () => {
		const { nearMisses, advice } = await planned([{ attributes: { firstName: '03/04/2026' } }]);
		expect(nearMisses).toMatchObject([{ name: 'firstName' }]);
		expect(advice).toMatchObject([{ fields: new Map([['firstName', 1]]) }]);
	});

	it('leaves out what the workspace does not process, if it is to be checked', async () => {
		const options = { checkWorkspace: true };
		const all = [{ attributes: { old: 1 } }, { attributes: { old: 1, a: 1, shoe: 1 } }];
		const { sent, idle, notes, outcomes, permissions } = await planned(all, options);
		expect(permissions).toEqual(['custom_attributes.get']);
		expect([sent, [...idle!]]).toEqual([[[[1]]], [[0, 'skipped']]]);
		expect(outcomes.warningsOf(1)).toEqual([
			expect.stringMatching(/^Attribute "old" is not active/),
		]);
		expect(notes).toEqual([{ message: expect.stringMatching(/^New .* "shoe"\.$/), type: 'info' }]);
	});

	it('leaves out what Braze has, if only changes are to be sent', async () => {
		const { sent, idle, permissions } = await planned([{}, {}], { sendOnlyChanges: true });
		expect(permissions).toEqual(['users.export.ids']);
		expect([sent, [...idle!]]).toEqual([[[[1]]], [[0, 'unchanged']]]);
	});

	it('leaves out what is older than what Braze has, and says so', async () => {
		const user = userByExternalId('u0');
		const all = [-1, -1, 1].map((by, item) => ({
			user,
			events: item === 1 ? EVENTS : [],
			moment: { at: AT + by, newestBy: 'last' },
		}));
		const { sent, idle, outcomes, ...rest } = await planned(all, { includeSentData: true });
		expect([sent, [...idle!]]).toEqual([[[[1]], [[2]]], [[0, 'skipped']]]);
		expect(said(rest)).toEqual({
			0: { stale: true },
			1: { stale: true, sent: expect.objectContaining({ attributes: {} }) },
			2: { sent: expect.objectContaining({ attributes: { a: 1 } }) },
		});
		expect(outcomes.warningsOf(0)).toEqual([expect.stringMatching(/^Stale: /)]);
	});

	it('sends nothing that a key would have to read first, and still shows it', async () => {
		const options = { sendOnlyChanges: true, includeSentData: true };
		const all = [{}, { attributes: undefined, events: EVENTS }];
		const { sent, stopReason, outcomes, ...rest } = await planned(all, options, { status: 403 });
		expect([sent, stopReason?.status]).toEqual([[[[1]]], 403]);
		expect(outcomes.errorsOf(0)).toEqual([
			expect.stringMatching(/^"Send Only Changes" has to read/),
		]);
		expect(Object.keys(said(rest))).toEqual(['0', '1']);
	});

	it('sends what could not be compared for now, and says so', async () => {
		const { sent, outcomes } = await planned([{}], { sendOnlyChanges: true }, { status: 503 });
		expect([sent, outcomes.warningsOf(0)]).toEqual([
			[[[0]]],
			[expect.stringMatching(/^The user could not be read, so all values were sent/)],
		]);
	});

	it('reads back what was sent, if that is to be verified', async () => {
		const { permissions, verify, clock } = await planned([{}], { verifyWithin: 5 });
		expect(permissions).toEqual(['users.export.ids']);
		const readBacks = await clock.run(verify!(new Set([0])));
		expect(readBacks.get(0)?.applied).toBe(true);
	});
});

describe('the plan of a dry run', () => {
	const DRY = { dryRun: true, includeSentData: true, verifyWithin: 5 };

	it('is shown, with the most that it would cost', async () => {
		const { isPreview, notes, verify, ...rest } = await planned([{}, { events: EVENTS }], DRY);
		expect([isPreview, verify]).toEqual([true, undefined]);
		const events = EVENTS.map(({ object }) => object);
		expect(said(rest)).toEqual({
			0: {
				sent: { attributes: { a: 1 }, events: [], purchases: [] },
				data_points: { at_most: 1 },
			},
			1: {
				sent: { attributes: { a: 1 }, events, purchases: [] },
				data_points: { at_most: 2, properties: 1 },
			},
		});
		expect(notes).toEqual([
			{
				message:
					'Sending this would cost at most 3 data points, and up to 1 more for properties that are enabled for segmentation in Braze.',
				type: 'info',
			},
		]);
		const [{ message }] = (await planned([{}], DRY)).notes!;
		expect(message).toBe('Sending this would cost at most 1 data point.');
	});

	it('comes with other notes, and with what is stale', async () => {
		const moment = { at: AT - 1, newestBy: 'last' };
		const options = { ...DRY, checkWorkspace: true };
		const all = [{ attributes: { shoe: 1 }, moment, events: EVENTS }];
		const { notes, ...rest } = await planned(all, options);
		expect(notes?.map(({ message }) => message.slice(0, 7))).toEqual(['New in ', 'Sending']);
		expect(said(rest)[0]).toMatchObject({ stale: true, data_points: { at_most: 1 } });
	});

	it('shows the requests on request, and refuses what is too large either way', async () => {
		const all = [{}, { attributes: { a: 'x'.repeat(5000) } }];
		const limits = { ...TRACK_LIMITS, bytes: 5000 };
		for (const showRequests of [true, false]) {
			const options = { ...DRY, showRequests };
			const { outcomes, ...rest } = await planned(all, options, { limits });
			expect(said(rest)[0].requests).toEqual(
				showRequests ? [{ attributes: [{ external_id: 'u0', a: 1 }] }] : undefined,
			);
			expect(outcomes.errorsOf(1)).toHaveLength(1);
		}
	});
});
