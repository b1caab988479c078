import type { IDataObject } from 'n8n-workflow';

import type { ExportedProfile } from '../../../../../nodes/Braze/api/profiles';
import { keyOf, userByExternalId } from '../../../../../nodes/Braze/model/user';
import { judge } from '../../../../../nodes/Braze/track/verify/judge';
import { placed } from '../../support/activities';

const user = userByExternalId('u');
const KEY = keyOf(user);
const NOW = Date.parse('2026-06-01T12:00:00Z');
const EVENT = { name: 'entered', time: '2026-06-01T11:00:00Z' };

/** The judgement of one item, by what was read of its user. */
const judged = (
	attributes: IDataObject,
	profile: ExportedProfile | undefined,
	{ unread = false, unreadBefore = false, isTaken = true } = {},
) => {
	const change = {
		item: 0,
		user,
		attributes,
		events: placed(EVENT, EVENT),
		purchases: placed({ product_id: 'hat' }),
		mergedNames: new Set<string>(),
		updateExistingOnly: false,
	};
	return judge([{ change, isTaken }], {
		before: new Map(),
		unreadBefore: new Set(unreadBefore ? [KEY] : []),
		after: new Map(profile === undefined ? [] : [[KEY, profile]]),
		unread: new Set(unread ? [KEY] : []),
		now: NOW,
	}).get(0);
};

const ACTIVITIES = ['event "entered"', 'purchase "hat"'];

describe('the judgement of an item', () => {
	it('names everything of a user who is not there', () => {
		expect(judged({ a: 1 }, undefined)?.unverified).toEqual(
			['a', ...ACTIVITIES].map((name) => ({
				name,
				message: `${name}: Braze does not show the user`,
			})),
		);
	});

	it('claims nothing of a user who could not be read, or of counts that cannot be compared', () => {
		const profile = { custom_attributes: { a: 1 } };
		const nothing = judged({ a: 1 }, profile, { unread: true });
		expect(nothing).toMatchObject({ unverified: [], unverifiable: ['a', ...ACTIVITIES] });
		expect(judged({ a: 1 }, profile, { unreadBefore: true })).toMatchObject({
			verified: { attributes: ['a'] },
			unverified: [],
			unverifiable: ACTIVITIES,
		});
	});

	it('says what Braze has instead; the states of groups are not its business', () => {
		const profile = { custom_attributes: { b: null, c: 'x' } };
		const attributes = { a: 1, b: 'text', c: [1], subscription_groups: [] };
		const { unverified, unverifiable } = judged(attributes, profile, { unreadBefore: true })!;
		expect(unverified.map(({ message }) => message)).toEqual([
			'Attribute "a": sent 1, but Braze has no value',
			'Attribute "b": sent "text", but Braze has no value',
			'Attribute "c": sent [1], but Braze has "x"',
		]);
		expect(unverifiable).toEqual(ACTIVITIES);
	});

	it('is none of an item that Braze has not taken whole', () => {
		expect(judged({ a: 1 }, {}, { isTaken: false })).toBeUndefined();
	});
});
