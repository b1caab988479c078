import { ItemError } from '../../../../nodes/Braze/model/itemError';
import {
	checkSubscription,
	GROUP_STATES,
	isNoAnswer,
	readState,
	SUBSCRIPTION_STATES,
} from '../../../../nodes/Braze/model/subscriptions';

describe('a subscription', () => {
	it.each([
		['subscribed', 'subscribed'],
		[' Subscribed ', 'subscribed'],
		['UNSUBSCRIBED', 'unsubscribed'],
		['yes', 'subscribed'],
		[true, 'subscribed'],
		['opted_in', 'subscribed'],
		['no', 'unsubscribed'],
		[false, 'unsubscribed'],
		[0, 'unsubscribed'],
	])('to a group that is %j has the state %j', (given, subscription_state) => {
		expect(checkSubscription(' g\u200b ', given)).toEqual({
			subscription_group_id: 'g',
			subscription_state,
		});
	});

	it.each(['', ' ', '\u200b', undefined, null, 5])('needs the group’s ID, not %j', (id) => {
		expect(() => checkSubscription(id, 'subscribed')).toThrow(ItemError);
		expect(() => checkSubscription(id, 'subscribed')).toThrow(
			'Subscription Group ID is empty. Find it in Braze under Audience > Subscription Group Management.',
		);
	});

	it.each(['undefined', '[object Object]', '-', 'n/a'])('is not to the group %j', (id) => {
		expect(() => checkSubscription(id, 'subscribed')).toThrow(
			`Subscription Group ID is "${id}", which stands for a missing value.`,
		);
	});

	it.each(['No thanks', 'Unknown', 2, { a: 1 }])('to a group cannot be %j', (state) => {
		expect(() => checkSubscription('g', state)).toThrow(
			'Subscription State is neither yes nor no. Map a yes or no, or one of subscribed, unsubscribed.',
		);
	});

	it('of emails can be an opt-in, which a yes is', () => {
		const read = (value: unknown) => readState(value, SUBSCRIPTION_STATES);
		expect(['Opted_In', 'opted in', 'yes', 1, true].map(read)).toEqual(Array(5).fill('opted_in'));
		expect(read('Subscribed')).toBe('subscribed');
		const said = ['subscribed.', '"Subscribed"', '✅ Subscribed', ['subscribed'], [' Subscribed!']];
		expect(said.map(read)).toEqual(Array(5).fill('subscribed'));
		expect(
			['ｓｕｂｓｃｒｉｂｅｄ', 'sub\u200bscribed', ' Subscribed', 'SUBSCRIBED'].map(read),
		).toEqual(Array(4).fill('subscribed'));
		expect([['opted_in'], ['yes'], [['no']]].map(read)).toEqual([
			'opted_in',
			'opted_in',
			'unsubscribed',
		]);
		expect(
			[
				['yes', 'ja'],
				['yes', 'no'],
				['no', 'yes'],
			].map(read),
		).toEqual(['opted_in', undefined, undefined]);
		expect(['no', 'off', false, 'opted_out', 'none'].map(read)).toEqual(
			Array(5).fill('unsubscribed'),
		);
	});

	it.each([
		undefined,
		null,
		'',
		' ',
		[],
		{},
		[''],
		[null],
		'\u200b',
		'null',
		'undefined',
		'NaN',
		'(null)',
		'ｎｕｌｌ',
		'"undefined"',
		...['None', ' None ', '\u200bNone', '\\N\u200b'],
		...[['None'], ['None', 'None'], [['None'], 'null', ''], ['no', 'None'], ['—', 'no']],
		...[NaN, [NaN], ['null'], ['undefined'], '[]', '{}', '""', "''", '.', '…', '!', '—', '?'],
	])('is not withdrawn by %j, which is no answer', (value) => {
		expect(readState(value, SUBSCRIPTION_STATES)).toBeUndefined();
		expect(readState(value, GROUP_STATES)).toBeUndefined();
	});

	it('has an answer in whatever says something', () => {
		expect([false, 0, 'no', 'null', ['no'], new Date(0)].map(isNoAnswer)).toEqual(
			Array(6).fill(false),
		);
		expect(['', '\u200b', [' '], {}, [[]], null, undefined, NaN].map(isNoAnswer)).toEqual(
			Array(8).fill(true),
		);
	});
});
