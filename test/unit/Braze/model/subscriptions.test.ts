import { ItemError } from '../../../../nodes/Braze/model/itemError';
import {
	checkSubscription,
	GROUP_STATES,
	readState,
	SUBSCRIPTION_STATES,
} from '../../../../nodes/Braze/model/subscriptions';

describe('a subscription', () => {
	it.each([
		['subscribed', 'subscribed'],
		[' Subscribed ', 'subscribed'],
		['UNSUBSCRIBED', 'unsubscribed'],
	])('to a group has the state %j', (given, subscription_state) => {
		expect(checkSubscription(' g ', given)).toEqual({
			subscription_group_id: 'g',
			subscription_state,
		});
	});

	it.each(['', ' ', undefined, null, 5])('needs the group’s ID, not %j', (id) => {
		expect(() => checkSubscription(id, 'subscribed')).toThrow(ItemError);
		expect(() => checkSubscription(id, 'subscribed')).toThrow(
			'Subscription Group ID is empty. Find it in Braze under Audience > Subscription Group Management.',
		);
	});

	it.each(['yes', true, 'Unknown', 'opted_in', ''])('to a group cannot be %j', (state) => {
		expect(() => checkSubscription('g', state)).toThrow(
			'Subscription State must be subscribed or unsubscribed.',
		);
	});

	it('of emails can be an opt-in, too', () => {
		expect(readState('Opted_In', SUBSCRIPTION_STATES)).toBe('opted_in');
		expect(readState('Opted_In', GROUP_STATES)).toBeUndefined();
		expect(readState(true, SUBSCRIPTION_STATES)).toBeUndefined();
	});
});
