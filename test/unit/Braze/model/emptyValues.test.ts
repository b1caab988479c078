import { applyEmptyValues } from '../../../../nodes/Braze/model/emptyValues';

const EMPTY = ['', '  ', null, [], {}];

describe('empty values', () => {
	it.each(EMPTY)('are left out, cleared or sent: %j', (value) => {
		expect(applyEmptyValues(value, 'skip')).toBeUndefined();
		expect(applyEmptyValues(value, 'clear')).toBeNull();
		expect(applyEmptyValues(value, 'send')).toBe(value);
	});

	it.each(['skip', 'clear', 'send'] as const)('that are not there are never sent (%s)', (mode) => {
		expect(applyEmptyValues(undefined, mode)).toBeUndefined();
	});

	it.each([0, false, 'x', ' x ', [''], [null], new Date(0), { a: 0 }])(
		'are not what holds something: %j',
		(value) => {
			expect(applyEmptyValues(value, 'skip')).toEqual(value);
			expect(applyEmptyValues(value, 'clear')).toEqual(value);
		},
	);

	it('inside objects are treated alike', () => {
		const value = { a: '', b: { c: null, d: 1 }, e: { f: '' }, g: undefined };
		expect(applyEmptyValues(value, 'skip')).toEqual({ b: { d: 1 } });
		expect(applyEmptyValues(value, 'clear')).toEqual({
			a: null,
			b: { c: null, d: 1 },
			e: { f: null },
		});
	});

	it('inside the objects of a list are left out where they are null, since Braze may drop the list', () => {
		const list = [{ a: null, b: { c: null, d: '' }, e: [{ f: null }, null] }, 'x', null];
		const kept = [{ b: { d: '' }, e: [{}, null] }, 'x', null];
		expect(applyEmptyValues(list, 'skip')).toEqual(kept);
		expect(applyEmptyValues(list, 'clear')).toEqual(kept);
		expect(applyEmptyValues(list, 'send')).toBe(list);
	});

	it('leave nothing of an object that holds nothing else', () => {
		expect(applyEmptyValues({ a: '', b: { c: null } }, 'skip')).toBeUndefined();
		expect(applyEmptyValues({ a: undefined }, 'clear')).toBeUndefined();
	});

	it.each([
		{ inc: undefined },
		{ inc: '' },
		{ inc: null },
		{ add: [''] },
		{ add: [], remove: [null] },
		{ $add: [{}] },
		{ $remove: [] },
	])('leave an operator without a value out: %j', (operator) => {
		expect(applyEmptyValues(operator, 'skip')).toBeUndefined();
		expect(applyEmptyValues(operator, 'clear')).toBeUndefined();
		expect(applyEmptyValues(operator, 'send')).toBe(operator);
	});

	it('leave the rest of an operator', () => {
		expect(applyEmptyValues({ add: ['', 'a'], remove: [''] }, 'skip')).toEqual({ add: ['a'] });
		expect(applyEmptyValues({ inc: 0 }, 'skip')).toEqual({ inc: 0 });
		expect(applyEmptyValues({ add: 'a' }, 'skip')).toEqual({ add: 'a' });
		expect(applyEmptyValues({ $add: [{ a: '' }] }, 'clear')).toEqual({ $add: [{ a: '' }] });
	});
});
