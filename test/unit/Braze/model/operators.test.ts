import { isOperator, mixesOperators } from '../../../../nodes/Braze/model/operators';

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
});
