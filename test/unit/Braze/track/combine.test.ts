import type { IDataObject } from 'n8n-workflow';

import type { Content } from '../../../../nodes/Braze/batch/types';
import type { CombineSettings, UserChange } from '../../../../nodes/Braze/track/combine';
import { combine } from '../../../../nodes/Braze/track/combine';

const SETTINGS: CombineSettings = {
	combineItems: true,
	mergeNestedObjects: false,
	updateExistingOnly: false,
};

const change = (item: number, attributes?: IDataObject, more: Partial<UserChange> = {}) =>
	({
		item,
		user: { by: 'externalId', fields: { external_id: 'u1' }, key: 'external_id:u1' },
		attributes,
		events: [],
		purchases: [],
		...more,
	}) satisfies UserChange;

/** An object may come in layers. */
const whole = (content: Content) =>
	(Array.isArray(content) ? Object.assign({}, ...content) : content) as object;

const contents = (changes: UserChange[], settings: Partial<CombineSettings> = {}) =>
	combine(changes, { ...SETTINGS, ...settings }).map((stage) =>
		[...stage].map((group) => group.map(({ array, content }) => [array, whole(content)])),
	);

const ALIAS = {
	by: 'userAlias',
	fields: { user_alias: { alias_name: 'a', alias_label: 'email' } },
	key: 'alias:a',
} as const;

describe('combining', () => {
	it('makes one object of a user’s items, later values winning', () => {
		expect(contents([change(0, { a: 1, b: 1 }), change(1, { b: 2, c: null })])).toEqual([
			[[['attributes', { external_id: 'u1', a: 1, b: 2, c: null }]]],
		]);
	});

	it('remembers the items it was made from, so that one bad one does not cost the others', () => {
		const [[[object]]] = combine([change(0, { a: 1 }), change(1, { a: 2 })], SETTINGS);
		expect(object.items).toEqual([0, 1]);
		expect(object.parts?.map(({ content }) => whole(content))).toEqual([
			{ external_id: 'u1', a: 1 },
			{ external_id: 'u1', a: 2 },
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
		const idempotent = combine(changes, SETTINGS).map(([[object]]) => object.idempotent);
		expect(idempotent).toEqual([true, false, false]);
	});

	it('keeps items apart on request', () => {
		expect(
			contents([change(0, { a: 1 }), change(1, { a: 2 })], { combineItems: false }),
		).toHaveLength(2);
	});

	it('never merges events, and sends them with the attributes of their user', () => {
		const event = { name: 'e', time: 't' };
		const changes = [change(0, { a: 1 }, { events: [event] }), change(1, {}, { events: [event] })];
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
		const events = [{ name: 'e', time: 't' }];
		expect(contents([change(0, undefined, { user: ALIAS, events })])[0][0][0]).toEqual([
			'attributes',
			{ ...ALIAS.fields, _update_existing_only: false },
		]);
		const only = contents([change(0, undefined, { user: ALIAS, events })], {
			updateExistingOnly: true,
		});
		expect(only[0][0]).toEqual([
			['events', { ...ALIAS.fields, ...events[0], _update_existing_only: true }],
		]);
	});

	it('says update-only on every object', () => {
		const [[group]] = contents([change(0, { a: 1 }, { purchases: [{ product_id: 'p' }] })], {
			updateExistingOnly: true,
		});
		expect(group.map(([, content]) => (content as IDataObject)._update_existing_only)).toEqual([
			true,
			true,
		]);
	});

	it('merges objects deeply only where Braze would', () => {
		const changes = [change(0, { o: { a: 1 } }), change(1, { o: { b: 2 } })];
		expect(contents(changes)[0][0][0][1]).toMatchObject({ o: { b: 2 } });
		expect(contents(changes, { mergeNestedObjects: true })[0][0][0][1]).toEqual({
			external_id: 'u1',
			o: { a: 1, b: 2 },
			_merge_objects: true,
		});
	});

	it('does not merge an object over a value that replaced the object before', () => {
		const changes = [change(0, { o: null }), change(1, { o: { b: 2 } })];
		expect(contents(changes, { mergeNestedObjects: true })).toHaveLength(2);
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
});
