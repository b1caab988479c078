import { isOperator, mixesOperators, readdsRemoved } from '../../../../nodes/Braze/model/operators';

describe('operators', () => {
	it.each([
		{ inc: 1 },
		{ add: [] },
		{ remove: [] },
		{ add: [], remove: [] },
		{ $add: [] },
		{ $update: [], $remove: [], $add: [] },
	])('are known by their keys: %j', (value) => {
		expect(isOperator(value)).toBe(true);
		expect(mixesOperators(value)).toBe(false);
	});

	it.each([{}, { a: 1 }, { inc: 1, a: 1 }, { add: [], a: 1 }, [], ['inc'], null, 'inc', 5])(
		'are not: %j',
		(value) => {
			expect(isOperator(value)).toBe(false);
		},
	);

	it('of different kinds do not go together', () => {
		expect(mixesOperators({ inc: 1, add: [] })).toBe(true);
		expect(mixesOperators({ add: [], $add: [] })).toBe(true);
		expect(mixesOperators({ inc: 1, add: [], a: 1 })).toBe(false);
		expect(mixesOperators({ a: 1 })).toBe(false);
		expect(mixesOperators({})).toBe(false);
		expect(isOperator({ inc: 1, add: [] })).toBe(false);
	});

	it('add an object again that they remove, if one of those added is the same', () => {
		const $remove = [
			{ $identifier_key: 'id', $identifier_value: 1 },
			{ $identifier_key: 'id', $identifier_value: 2 },
		];
		expect(readdsRemoved({ $add: [{ id: 3 }, { name: 'Rex', id: 2 }], $remove })).toBe(true);
		expect(readdsRemoved({ $add: [{ id: 3 }, { name: 1 }, { id: '2' }], $remove })).toBe(false);
		expect([{ $add: [{ id: 1 }] }, { $remove }, { a: 1 }, null].map(readdsRemoved)).toEqual(
			Array(4).fill(false),
		);
	});
});
