import fc from 'fast-check';

import { applyEmptyValues } from '../../../../nodes/Braze/model/emptyValues';

const EMPTY = [
	'',
	'  ',
	null,
	[],
	{},
	[''],
	[null, ' '],
	{ a: '' },
	{ a: { b: [null] } },
	[{ a: '' }],
	'\u200b',
	[' \u2060', '\ufeff'],
];

/** Whether nothing inside a value is empty. */
const isWhole = (value: unknown): boolean => {
	if (typeof value !== 'object') return String(value).trim() !== '';
	const inner = Object.values(value ?? {});
	return inner.length > 0 && inner.every(isWhole);
};

describe('empty values', () => {
	it.each(EMPTY)('are left out, cleared or sent: %j', (value) => {
		expect(applyEmptyValues(value, 'skip')).toBeUndefined();
		expect(applyEmptyValues(value, 'clear')).toBeNull();
		expect(applyEmptyValues(value, 'skip', true)).toBeUndefined();
		expect(applyEmptyValues(value, 'clear', true)).toBeUndefined();
	});

	it('are sent as they are, but for nulls inside, which would cost the whole attribute', () => {
		expect(applyEmptyValues('', 'send')).toBe('');
		expect(applyEmptyValues(null, 'send')).toBeNull();
		expect(applyEmptyValues(null, 'send', true)).toBeUndefined();
		expect(applyEmptyValues({ a: '', b: null, c: ['', null] }, 'send')).toEqual({ a: '', c: [''] });
		expect(applyEmptyValues({ inc: null }, 'send')).toBeUndefined();
	});

	it.each(['skip', 'clear', 'send'] as const)('that are not there are never sent (%s)', (mode) => {
		expect(applyEmptyValues(undefined, mode)).toBeUndefined();
	});

	it.each([0, false, 'x', ' x ', [0], [false], new Date(0), { a: 0 }, [{ a: 0 }]])(
		'are not what holds something: %j',
		(value) => {
			expect(applyEmptyValues(value, 'skip')).toEqual(value);
			expect(applyEmptyValues(value, 'clear')).toEqual(value);
		},
	);

	it('are left out of a list of what an item does not have', () => {
		for (const mode of ['skip', 'clear', 'send'] as const) {
			expect(applyEmptyValues([undefined, 'a', undefined], mode)).toEqual(['a']);
		}
	});

	it('inside objects are treated alike', () => {
		const value = { a: '', b: { c: null, d: 1 }, e: { f: '' }, g: undefined };
		expect(applyEmptyValues(value, 'skip')).toEqual({ b: { d: 1 } });
		// (What is not sent of an object that replaces another is cleared by that.)
		expect(applyEmptyValues(value, 'clear')).toEqual({ b: { d: 1 } });
	});

	it('inside lists are no answers', () => {
		const list = ['', 'Blues', null, { a: null, b: { c: null, d: '' }, e: ['x'] }];
		const kept = ['Blues', { e: ['x'] }];
		expect(applyEmptyValues(list, 'skip')).toEqual(kept);
		expect(applyEmptyValues(list, 'clear')).toEqual(kept);
	});

	it('are nowhere in what is sent, and nothing else is missing', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
				const kept = applyEmptyValues(value, 'skip');
				const texts = (one: unknown): unknown[] =>
					typeof one === 'object' && one !== null ? Object.values(one).flatMap(texts) : [one];
				const isFull = (one: unknown) => one !== null && !/^[\s\p{Cf}]*$/u.test(String(one));
				expect(kept === undefined ? [] : texts(kept)).toEqual(texts(value).filter(isFull));
				expect(kept === undefined || isWhole(kept)).toBe(true);
			}),
		);
	});

	it('leave nothing of an object that holds nothing else', () => {
		expect(applyEmptyValues({ a: '', b: { c: null } }, 'skip')).toBeUndefined();
		expect(applyEmptyValues({ a: '', b: { c: null } }, 'clear')).toBeNull();
		expect(applyEmptyValues({ a: undefined }, 'clear')).toBeUndefined();
		expect(applyEmptyValues({ a: undefined, b: '' }, 'clear')).toBeNull();
	});

	it.each([
		{ inc: undefined },
		{ inc: '' },
		{ inc: null },
		{ add: [], remove: [null] },
		{ $remove: [] },
		{ $add: [{ a: null }] },
		{ $remove: [{ $identifier_key: 'id', $identifier_value: null }] },
		{ $update: [{ $identifier_key: 'id', $identifier_value: 1, $new_object: { a: null } }] },
	])('leave an operator without a value out: %j', (operator) => {
		expect(applyEmptyValues(operator, 'skip')).toBeUndefined();
		expect(applyEmptyValues(operator, 'clear')).toBeUndefined();
	});

	it('leave the rest of an operator', () => {
		expect(applyEmptyValues({ add: ['', 'a'], remove: [''] }, 'skip')).toEqual({ add: ['a'] });
		expect(applyEmptyValues({ inc: 0 }, 'skip')).toEqual({ inc: 0 });
		expect(applyEmptyValues({ add: 'a' }, 'skip')).toEqual({ add: 'a' });
		expect(applyEmptyValues({ $add: [{ id: 1, a: null }, null] }, 'clear')).toEqual({
			$add: [{ id: 1 }],
		});
		expect(applyEmptyValues({ add: [''] }, 'send')).toEqual({ add: [''] });
		const update = { $identifier_key: 'id', $identifier_value: 1, $new_object: { a: 1, b: null } };
		expect(applyEmptyValues({ $update: [update] }, 'skip')).toEqual({
			$update: [{ ...update, $new_object: { a: 1 } }],
		});
	});
});
