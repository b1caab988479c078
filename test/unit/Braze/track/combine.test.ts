import type { IDataObject } from 'n8n-workflow';

import type { RequestObject } from '../../../../nodes/Braze/batch/types';
import { write } from '../../../../nodes/Braze/batch/write';
import {
	toBraze,
	type User,
	userByAlias,
	userByExternalId,
} from '../../../../nodes/Braze/model/user';
import {
	combine,
	type CombineSettings,
	type UserChange,
} from '../../../../nodes/Braze/track/combine';
import { placed } from '../support/activities';

const SETTINGS: CombineSettings = { combineItems: true, bytes: 4_000_000 };

const change = (item: number, attributes?: IDataObject, more: Partial<UserChange> = {}) =>
	({
		item,
		user: userByExternalId('u1'),
		attributes,
		events: [],
		purchases: [],
		mergedNames: new Set<string>(),
		updateExistingOnly: false,
		...more,
	}) satisfies UserChange;

/** An object as Braze gets it. */
const whole = (object: RequestObject) => JSON.parse(write(object)) as object;

/** What each stage's groups hold; flags are those of every change. */
const contents = (
	changes: UserChange[],
	{
		merge,
		updateExistingOnly,
		...settings
	}: Partial<CombineSettings & UserChange & { merge: boolean }> = {},
) =>
	combine(
		changes.map((one) => ({
			...one,
			...(merge && { mergedNames: new Set(Object.keys(one.attributes ?? {})) }),
			...(updateExistingOnly !== undefined && { updateExistingOnly }),
		})),
		{ ...SETTINGS, ...settings },
	).map((stage) => [...stage].map((group) => group.map((object) => [object.array, whole(object)])));

const ALIAS = userByAlias('email', 'a');

describe('combining', () => {
	it('makes one object of a user’s items, later values winning', () => {
		expect(contents([change(0, { a: 1, b: 1 }), change(1, { b: 2, c: null })])).toEqual([
			[[['attributes', { external_id: 'u1', a: 1, b: 2, c: null }]]],
		]);
	});

	it('remembers the items it was made from, so that one bad one does not cost the others', () => {
		const [[[object]]] = combine([change(0, { a: 1 }), change(1, { a: 2 })], SETTINGS);
		expect(object.items).toEqual([0, 1]);
		expect(object.parts?.map((part) => [part.items, whole(part)])).toEqual([
			[[0], { external_id: 'u1', a: 1 }],
			[[1], { external_id: 'u1', a: 2 }],
		]);
	});

	it('keeps operators apart, one request after the other', () => {
		const changes = [
			change(0, { a: 1 }),
			change(1, { a: { inc: 1 } }),
			change(2, { a: { inc: 1 } }),
		];
		expect(contents(changes).flat(2)).toHaveLength(3);
		expect(contents(changes)).toHaveLength(3);
		const objects = combine(changes, SETTINGS).map(([[object]]) => object);
		expect(objects.map(({ idempotent }) => idempotent)).toEqual([true, false, false]);
		expect(objects.map(({ parts }) => parts)).toEqual([undefined, undefined, undefined]);
	});

	it('keeps items apart on request', () => {
		expect(
			contents([change(0, { a: 1 }), change(1, { a: 2 })], { combineItems: false }),
		).toHaveLength(2);
	});

	it('never merges events, and sends them with the attributes of their user', () => {
		const event = { name: 'e', time: 't' };
		const events = placed(event);
		const changes = [change(0, { a: 1 }, { events }), change(1, {}, { events })];
		expect(contents(changes)).toEqual([
			[
				[
					['attributes', { external_id: 'u1', a: 1 }],
					['events', { external_id: 'u1', ...event }],
					['events', { external_id: 'u1', ...event }],
				],
			],
		]);
	});

	it('creates users with an alias, also those that only events are for', () => {
		const events = placed({ name: 'e', time: 't' });
		expect(contents([change(0, undefined, { user: ALIAS, events })])[0][0][0]).toEqual([
			'attributes',
			{ ...toBraze(ALIAS), _update_existing_only: false },
		]);
		const only = contents([change(0, undefined, { user: ALIAS, events })], {
			updateExistingOnly: true,
		});
		expect(only[0][0]).toEqual([
			['events', { ...toBraze(ALIAS), ...events[0].object, _update_existing_only: true }],
		]);
	});

	it('creates a user with an alias also for purchases alone, once for several items', () => {
		const purchases = placed({ product_id: 'p' });
		const bought = (item: number) => change(item, undefined, { user: ALIAS, purchases });
		expect(contents([bought(0), bought(1)])).toEqual([
			[
				[
					['attributes', { ...toBraze(ALIAS), _update_existing_only: false }],
					['purchases', { ...toBraze(ALIAS), product_id: 'p' }],
					['purchases', { ...toBraze(ALIAS), product_id: 'p' }],
				],
			],
		]);
		// Others are created by their events and purchases.
		expect(contents([change(0, undefined, { purchases })])).toEqual([
			[[['purchases', { external_id: 'u1', product_id: 'p' }]]],
		]);
		expect(contents([change(0, undefined, { user: ALIAS })])).toEqual([[[]]]);
	});

	it.each(['events', 'purchases'])(
		'starts a new stage for attributes that come after other %s of the user',
		(array) => {
			const activities = { [array]: placed({ name: 'e' }) };
			const changes = [change(0, undefined, activities), change(1, { a: 1 }, activities)];
			expect(contents(changes).map((stage) => stage.flat().map(([one]) => one))).toEqual([
				[array],
				['attributes', array],
			]);
		},
	);

	it('says by name what an object sets where it is not all of its item', () => {
		const names = (...changes: UserChange[]) =>
			combine(changes, SETTINGS).flatMap((stage) =>
				[...stage].flat().map((object) => [object.names, object.parts?.map((part) => part.names)]),
			);
		const rest = change(0, { a: 1 }, { isRest: true });
		expect(names(change(0, { a: 1 }))).toEqual([[undefined, undefined]]);
		expect(names(rest)).toEqual([[['a'], undefined]]);
		expect(names(rest, change(1, { b: 1 }))).toEqual([[undefined, [['a'], undefined]]]);
		const both = change(0, { a: { b: 1 }, o: { b: 1 } }, { mergedNames: new Set(['o']) });
		expect(names(both)).toEqual([
			[['a'], undefined],
			[['o'], undefined],
		]);
	});

	it('knows what a second delivery would change', () => {
		const [[group]] = combine(
			[
				change(
					0,
					{ a: 1 },
					{ events: placed({ name: 'e' }), purchases: placed({ product_id: 'p' }) },
				),
			],
			SETTINGS,
		);
		expect(group.map(({ idempotent, items }) => [idempotent, items])).toEqual([
			[true, [0]],
			[false, [0]],
			[false, [0]],
		]);
	});

	it('keeps users apart, and all of them in the first stage', () => {
		const other = userByExternalId('u2');
		const changes = [change(0, { a: 1 }), change(1, { a: 2 }, { user: other })];
		expect(contents(changes)).toEqual([
			[
				[['attributes', { external_id: 'u1', a: 1 }]],
				[['attributes', { external_id: 'u2', a: 2 }]],
			],
		]);
	});

	it('keeps emails in two spellings in order, and never merges them', () => {
		const email = (value: string): User => ({ by: 'email', value });
		const changes = [
			change(0, { a: 1 }, { user: email('Joe@x.com') }),
			change(1, { a: 2 }, { user: email('joe@x.com') }),
			change(2, { a: 3 }, { user: email('joe@x.com') }),
		];
		expect(contents(changes)).toEqual([
			[[['attributes', { email: 'Joe@x.com', a: 1 }]]],
			[[['attributes', { email: 'joe@x.com', a: 3 }]]],
		]);
	});

	it('does not combine what differs in how Braze is to take it', () => {
		const merged = (item: number, attributes: IDataObject) =>
			change(item, attributes, { mergedNames: new Set(['o']) });
		expect(contents([change(0, { p: { a: 1 } }), merged(1, { o: { a: 1 } })])).toHaveLength(2);
		expect(contents([merged(0, { o: { a: 1 } }), change(1, { o: { a: 1 } })])).toHaveLength(2);
		expect(
			contents([change(0, { a: 1 }), change(1, { a: 2 }, { updateExistingOnly: true })]),
		).toHaveLength(2);
	});

	it('does not combine two lists of push tokens', () => {
		const push_tokens = [{ app_id: 'a', token: 't' }];
		expect(contents([change(0, { push_tokens }), change(1, { push_tokens })])).toHaveLength(2);
		expect(contents([change(0, { push_tokens }), change(1, { a: 1 })])).toHaveLength(1);
		expect(contents([change(0, { a: 1 }), change(1, { push_tokens })])).toHaveLength(1);
	});

	it('combines no more than fits into an object, and counts what replaces only once', () => {
		const text = 'x'.repeat(400);
		const names = (...all: string[]) =>
			contents(
				all.map((name, item) => change(item, { [name]: text })),
				{ bytes: 1000 },
			).map(([[[, content]]]) => Object.keys(content as object).slice(1));
		expect(names('a', 'b', 'c', 'd', 'e')).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
		expect(names('a', 'b', 'a', 'b', 'a', 'b')).toEqual([['a', 'b']]);
		const exact = JSON.stringify({ a: 1, b: 'é' });
		const both = [change(0, { a: 1 }), change(1, { b: 'é' })];
		expect(contents(both, { bytes: Buffer.byteLength(exact) })).toHaveLength(1);
		expect(contents(both, { bytes: exact.length })).toHaveLength(2);
	});

	it('says update-only on every object', () => {
		const [[group]] = contents([change(0, { a: 1 }, { purchases: placed({ product_id: 'p' }) })], {
			updateExistingOnly: true,
		});
		expect(group.map(([, content]) => (content as IDataObject)._update_existing_only)).toEqual([
			true,
			true,
		]);
	});

	it('merges objects deeply only where Braze would', () => {
		const changes = [change(0, { o: { a: 1 } }), change(1, { o: { b: 2 } })];
		expect(contents(changes)[0][0][0][1]).toEqual({ external_id: 'u1', o: { b: 2 } });
		expect(contents([change(0, { o: null }), change(1, { o: { b: 2 } })])).toHaveLength(1);
		expect(contents(changes, { merge: true })[0][0][0][1]).toEqual({
			external_id: 'u1',
			o: { a: 1, b: 2 },
			_merge_objects: true,
		});
	});

	it('combines what is not nested with either', () => {
		const mergedNames = new Set(['o']);
		const changes = [
			change(0, { a: 1 }),
			change(1, { o: { b: 2 } }, { mergedNames }),
			change(2, { a: 3 }),
			change(3, { o: { c: 4 } }, { mergedNames }),
		];
		expect(contents(changes)).toEqual([
			[[['attributes', { external_id: 'u1', a: 3, o: { b: 2, c: 4 }, _merge_objects: true }]]],
		]);
		expect(contents([change(0, { a: 1 }), change(1, { o: { b: 2 } })])).toEqual([
			[[['attributes', { external_id: 'u1', a: 1, o: { b: 2 } }]]],
		]);
	});

	it('sends what is merged after what replaces, and the item’s events after both', () => {
		const event = { name: 'e', time: 't' };
		const both = change(
			0,
			{ a: 1, whole: { x: 1 }, o: { b: 2 } },
			{ mergedNames: new Set(['o']), events: placed(event) },
		);
		expect(contents([both])).toEqual([
			[[['attributes', { external_id: 'u1', a: 1, whole: { x: 1 } }]]],
			[
				[
					['attributes', { external_id: 'u1', o: { b: 2 }, _merge_objects: true }],
					['events', { external_id: 'u1', ...event }],
				],
			],
		]);
	});

	it('names an item once, and falls back to its parts with their own flags', () => {
		const changes = [
			change(0, { a: 1 }),
			change(1, { o: { b: 2 } }, { mergedNames: new Set(['o']) }),
		];
		const [[[object]]] = combine(changes, SETTINGS);
		expect(object.items).toEqual([0, 1]);
		expect(object.parts?.map(whole)).toEqual([
			{ external_id: 'u1', a: 1 },
			{ external_id: 'u1', o: { b: 2 }, _merge_objects: true },
		]);
	});

	it('does not combine an import of push tokens with anything', () => {
		const tokens = { push_token_import: true, push_tokens: [{ app_id: 'a', token: 't' }] };
		expect(contents([change(0, tokens), change(1, { a: 1 })])).toHaveLength(2);
		expect(contents([change(0, { a: 1 }), change(1, tokens)])).toHaveLength(2);
	});

	it('does not merge an object over a value that replaced the object before', () => {
		const changes = [change(0, { o: null }), change(1, { o: { b: 2 } })];
		expect(contents(changes, { merge: true })).toHaveLength(2);
	});

	it('keeps all subscription groups', () => {
		const group = (id: string, state: string) => ({
			subscription_group_id: id,
			subscription_state: state,
		});
		const changes = [
			change(0, { subscription_groups: [group('a', 'subscribed'), group('b', 'subscribed')] }),
			change(1, { subscription_groups: [group('b', 'unsubscribed')] }),
		];
		expect(contents(changes)[0][0][0][1]).toMatchObject({
			subscription_groups: [group('a', 'subscribed'), group('b', 'unsubscribed')],
		});
	});

	it('gives each subscription group once, in its last state', () => {
		const group = (id: string, state: string) => ({
			subscription_group_id: id,
			subscription_state: state,
		});
		const [a, b, last] = [
			group('a', 'subscribed'),
			group('b', 'subscribed'),
			group('a', 'unsubscribed'),
		];
		for (const [given, once] of [
			[
				[a, b, last],
				[last, b],
			],
			[[a, last], [last]],
			[
				[a, b],
				[a, b],
			],
		]) {
			const [[[[, content]]]] = contents([change(0, { subscription_groups: given })]);
			expect(content).toEqual({ external_id: 'u1', subscription_groups: once });
		}
	});
});
