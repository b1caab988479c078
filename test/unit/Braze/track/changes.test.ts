import type { IDataObject } from 'n8n-workflow';

import type { ExportedProfile } from '../../../../nodes/Braze/track/changes';
import { dropUnchanged, fieldsToExport } from '../../../../nodes/Braze/track/changes';

const user = { by: 'externalId', fields: { external_id: 'u1' }, key: 'u1' } as const;

const changesOf = (...attributes: IDataObject[]) =>
	attributes.map((one, item) => ({ item, user, attributes: one, events: [], purchases: [] }));

const left = (profile: ExportedProfile, attributes: IDataObject[], merge = false) =>
	dropUnchanged(changesOf(...attributes), new Map([['u1', profile]]), merge).map(
		({ attributes: rest }) => rest,
	);

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
		[{ a: ['x', 'y', 'x'] }, { a: ['y', 'x'] }],
		[{ a: { b: { c: 1 } } }, { a: { b: { c: 1 } } }],
		[{ a: '2026-03-26T18:12:00Z' }, { a: '2026-03-26T18:12:00.000Z' }],
		[{ a: '2026-03-26 18:12:00' }, { a: '2026-03-26T18:12:00.000Z' }],
	])('drops %j when Braze holds %j', (sent, held) => {
		expect(left(custom(held), [sent])).toEqual([undefined]);
	});

	it.each([
		[{ a: 1 }, { a: '1' }],
		[{ a: 'x' }, { a: 'X' }],
		[{ a: null }, { a: 0 }],
		[{ a: ['x', 'y'] }, { a: ['y', 'x'] }],
		[{ a: { b: 1 } }, { a: { b: 1, c: 2 } }],
		[{ a: { inc: 1 } }, { a: { inc: 1 } }],
		[{ a: { add: ['x'] } }, { a: ['x'] }],
	])('keeps %j when Braze holds %j', (sent, held) => {
		expect(left(custom(held), [sent])).toEqual([sent]);
	});

	it('compares what merging would change', () => {
		expect(left(custom({ a: { b: 1, c: 2 } }), [{ a: { b: 1 } }], true)).toEqual([undefined]);
		expect(left(custom({ a: { b: 1, c: 2 } }), [{ a: { b: 3 } }], true)).toEqual([{ a: { b: 3 } }]);
	});

	it('keeps what cannot be compared', () => {
		const sent = { subscription_groups: [], current_location: { longitude: 1, latitude: 2 } };
		expect(left({ last_coordinates: [1, 2] }, [sent])).toEqual([sent]);
	});

	it('looks at items of one user in their order', () => {
		expect(left(custom({ a: 2 }), [{ a: 1 }, { a: 2 }, { a: 2 }])).toEqual([
			{ a: 1 },
			{ a: 2 },
			undefined,
		]);
		expect(left(custom({ a: 2 }), [{ a: { inc: 1 } }, { a: 2 }])).toEqual([
			{ a: { inc: 1 } },
			{ a: 2 },
		]);
	});

	it('sends a user that Braze does not know whole', () => {
		const changes = changesOf({ a: 1 });
		expect(dropUnchanged(changes, new Map(), false)).toEqual(changes);
	});
});
