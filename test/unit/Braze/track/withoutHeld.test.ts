import type { IDataObject } from 'n8n-workflow';

import { Client, type Transport } from '../../../../nodes/Braze/api/client';
import { type User, userByExternalId } from '../../../../nodes/Braze/model/user';
import type { UserChange } from '../../../../nodes/Braze/track/combine';
import { withoutHeld } from '../../../../nodes/Braze/track/withoutHeld';
import { placed } from '../support/activities';

const change = (item: number, more: Partial<UserChange> = {}): UserChange => ({
	item,
	user: userByExternalId(`u${item}`),
	attributes: { a: 1 },
	events: [],
	purchases: [],
	mergedNames: new Set<string>(),
	updateExistingOnly: false,
	...more,
});

/** With *Send Only Changes* alone. */
const onlyChanges = async (changes: UserChange[], client: Client) =>
	await withoutHeld(changes, { sendOnlyChanges: true }, client);

function clientOf(status: number, users: unknown[] = []) {
	const asked: IDataObject[] = [];
	const transport: Transport = {
		restEndpoint: 'https://rest.example.com',
		transmit: async ({ body }) => {
			asked.push(body as unknown as IDataObject);
			return await Promise.resolve({
				kind: 'response',
				status,
				headers: {},
				body: { message: 'success', users, invalid_user_ids: ['u1'] },
			});
		},
		sleep: async () => await Promise.resolve(),
		now: () => 0,
		random: () => 0,
	};
	const settings = { parallelRequests: 1, maxRetries: 0, maxWait: 0, retryAmbiguous: true };
	return { client: new Client(transport, settings), asked };
}

const held = { external_id: 'u0', braze_id: 'b', custom_attributes: { a: 1 } };

describe('only changes', () => {
	it('are what Braze does not have yet', async () => {
		const { client, asked } = clientOf(200, [held]);
		const left = await onlyChanges([change(0), change(1)], client);
		expect(left.changes.map(({ attributes }) => attributes)).toEqual([undefined, { a: 1 }]);
		expect([left.warnings.size, left.rejected.size, left.denied]).toEqual([0, 0, undefined]);
		expect(asked).toEqual([
			{
				external_ids: ['u0', 'u1'],
				fields_to_export: ['custom_attributes', 'braze_id', 'external_id', 'user_aliases'],
			},
		]);
	});

	it('ask nothing where nothing can be compared', async () => {
		const { client, asked } = clientOf(200);
		const changes = [
			change(0, { attributes: undefined, events: placed({ name: 'e' }) }),
			change(1, { attributes: { subscription_groups: [] } }),
		];
		expect((await onlyChanges(changes, client)).changes).toEqual(changes);
		expect(asked).toEqual([]);
	});

	it('ask for each user once, and only for those that are compared', async () => {
		const { client, asked } = clientOf(200);
		const { user } = change(0);
		const events = change(2, { attributes: undefined, events: placed({ name: 'e' }) });
		await onlyChanges([change(0), change(1, { user }), events], client);
		expect(asked[0].external_ids).toEqual(['u0']);
	});

	it('are everything, with a warning, where a user cannot be read for now', async () => {
		const { client } = clientOf(503);
		const changes = [change(0), change(1)];
		const left = await onlyChanges(changes, client);
		expect(left.changes).toEqual(changes);
		expect([...left.warnings]).toEqual(
			[0, 1].map((item) => [
				item,
				expect.stringMatching(
					/^The user could not be read, so all values were sent: Braze had a server error \(/,
				),
			]),
		);
		expect(left.rejected.size).toBe(0);
	});

	it('are not sent where the key may not read; what needs no reading is', async () => {
		const { client } = clientOf(403);
		const events = change(1, { attributes: undefined, events: placed({ name: 'e' }) });
		const left = await onlyChanges([change(0), events], client);
		expect(left.changes).toEqual([events]);
		expect(left.warnings.size).toBe(0);
		expect([...left.rejected]).toEqual([
			[0, expect.stringMatching(/^"Send Only Changes" has to read the users .*users\.export\.ids/)],
		]);
		expect(left.denied?.status).toBe(403);
	});
});

describe('older data', () => {
	const at = (time: string) => Date.parse(`2026-05-16T${time}Z`);
	const DATE = '2026-05-16T10:00:00.000Z';
	const user = { external_id: 'u0', braze_id: 'b', custom_attributes: { last: DATE, a: 1 } };
	const newestBy = 'last';
	const timed = (item: number, time: string, more: Partial<UserChange> = {}) =>
		change(item, {
			user: change(0).user,
			attributes: { a: 2, last: new Date(at(time)).toISOString() },
			moment: { at: at(time), newestBy },
			...more,
		});
	const skip = async (changes: UserChange[], held: IDataObject | null = user) =>
		await withoutHeld(
			changes,
			{ sendOnlyChanges: false },
			clientOf(200, held === null ? [] : [held]).client,
		);

	it('is what is older than Braze has; as old as that is not', async () => {
		const changes = [timed(0, '09:59:59.999'), timed(1, '10:00:00'), timed(2, '10:00:00.001')];
		const { changes: left, stale, warnings } = await skip(changes);
		expect(left.map(({ attributes }) => attributes !== undefined)).toEqual([false, true, true]);
		expect([...stale]).toEqual([
			[
				0,
				'Stale: the attributes are of 2026-05-16T09:59:59.999Z, and Braze has newer ones (last: 2026-05-16T10:00:00.000Z). They were not sent.',
			],
		]);
		expect(warnings.size).toBe(0);
	});

	it('costs no events, purchases or increments', async () => {
		const attributes = { a: 2, points: { inc: 5 }, list: { add: ['x'] } };
		const events = placed({ name: 'e' });
		const { changes: left } = await skip([timed(0, '09:00:00', { attributes, events })]);
		expect(left[0].attributes).toEqual({ points: { inc: 5 } });
		expect(left[0].events).toEqual(events);
	});

	it('goes first, so that the newest of a run wins', async () => {
		const { changes: left } = await skip([timed(0, '12:00:00'), timed(1, '11:00:00'), change(2)]);
		expect(left.map(({ item }) => item)).toEqual([1, 0, 2]);
	});

	it('is nothing of a user whom Braze does not know, or without a moment there', async () => {
		const unknown = timed(0, '01:00:00', { user: change(1).user });
		const held = [{ a: 1 }, { last: null }, undefined].map((custom_attributes) => ({
			...user,
			custom_attributes,
		}));
		for (const { changes: left, stale, warnings } of [
			await skip([unknown], null),
			...(await Promise.all(held.map(async (one) => await skip([timed(0, '01:00:00')], one)))),
		]) {
			expect([left[0].attributes, stale.size, warnings.size]).toEqual([expect.anything(), 0, 0]);
		}
	});

	it('is nothing of an item that has no attributes', async () => {
		const { stale } = await skip([timed(0, '09:00:00', { attributes: undefined }), change(1)]);
		expect(stale.size).toBe(0);
	});

	it('alone is left out: what is not older is sent also where Braze has it', async () => {
		const { changes: left } = await skip([timed(0, '11:00:00', { attributes: { a: 1 } })]);
		expect(left[0].attributes).toEqual({ a: 1 });
	});

	it('is what each item says, by the attribute that it names, or does not name', async () => {
		const moment = { at: at('09:00:00'), newestBy: 'last_opt_in' };
		const others = [timed(0, '09:00:00', { moment }), timed(0, '09:00:00', { moment: undefined })];
		for (const other of others) {
			const { changes: left, stale } = await skip([other, timed(1, '09:00:00')]);
			expect([...stale.keys()]).toEqual([1]);
			expect(left.map(({ item, attributes }) => [item, attributes === undefined])).toEqual([
				[0, false],
				[1, true],
			]);
		}
	});

	it('is unknown where Braze holds no date, which is told', async () => {
		for (const last of ['soon', '5', 7]) {
			const { changes: left, warnings } = await skip([timed(0, '01:00:00')], {
				...user,
				custom_attributes: { last },
			});
			expect(left[0].attributes).toBeDefined();
			expect(warnings.get(0)).toContain('"last" is not a date and time in Braze');
		}
	});

	it('is read together with what is unchanged', async () => {
		const { client, asked } = clientOf(200, [user]);
		const changes = [
			timed(0, '09:00:00'),
			timed(1, '11:00:00', { attributes: { a: 1, last: 'x' } }),
		];
		const left = await withoutHeld(changes, { sendOnlyChanges: true }, client);
		expect(left.changes.map(({ attributes }) => attributes)).toEqual([undefined, { last: 'x' }]);
		expect(asked).toHaveLength(1);
	});

	it.each<[string, boolean, Array<Partial<UserChange>>, string[]]>([
		['skips older data', false, [{}], ['custom_attributes']],
		['skips older data of some', false, [{}, { moment: undefined }], ['custom_attributes']],
		[
			'does both',
			true,
			[{ attributes: { first_name: 'Joe' } }, { moment: undefined }],
			['custom_attributes', 'first_name'],
		],
		[
			'sends only changes',
			true,
			[{ moment: undefined, attributes: { first_name: 'Joe' } }],
			['first_name'],
		],
	])('and a node that %s reads no more than it compares', async (_, sendOnlyChanges, all, read) => {
		const { client, asked } = clientOf(200, [user]);
		const changes = all.map((more, item) => timed(item, '11:00:00', more));
		await withoutHeld(changes, { sendOnlyChanges }, client);
		const identifiers = ['braze_id', 'external_id', 'user_aliases'];
		expect(asked[0].fields_to_export).toEqual([...read, ...identifiers]);
	});

	it('might be anything of a user who cannot be read: nothing of the item is sent', async () => {
		for (const status of [503, 403]) {
			const { client } = clientOf(status);
			const events = change(1, {
				attributes: undefined,
				events: placed({ name: 'e' }),
				moment: { at: 1, newestBy },
			});
			const left = await withoutHeld(
				[timed(0, '11:00:00'), events],
				{ sendOnlyChanges: false },
				client,
			);
			expect(left.changes).toEqual([events]);
			expect(left.rejected.get(0)).toMatch(/^"Skip Older Data" has to read the users first: /);
		}
	});

	it('cannot be told of one of several profiles', async () => {
		const byEmail: User = { by: 'email', value: 'a@b.co' };
		const { client } = clientOf(200, [{ braze_id: '1' }, { braze_id: '2' }]);
		const changes = [timed(0, '01:00:00', { user: byEmail })];
		const left = await withoutHeld(changes, { sendOnlyChanges: false }, client);
		expect(left.changes).toEqual(changes);
		expect(left.warnings.get(0)).toContain('several profiles');
	});
});
