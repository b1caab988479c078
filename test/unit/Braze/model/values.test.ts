import { DateTime } from 'luxon';

import { IsoDate } from '../../../../nodes/Braze/model/dates';
import { ItemError } from '../../../../nodes/Braze/model/itemError';
import { checkCustomValue } from '../../../../nodes/Braze/model/values';

const date = DateTime.fromISO('2026-03-26T18:12:00Z', { zone: 'utc' });
const TIME = '2026-03-26T18:12:00.000Z';

describe('a custom value', () => {
	it.each([
		null,
		'a,b',
		'',
		'007',
		1.5,
		-3,
		1e-9,
		2 ** 53 - 1,
		true,
		false,
		[],
		['a', 'b'],
		[1, 2.5],
		[true, false],
		[{ id: 1, type: 'dog' }],
		{ city: 'Perth', geo: { lat: 1 }, list: [{ y: 1 }], nothing: null },
		{ at: { $time: '2026-03-26' } },
		{ $time: '2026-03-26T18:12:00Z' },
		'x'.repeat(255),
		'😀'.repeat(255),
		Array(500).fill('x'),
		Array(501).fill({ a: 1 }),
		[...Array(501).fill({ a: 1 }), null],
		{ ['k'.repeat(255)]: 'x'.repeat(255) },
		{ add: 'a', name: 'b' },
		{},
		Object.assign(Object.create(null), { a: 1 }),
	])('stays as it is: %#', (value) => {
		expect(checkCustomValue(value)).toEqual(value);
	});

	it('that is a date is text, and $time inside objects and lists', () => {
		expect(checkCustomValue(date)).toBe(TIME);
		expect(checkCustomValue(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
		expect(checkCustomValue(new IsoDate('2026-03-26'))).toBe('2026-03-26');
		expect(checkCustomValue({ a: { b: date } })).toEqual({ a: { b: { $time: TIME } } });
		expect(checkCustomValue([date])).toEqual([{ $time: TIME }]);
		expect(checkCustomValue({ a: { $time: date } })).toEqual({ a: { $time: TIME } });
	});

	it('that is a date of another age is none to Braze', () => {
		const far = DateTime.fromISO('3001-01-01T00:00:00Z', { zone: 'utc' });
		const problem = 'is a date outside the years 0 to 3000 that Braze accepts.';
		expect(() => checkCustomValue(far)).toThrow(new ItemError(problem));
		expect(() => checkCustomValue({ a: far })).toThrow(new ItemError(`.a ${problem}`));
	});

	it('has no blanks around it, as Braze stores it, and no half of a character', () => {
		expect(checkCustomValue(' a b\n')).toBe('a b');
		expect(checkCustomValue({ a: [' b '] })).toEqual({ a: ['b'] });
		expect(checkCustomValue('pizza 😀\ud83d')).toBe('pizza 😀');
		expect(checkCustomValue('\ude00')).toBe('');
	});

	it('loses keys without a value, as JSON does', () => {
		expect(Object.keys(checkCustomValue({ a: undefined, b: 1 }) as object)).toEqual(['b']);
	});

	it.each([
		['x'.repeat(256), /^has 256 characters, but Braze accepts only 255\. Shorten it/],
		['😀'.repeat(256), /^has 256 characters/],
		[Number.NaN, /^is not a number that Braze can store\.$/],
		[Number.POSITIVE_INFINITY, /^is not a number/],
		[2 ** 53, /^is a whole number above 2\^53, so it has already lost digits\./],
		[-(2 ** 53), /^is a whole number above 2\^53/],
		[10n, /^has a type \(bigint\) that Braze cannot store\.$/],
		[Symbol('x'), /^has a type \(symbol\)/],
		[new Map(), /^has a type that Braze cannot store\.$/],
		[{ a: new Map() }, /^\.a has a type that Braze cannot store\.$/],
		[[new Map()], /^\[0\] has a type that Braze cannot store\.$/],
		[
			{ 'a b': 1 },
			/^has the key "a b". Inside an object, Braze accepts keys of 1 to 255 characters/,
		],
		[{ 'a.b': 1 }, /^has the key "a\.b"/],
		[{ $a: 1 }, /^has the key "\$a"/],
		[{ '': 1 }, /^has the key ""/],
		[{ ['k'.repeat(256)]: 1 }, /^has the key "k{39}…"\./],
		[{ 'M\ufffda': 1 }, /^has the key "M\ufffda"/],
		[{ '\ud83d': 1 }, /^has the key "/],
		[[[1], [2]], /^is a list that holds lists, of which Braze stores nothing\./],
		[{ a: [['x']] }, /^\.a is a list that holds lists/],
		[[1, 'a'], /^is a list of numbers and texts, but Braze stores only lists of one kind\./],
		[[{ a: 1 }, 'b'], /^is a list of objects and texts/],
		[[date, true, 'a'], /^is a list of dates and booleans and texts/],
		[{ add: ['a', 1] }, /^add is a list of texts and numbers/],
		['M\ufffda', /^has lost letters: /],
		[{ a: ['M\ufffda'] }, /^\.a\[0\] has lost letters: /],
		[{ a: { b: 'x'.repeat(300) } }, /^\.a\.b has 300 characters/],
		[{ a: [{ b: Number.NaN }] }, /^\.a\[0\]\.b is not a number/],
		[{ a: { 'b c': 1 } }, /^\.a has the key "b c"/],
		[['a', 'x'.repeat(256)], /^\[1\] has 256 characters/],
		[Array(501).fill(1), /^has 501 elements, but Braze keeps only 500 and drops the oldest\.$/],
		[{ a: Array(501).fill(1) }, /^\.a has 501 elements/],
		[Array(500).fill('x'.repeat(250)), /^is larger than the 100 KB that Braze accepts\.$/],
		[{ a: Array(450).fill('ü'.repeat(120)) }, /^is larger than the 100 KB/],
		[{ $time: 'yesterday' }, /^has a \$time that is not a date/],
		[{ a: { $time: 5 } }, /^\.a has a \$time that is not a date such as 2026/],
		[{ a: { $time: null } }, /^\.a has a \$time that is not a date/],
		[{ a: { $time: '2026-02-30' } }, /^\.a has a \$time that is not a date/],
		[{ a: { $time: '2026-03-26', b: 1 } }, /^\.a has other keys besides \$time/],
		[
			{ inc: 1, add: ['x'] },
			/^combines operators \(inc, add\) that Braze accepts only separately\.$/,
		],
		[{ a: { add: ['x'], $add: [] } }, /^\.a combines operators \(add, \$add\)/],
	])('is refused: %#', (value, problem) => {
		expect(() => checkCustomValue(value)).toThrow(ItemError);
		expect(() => checkCustomValue(value)).toThrow(problem);
	});

	it('may be of 100 KB, and no more', () => {
		// 400 elements of 256 bytes with quotes and commas, but for the first comma and the brackets.
		const list = (last: number) => [...Array(399).fill('x'.repeat(253)), 'x'.repeat(last)];
		expect(Buffer.byteLength(JSON.stringify(list(252)))).toBe(102_400);
		expect(() => checkCustomValue(list(252))).not.toThrow();
		expect(() => checkCustomValue(list(253))).toThrow('100 KB');
	});
});

describe('an operator', () => {
	const selector = { $identifier_key: 'id', $identifier_value: 1 };

	it.each([
		{ inc: 5 },
		{ inc: -2 },
		{ add: ['a', 'b'], remove: ['b'] },
		{ remove: Array(501).fill('x') },
		{ add: Array(500).fill('x') },
		{ $add: [{ id: 1 }, { at: { $time: '2026-03-26' } }] },
		{ $update: [{ ...selector, $new_object: { name: 'Rex', nothing: null } }] },
		{ $remove: [{ ...selector, $identifier_value: 'x' }], $add: [] },
	])('stays as it is: %j', (operator) => {
		expect(checkCustomValue(operator)).toEqual(operator);
	});

	it('gets dates as Braze wants them', () => {
		expect(checkCustomValue({ add: [date] })).toEqual({ add: [TIME] });
		expect(checkCustomValue({ $add: [{ at: date }] })).toEqual({ $add: [{ at: { $time: TIME } }] });
		const update = { ...selector, $new_object: { at: date } };
		expect(checkCustomValue({ $update: [update] })).toEqual({
			$update: [{ ...selector, $new_object: { at: { $time: TIME } } }],
		});
	});

	it.each([
		[{ inc: 1.5 }, /^must have a whole number for inc\.$/],
		[{ inc: '1' }, /^must have a whole number for inc/],
		[{ inc: undefined }, /^must have a whole number for inc/],
		[{ inc: 2 ** 53 }, /^must have a whole number for inc/],
		[{ add: 'a' }, /^must have a list for add\.$/],
		[{ $remove: {} }, /^must have a list for \$remove\.$/],
		[{ add: Array(501).fill('x') }, /^add has 501 elements, but Braze keeps only 500/],
		[{ add: ['x'.repeat(256)] }, /^add\[0\] has 256 characters/],
		[
			{ add: [{ b: 1 }, { c: 1 }] },
			/^add\[0\] is not a plain value\. For lists of objects, use \$add\.$/,
		],
		[
			{ remove: [null] },
			/^remove\[0\] is not a plain value\. For lists of objects, use \$remove\.$/,
		],
		[{ $add: ['a'] }, /^\$add\[0\] is not an object\. For lists of plain values, use add\.$/],
		[{ $add: [{ id: 1 }, 'a'] }, /^\$add\[1\] is not an object\./],
		[{ $add: [{ id: 1 }, { 'a b': 1 }] }, /^\$add\[1\] has the key "a b"/],
		[{ $add: [{ a: { b: Number.NaN } }] }, /^\$add\[0\]\.a\.b is not a number/],
		[
			{ $update: [{ id: 1 }] },
			/^\$update\[0\] must be an object with exactly these keys: \$identifier_key, \$identifier_value, \$new_object\.$/,
		],
		[
			{ $update: [{ ...selector, $new_object: 5 }] },
			/^\$update\[0\] has a \$new_object that is no/,
		],
		[
			{ $update: [{ ...selector, $new_object: { $x: 1 } }] },
			/^\$update\[0\] \$new_object has the key/,
		],
		[{ $update: ['x'] }, /^\$update\[0\] must be an object/],
		[
			{ $remove: [{ ...selector, $new_object: {} }] },
			/^\$remove\[0\] must be an object with exactly these keys: \$identifier_key, \$identifier_value\.$/,
		],
		[{ $remove: [{ $identifier_key: 'id' }] }, /^\$remove\[0\] must be an object/],
		[{ $remove: [{ ...selector, $identifier_key: 5 }] }, /^\$remove\[0\] must be an object/],
		[{ $remove: [{ ...selector, $identifier_value: null }] }, /^\$remove\[0\] must be an object/],
		[
			{ $remove: [{ ...selector, $identifier_value: {} }] },
			/^\$remove\[0\] \$identifier_value has a type \(object\)/,
		],
		[{ add: Array(499).fill('x'.repeat(250)) }, /^is larger than the 100 KB/],
	])('is refused: %#', (operator, problem) => {
		expect(() => checkCustomValue(operator)).toThrow(ItemError);
		expect(() => checkCustomValue(operator)).toThrow(problem);
	});
});
