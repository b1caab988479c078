import type { IDataObject } from 'n8n-workflow';

import { keyOf, userByExternalId } from '../../../../../nodes/Braze/model/user';
import type { UserChange } from '../../../../../nodes/Braze/track/combine';
import { groupsSeen } from '../../../../../nodes/Braze/track/verify/groupProof';
import { jsonResponse, readerOf } from '../../support/reader';

const change = (item: number, groups: unknown): UserChange => ({
	item,
	user: userByExternalId(`u${item}`),
	attributes: { subscription_groups: groups } as IDataObject,
	events: [],
	purchases: [],
	mergedNames: new Set(),
	updateExistingOnly: false,
});

const sets = (...states: Array<[string, string]>) =>
	states.map(([subscription_group_id, subscription_state]) => ({
		subscription_group_id,
		subscription_state,
	}));

/** What is seen of items; group `denied` cannot be read, `empty` holds nobody, in others all are subscribed. */
async function seen(changes: UserChange[], profiles: IDataObject[]) {
	const { client, clock, requests } = readerOf(({ query = {} }) => {
		const { subscription_group_id: group, external_id: ids, email, phone } = query;
		if (group === 'denied') return jsonResponse({ message: 'no' }, 400);
		const members = [ids, email, phone].flat().filter((id) => id !== undefined);
		const status = group === 'empty' ? [] : members.map((id) => [id, 'Subscribed']);
		return jsonResponse({ status: Object.fromEntries(status) as IDataObject, message: 'success' });
	});
	const byKey = new Map(profiles.map((profile, item) => [keyOf(changes[item].user), profile]));
	const time = { seconds: 1, start: clock.now() };
	const found = await clock.run(groupsSeen(changes, byKey, time, client));
	return { found: Object.fromEntries(found), asked: requests.map(({ query }) => query) };
}

const NOTHING = { verified: [], unverified: [], unverifiable: [], isOverridden: false };

describe('the subscription groups of items', () => {
	it('are verified, or not, or cannot be', async () => {
		const states = sets(
			['a', 'subscribed'],
			['b', 'unsubscribed'],
			['denied', 'x'],
			['empty', 'x'],
		);
		const { found } = await seen([change(0, states)], [{ external_id: 'u0' }]);
		expect(found).toEqual({
			0: {
				...NOTHING,
				verified: ['a'],
				unverified: [{ group: 'b', sent: 'unsubscribed', held: 'subscribed' }],
				unverifiable: ['denied', 'empty'],
				unreadWhy: expect.stringContaining('no'),
			},
		});
	});

	it('are read by the first identifier that the profile has', async () => {
		const a = sets(['a', 'subscribed']);
		const contacts = { email: 'a@b.co', phone: '+61' };
		const { found, asked } = await seen(
			[change(0, a), change(1, a), change(2, a), change(3, a)],
			[{ external_id: 'u0', ...contacts }, contacts, { phone: '+62' }, {}],
		);
		const group = { subscription_group_id: 'a' };
		expect(asked).toEqual([
			{ ...group, external_id: ['u0'] },
			{ ...group, email: 'a@b.co' },
			{ ...group, phone: '+62' },
		]);
		const shown = { ...NOTHING, verified: ['a'] };
		expect(found).toEqual({ 0: shown, 1: shown, 2: shown, 3: { ...NOTHING, unverifiable: ['a'] } });
	});

	it('of one member are those of the last item; without any, nothing is said', async () => {
		const profile = { external_id: 'same' };
		const { found } = await seen(
			[
				change(0, sets(['a', 'unsubscribed'])),
				change(1, sets(['a', 'subscribed'])),
				change(2, []),
				change(3, null),
			],
			[profile, profile],
		);
		expect(found).toEqual({
			0: { ...NOTHING, unverifiable: ['a'], isOverridden: true },
			1: { ...NOTHING, verified: ['a'] },
		});
	});
});
