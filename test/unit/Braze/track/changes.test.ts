import type { IDataObject } from 'n8n-workflow';

import { keyOf, userByAlias, userByExternalId } from '../../../../nodes/Braze/model/user';
import type { UserChange } from '../../../../nodes/Braze/track/combine';
import { dropUnchanged, fieldsToExport } from '../../../../nodes/Braze/track/changes';
import type { ExportedProfile } from '../../../../nodes/Braze/api/profiles';
import { placed } from '../support/activities';

const user = userByExternalId('u1');

const changesOf = (...attributes: IDataObject[]) =>
	attributes.map((one, item) => ({
		item,
		user,
		attributes: one,
		events: [],
		purchases: [],
		mergedNames: new Set<string>(),
		updateExistingOnly: false,
	}));

const left = (profile: ExportedProfile, attributes: IDataObject[], merge = false) =>
	dropUnchanged(
		changesOf(...attributes).map((one) => ({
			...one,
			mergedNames: new Set(merge ? Object.keys(one.attributes) : []),
		})),
		new Map([[keyOf(user), profile]]),
	).map(({ attributes: rest }) => rest);

const SAME = { b: 1 };

const custom = (custom_attributes: IDataObject): ExportedProfile => ({ custom_attributes });

describe('only changes', () => {
	it('asks for the fields concerned', () => {
		expect(fieldsToExport(changesOf({ email: 'x', points: 1, current_location: {} }))).toEqual([
			'custom_attributes',
			'email',
		]);
	});

	it.each([
		[{ a: 1 }, { a: 1 }],
		[{ a: 'x' }, { a: 'x' }],
		[{ a: false }, { a: false }],
		[{ a: null }, {}],
		[{ a: null }, { a: null }],
		[{ a: ['x', 'y', 'x'] }, { a: ['y', 'x'] }],
		[{ a: ['x', null, null] }, { a: ['x', null] }],
		[{ a: [SAME, SAME] }, { a: [{ b: 1 }, { b: 1 }] }],
		[{ a: { b: { c: 1 } } }, { a: { b: { c: 1 } } }],
		[{ a: [{ b: 1 }, { b: 1 }] }, { a: [{ b: 1 }, { b: 1 }] }],
		[{ a: { b: null } }, { a: {} }],
		[{ a: {} }, { a: { b: null } }],
		[{ a: '2026-03-26T18:12:00Z' }, { a: '2026-03-26T18:12:00.000Z' }],
		[{ a: '2026-03-26T20:12:00+02:00' }, { a: '2026-03-26T18:12:00.000Z' }],
		[{ a: '2026-03-26T20:12:00+0200' }, { a: '2026-03-26T18:12:00.000Z' }],
		[{ a: '2026-03-26' }, { a: '2026-03-26T00:00:00.000Z' }],
		[{ a: '2026-03-26 18:12:00' }, { a: '2026-03-26T18:12:00.000Z' }],
	])('drops %j when Braze holds %j', (sent, held) => {
		expect(left(custom(held), [sent])).toEqual([undefined]);
	});

	it.each([
		[{ a: 1 }, { a: '1' }],
		[{ a: 'x' }, { a: 'X' }],
		[{ a: null }, { a: 0 }],
		[{ a: ['x', 'y'] }, { a: ['y', 'x'] }],
		[{ a: ['x', 'y'] }, { a: ['x', 'z'] }],
		[{ a: ['x'] }, { a: ['x', 'y'] }],
		[{ a: ['x', 'y'] }, { a: ['x'] }],
		[{ a: [] }, { a: ['x'] }],
		[{ a: [{ b: 1 }, { b: 1 }] }, { a: [{ b: 1 }] }],
		[{ a: { b: 1, c: 2 } }, { a: { b: 1 } }],
		[{ a: { b: 1 } }, { a: [1] }],
		[{ a: 0 }, {}],
		[{ a: {} }, { a: 5 }],
		[{ a: 5 }, { a: {} }],
		[{ a: '12' }, { a: '2012-01-01T00:00:00Z' }],
		// What Date.parse takes for it.
		[{ a: '12' }, { a: '2001-12-01T00:00:00Z' }],
		[{ a: '2001-12-01' }, { a: '12' }],
		[{ a: '2026-03-26' }, { a: ['2026-03-26'] }],
		[{ a: ['2026-03-26'] }, { a: '2026-03-26' }],
		[{ a: '2026-03-26T18:12:00Z' }, { a: '2026-03-26T18:12:00+01:00' }],
		[{ a: { b: 1 } }, { a: { b: 1, c: 2 } }],
		[{ a: { inc: 1 } }, { a: { inc: 1 } }],
		[{ a: { add: ['x'] } }, { a: ['x'] }],
	])('keeps %j when Braze holds %j', (sent, held) => {
		expect(left(custom(held), [sent])).toEqual([sent]);
	});

	it('compares what merging would change', () => {
		expect(left(custom({ a: { b: 1, c: 2 } }), [{ a: { b: 1 } }], true)).toEqual([undefined]);
		expect(left(custom({ a: { b: 1, c: 2 } }), [{ a: { b: 3 } }], true)).toEqual([{ a: { b: 3 } }]);
		expect(left(custom({ a: { b: 1, c: 2 } }), [{ a: { b: 1, c: 3 } }], true)).toEqual([
			{ a: { b: 1, c: 3 } },
		]);
		expect(left(custom({ a: { b: { c: 1 } } }), [{ a: { b: { c: 1 } } }], true)).toEqual([
			undefined,
		]);
		expect(left(custom({ a: 1 }), [{ a: { b: 1 } }], true)).toEqual([{ a: { b: 1 } }]);
	});

	it('keeps what cannot be compared', () => {
		const sent = { subscription_groups: [], current_location: { longitude: 1, latitude: 2 } };
		expect(left({ last_coordinates: [1, 2] }, [sent])).toEqual([sent]);
		// A custom attribute of that name is another one.
		expect(left(custom(sent), [sent])).toEqual([sent]);
	});

	it('takes nothing for granted that an earlier item sets: Braze may refuse it', () => {
		expect(left(custom({ a: 2 }), [{ a: 1 }, { a: 2 }, { a: 2 }])).toEqual([
			{ a: 1 },
			{ a: 2 },
			{ a: 2 },
		]);
		expect(left(custom({ a: 2 }), [{ a: 1 }, { a: 1 }])).toEqual([{ a: 1 }, { a: 1 }]);
		expect(left(custom({ a: 2, b: 0 }), [{ a: 1 }, { b: 1 }, { a: 2 }])).toEqual([
			{ a: 1 },
			{ b: 1 },
			{ a: 2 },
		]);
		expect(left(custom({ a: 2, b: 1 }), [{ a: 1 }, { b: 1 }])).toEqual([{ a: 1 }, undefined]);
		expect(left(custom({ a: 2 }), [{ a: 2 }, { a: 1 }])).toEqual([undefined, { a: 1 }]);
		expect(left(custom({ a: 2 }), [{ a: { inc: 1 } }, { a: 2 }])).toEqual([
			{ a: { inc: 1 } },
			{ a: 2 },
		]);
	});

	it('sends a user that Braze does not know whole', () => {
		const changes = changesOf({ a: 1 });
		expect(dropUnchanged(changes, new Map())).toEqual(changes);
	});

	it('compares standard attributes that Braze gives back, and asks for them alone', () => {
		const set = { first_name: 'Joe', home_city: 'Perth', phone: '1' };
		expect(fieldsToExport(changesOf(set))).toEqual(['first_name', 'home_city', 'phone']);
		expect(left({ first_name: 'Joe', home_city: 'Sydney' }, [set])).toEqual([
			{ home_city: 'Perth', phone: '1' },
		]);
		expect(left({ custom_attributes: { first_name: 'Joe' } }, [{ first_name: 'Joe' }])).toEqual([
			{ first_name: 'Joe' },
		]);
	});

	it('leaves an item with only events alone', () => {
		const [one] = changesOf({ a: 1 });
		const only = { ...one, attributes: undefined, events: placed({ name: 'e' }) };
		expect(fieldsToExport([only])).toEqual([]);
		expect(dropUnchanged([only], new Map([[keyOf(user), custom({ a: 1 })]]))).toEqual([only]);
	});

	it('does not forget that one profile may be known in several ways', () => {
		const alias = userByAlias('email', 'a');
		const rest = (profiles: Array<[string, ExportedProfile]>, ...changes: UserChange[]) =>
			dropUnchanged(changes, new Map(profiles)).map(({ attributes }) => attributes);
		const [byId, again] = changesOf({ a: 1 }, { a: 2 });
		const byAlias: UserChange = { ...again, user: alias };
		const held = { ...custom({ a: 2 }), braze_id: 'b' };
		const both: Array<[string, ExportedProfile]> = [
			[keyOf(user), held],
			[keyOf(alias), held],
		];
		expect(rest(both, byId, byAlias)).toEqual([{ a: 1 }, { a: 2 }]);
		// A user who was not found may be the same one, unless he is known in the same way.
		expect(rest([[keyOf(alias), held]], byId, byAlias)).toEqual([{ a: 1 }, { a: 2 }]);
		const other = { ...again, user: userByExternalId('u2') };
		expect(rest([[keyOf(other.user), held]], byId, other)).toEqual([{ a: 1 }, undefined]);
		const two: Array<[string, ExportedProfile]> = [
			[keyOf(user), { ...held, braze_id: 'c' }],
			[keyOf(alias), held],
		];
		expect(rest(two, byId, byAlias)).toEqual([{ a: 1 }, undefined]);
	});
});
