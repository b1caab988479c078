import { DateTime } from 'luxon';

import { convert } from '../../../../nodes/Braze/mapping/convert';
import { IsoDate } from '../../../../nodes/Braze/model/dates';
import { ItemError } from '../../../../nodes/Braze/model/itemError';
import { nested } from '../support/nested';

const ZONE = 'Australia/Melbourne';

describe('a conversion', () => {
	it.each([
		['5', 'number', 5],
		[5, 'number', 5],
		['true', 'boolean', true],
		[false, 'boolean', false],
		[5, 'string', '5'],
		[true, 'string', 'true'],
		['0400 000 000', 'string', '0400 000 000'],
		['a,b', 'string', 'a,b'],
		['["a"]', 'array', ['a']],
		[['a'], 'array', ['a']],
		['Reds', 'array', ['Reds']],
		['Reds, Blues', 'array', ['Reds, Blues']],
		['[Other] none', 'array', ['[Other] none']],
		['see [1]', 'array', ['see [1]']],
		[' ["a"]\n', 'array', ['a']],
		[5, 'array', [5]],
		[{ id: 1 }, 'array', [{ id: 1 }]],
		['{"id": 1}', 'array', [{ id: 1 }]],
		[{ add: ['a'] }, 'array', { add: ['a'] }],
		[{ inc: 1 }, 'number', { inc: 1 }],
		['yes', 'boolean', true],
		['off', 'boolean', false],
		['{"a":1}', 'object', { a: 1 }],
		[{ a: 1 }, 'object', { a: 1 }],
		['', 'number', ''],
		[null, 'number', null],
		[undefined, 'boolean', undefined],
		[undefined, 'string', undefined],
		[null, 'string', null],
		[Infinity, 'number', Infinity],
		['', 'dateTime', ''],
		['x', undefined, 'x'],
		[[1, 'a'], undefined, [1, 'a']],
	] as const)('of %j to %s gives %j', (value, type, expected) => {
		expect(convert(value, type, ZONE)).toEqual(expected);
	});

	// (Number(' ') and Number([]) are 0, which would overwrite what is stored.)
	it.each(['number', 'boolean', 'dateTime', 'object', 'string', 'array', undefined] as const)(
		'to %s leaves what is empty as it is',
		(type) => {
			for (const empty of [' ', '\u00a0', '\u200b\n', [], [''], [null, ' '], [[]]]) {
				if (type === 'string' && Array.isArray(empty)) continue;
				expect(convert(empty, type, ZONE)).toEqual(empty);
			}
		},
	);

	it.each([
		[2 ** 53, 'string', 'is a whole number above 2^53, so it has already lost digits.'],
		[
			'many',
			'number',
			'is mapped as a number, but its value is text that cannot be converted. Choose the matching type',
		],
		[['a'], 'string', 'is mapped as text, but its value is a list. Choose the matching type'],
		[[], 'string', 'is mapped as text, but its value is a list.'],
		[['a'], 'number', 'is mapped as a number, but its value is a list.'],
		[Number.NaN, 'number', 'is mapped as a number, but its value is a number that cannot be'],
		[{ inc: 1 }, 'boolean', 'is mapped as true or false, but its value is an object.'],
		[{ a: 1 }, 'string', 'is mapped as text, but its value is an object.'],
		['maybe', 'boolean', 'is mapped as true or false, but'],
		['[broken]', 'array', 'is mapped as a list, but its value is text that cannot be converted.'],
		['x', 'object', 'is mapped as an object, but'],
		['2024-02-30', 'dateTime', 'is mapped as a date, but its value is text that cannot'],
		['31/12/1990', 'dateTime', 'DateTime.fromFormat($json.date, "dd/MM/yyyy")'],
		[5, 'dateTime', 'its value is a number that cannot be converted. Choose the matching type'],
	] as const)('of %j to %s says what is wrong', (value, type, problem) => {
		expect(() => convert(value, type, ZONE)).toThrow(ItemError);
		expect(() => convert(value, type, ZONE)).toThrow(problem);
	});

	it('that fails shows the value', () => {
		expect(() => convert('many', 'number', ZONE)).toThrow(
			expect.objectContaining({ source: { value: 'many' } }),
		);
	});

	it('does not go into text of thousands of levels', () => {
		const text = (levels: number) => JSON.stringify(nested(levels));
		expect(convert(text(100), 'object', ZONE)).toEqual(nested(100));
		expect(() => convert(text(2_000), 'object', ZONE)).toThrow('more than 100 levels deep');
	});

	const date = new Date('2024-04-30T14:30:00Z');
	const luxon = DateTime.fromISO('2024-04-30T09:30:00', { zone: 'America/New_York' });

	it.each([
		[date, undefined, new IsoDate('2024-05-01T00:30:00.000+10:00')],
		[date, 'object', new IsoDate('2024-05-01T00:30:00.000+10:00')],
		[date, 'dateTime', new IsoDate('2024-05-01T00:30:00.000+10:00')],
		[date, 'string', '2024-05-01T00:30:00.000+10:00'],
		[luxon, undefined, new IsoDate('2024-04-30T09:30:00.000-04:00')],
		[luxon, 'string', '2024-04-30T09:30:00.000-04:00'],
		['2024-05-01', 'dateTime', new IsoDate('2024-05-01')],
		['2024-05-01 10:00', 'dateTime', new IsoDate('2024-05-01T10:00:00.000+10:00')],
		['2024-05-01', undefined, '2024-05-01'],
		['2024-05-01', 'string', '2024-05-01'],
	] as const)('of the date %s to %s keeps the day it is in its zone', (value, type, expected) => {
		expect(convert(value, type, ZONE)).toEqual(expected);
	});
});
