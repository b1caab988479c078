import type { IDataObject } from 'n8n-workflow';

import { parseName } from '../../../../nodes/Braze/mapping/name';
import { isNested, mergedNames, partsOf } from '../../../../nodes/Braze/track/nestedObjects';
import type { MergeNestedObjects } from '../../../../nodes/Braze/track/settings';

const ATTRIBUTES: IDataObject = {
	text: 'x',
	list: [{ a: 1 }],
	whole: { a: 1 },
	address: { city: 'Perth' },
	current_location: { longitude: 1, latitude: 2 },
	points: { inc: 1 },
	pets: { $update: [] },
};

const FIELDS = [
	'text',
	'list',
	'whole',
	'address.city',
	'current_location.longitude',
	'points.inc',
	'pets',
];

const merged = (merge: MergeNestedObjects, names = FIELDS, attributes = ATTRIBUTES) => [
	...mergedNames(
		names.map((name) => ({ name, path: parseName(name), value: 1 })),
		attributes,
		merge,
	),
];

describe('nested objects', () => {
	it('are merged as the option says', () => {
		expect(merged('never')).toEqual([]);
		expect(merged('dotted')).toEqual(['address']);
		expect(merged('always')).toEqual(['whole', 'address', 'pets']);
		expect(merged('always', ['text'], { text: 'x' })).toEqual([]);
		expect(merged(['whole', 'text', 'points', 'gone'])).toEqual(['whole']);
		expect(merged([])).toEqual([]);
		// (A name may be part of an option's.)
		expect(merged('never', ['e'], { e: { a: 1 } })).toEqual([]);
	});

	it('that are mapped whole are whole, also if a dotted name adds to them', () => {
		expect(merged('dotted', ['address', 'address.city'])).toEqual([]);
		expect(merged('dotted', ['address.city', 'address'])).toEqual([]);
		expect(merged('dotted', ['address.city', 'address.street'])).toEqual(['address']);
	});

	it('that are not there any more are not merged', () => {
		expect(merged('dotted', ['gone.a', 'text.a'])).toEqual([]);
	});

	it('are custom objects, and the elements that $update changes', () => {
		expect(isNested('a', {})).toBe(true);
		expect(isNested('a', { $update: [], $add: [] })).toBe(true);
		expect(isNested('a', { $add: [] })).toBe(false);
		expect(isNested('a', { inc: 1 })).toBe(false);
		expect(isNested('a', [{}])).toBe(false);
		expect(isNested('a', null)).toBe(false);
		expect(isNested('facebook', { id: 'x' })).toBe(false);
	});
});

describe('an item’s attributes', () => {
	const parts = (attributes: IDataObject, ...names: string[]) =>
		partsOf(attributes, new Set(names));

	it('are one object if that is possible', () => {
		expect(parts({ a: 1 })).toEqual([{ attributes: { a: 1 } }]);
		expect(parts({ a: 1, o: { b: 1 } })).toEqual([
			{ attributes: { a: 1, o: { b: 1 } }, merge: false },
		]);
		expect(parts({ a: 1, o: { b: 1 } }, 'o')).toEqual([
			{ attributes: { a: 1, o: { b: 1 } }, merge: true },
		]);
		expect(parts({ o: { b: 1 }, points: { inc: 1 } }, 'o')).toHaveLength(1);
		expect(parts({})).toEqual([{ attributes: {} }]);
		expect(parts({ list: [1] })).toEqual([{ attributes: { list: [1] } }]);
	});

	it('are two if some are replaced and some merged', () => {
		expect(parts({ a: 1, o: { b: 1 }, p: { c: 1 }, pets: { $update: [] } }, 'o')).toEqual([
			{ attributes: { a: 1, p: { c: 1 }, pets: { $update: [] } }, merge: false },
			{ attributes: { o: { b: 1 } }, merge: true },
		]);
	});
});

describe('objects that are removed and added anew', () => {
	const remove = (value: unknown) => ({ $identifier_key: 'id', $identifier_value: value });

	it('are removed first, in an object of its own, since Braze adds before it removes', () => {
		const pets = { $remove: [remove(1)], $add: [{ id: 1, name: 'new' }], $update: [] };
		expect(partsOf({ pets, a: 1 }, new Set(['pets']))).toEqual([
			{ attributes: { pets: { $remove: [remove(1)] } } },
			{ attributes: { pets: { $add: pets.$add, $update: [] }, a: 1 }, merge: true },
		]);
	});

	it.each([
		{ $remove: [remove(1)], $add: [{ id: 2 }] },
		{ $remove: [remove(1)], $add: [{ id: '1' }] },
		{ $remove: [remove(1)] },
		{ $add: [{ id: 1 }] },
		{ add: ['x'], remove: ['x'] },
	])('are no others: %j', (pets) => {
		expect(partsOf({ pets } as never, new Set())).toHaveLength(1);
	});
});
