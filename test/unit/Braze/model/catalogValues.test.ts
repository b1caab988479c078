import { checkCatalogValues } from '../../../../nodes/Braze/model/catalogValues';
import { ItemError } from '../../../../nodes/Braze/model/itemError';
import { nested } from '../support/nested';

describe('a catalog item’s values', () => {
	it.each([
		{ name: 'Tickets', price: 9.5, on: true, none: null },
		{ tags: ['a', 'b'], empty: [] },
		{ place: [144.9, -37.8], corner: [180, -90], other: [-180, 90] },
		{ more: { a: { b: [1], c: null } }, empty: {}, deep: nested(50) },
		{ tags: { $add: ['a'], $remove: ['b'] }, one: { $add: 'a' } },
		{ tags: Array(100).fill('x') },
		{ text: 'x'.repeat(5000) },
	])('stay as they are: %j', (values) => {
		expect(checkCatalogValues(values as never)).toEqual(values);
	});

	it('lose the gaps of their lists', () => {
		const values = { tags: ['', 'Blues', null], more: { $add: ['a', ''] }, none: [null] };
		expect(checkCatalogValues(values as never)).toEqual({
			tags: ['Blues'],
			more: { $add: ['a'] },
			none: [],
		});
	});

	it.each([
		[{ name: 'M\ufffda' }, /^Fields: name has lost letters/],
		[{ n: Number.NaN }, /^Fields: n is not a number/],
		[{ o: { a: [1 / 0] } }, /^Fields: o \.a \[0\] is not a number/],
		[{ tags: Array(101).fill('x') }, /^Fields: tags has 101 elements, but Braze accepts only 100/],
		[{ tags: ['a', 1] }, /^Fields: tags must be a list of texts/],
		[{ tags: { $add: [1] } }, /^Fields: tags must be a list of texts/],
		[{ place: [-37.8, 144.9] }, /^Fields: place is no place: Braze takes \[longitude, latitude\]/],
		[{ place: [181, 0] }, /^Fields: place is no place/],
		[{ o: { 'a.b': 1 } }, /^Fields: o has the key "a\.b"/],
		[{ o: { a: { $b: 1 } } }, /^Fields: o has the key "\$b"/],
		[{ tags: { $add: ['a'], b: 1 } }, /^Fields: tags has the key "\$add"/],
		[{ o: nested(51) }, /^Fields: o is nested more than the 50 levels/],
		[{ text: 'x'.repeat(5001) }, /^Fields: text is longer than the 5000 characters/],
		[{ tags: Array(50).fill('x'.repeat(100)) }, /^Fields: tags is longer than the 5000 characters/],
	])('cost their item if Braze would refuse them: %#', (values, problem) => {
		expect(() => checkCatalogValues(values as never)).toThrow(ItemError);
		expect(() => checkCatalogValues(values as never)).toThrow(problem);
	});

	it('are all named', () => {
		expect(() => checkCatalogValues({ a: Number.NaN, b: [1] } as never)).toThrow(/: a .*: b /);
		expect(() => checkCatalogValues({ 'na\ufffdme': 1 })).toThrow(
			'has a name that has lost letters',
		);
		expect(() => checkCatalogValues({ a: { 'k\ufffd': 1 } })).toThrow(
			'a has a key that has lost letters',
		);
	});
});
