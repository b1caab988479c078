import { DateTime } from 'luxon';

import { Problems } from '../../../../nodes/Braze/model/itemError';
import { checkProperties } from '../../../../nodes/Braze/model/properties';

const RULES = { reserved: new Set(['time']), bytes: 1024 };

const check = (given: Record<string, unknown>) => {
	const problems = new Problems();
	return { properties: checkProperties(given, RULES, problems), problems: problems.messages };
};

describe('properties', () => {
	it('stay as they are', () => {
		const given = {
			text: 'x'.repeat(255),
			smile: '😀'.repeat(119),
			number: 1.5,
			yes: true,
			no: false,
			zero: 0,
			list: ['a', 1],
			object: { a: { b: 1 } },
			['k'.repeat(255)]: 1,
			'a b': 1,
		};
		const rules = { ...RULES, bytes: 102_400 };
		expect(checkProperties(given, rules, new Problems())).toEqual(given);
	});

	it('that are empty are left out', () => {
		expect(check({ a: '', b: null, c: undefined, d: 1 })).toEqual({
			properties: { d: 1 },
			problems: [],
		});
		expect(check({ a: '' })).toEqual({ properties: undefined, problems: [] });
		expect(check({})).toEqual({ properties: undefined, problems: [] });
	});

	it('that are dates become text', () => {
		const at = DateTime.fromISO('2026-03-26T18:12:00Z', { zone: 'utc' });
		expect(check({ at, js: new Date(0) }).properties).toEqual({
			at: '2026-03-26T18:12:00.000Z',
			js: '1970-01-01T00:00:00.000Z',
		});
	});

	it.each([
		['time', 1, 'Property "time" has a name that Braze reserves. Rename it.'],
		['', 1, 'Property "" needs a name of 1 to 255 characters that does not start with $.'],
		['$a', 1, 'Property "$a" needs a name'],
		['k'.repeat(256), 1, `Property "${'k'.repeat(39)}…" needs a name`],
		['a', 'x'.repeat(256), 'Property "a" has 256 characters, but Braze accepts only 255.'],
		['a', '😀'.repeat(256), 'Property "a" has 256 characters'],
		['a', Number.NaN, 'Property "a" is not a number that Braze can store.'],
		['a', 2 ** 53, 'Property "a" is a whole number above 2^53'],
		[
			'a',
			[new Date(0)],
			'Property "a" is a list of dates, which Braze does not accept, as text neither.',
		],
		['a', ['2026-01-01T00:00:00Z'], 'Property "a" is a list of dates'],
		['a', { b: ['x', '2026-01-01'] }, 'Property "a" .b is a list of dates'],
		['a', [[1]], 'Property "a" is a list that holds lists'],
		['a', [1 / 0], 'Property "a" [0] is not a number'],
		['a', { b: [{ c: Number.NaN }] }, 'Property "a" .b [0] .c is not a number'],
		['a', 'M\ufffda', 'Property "a" has lost letters'],
		['a', { b: [{ 'c\ufffd': 1 }] }, 'Property "a" .b [0] has a key that has lost letters'],
		['a', '漢'.repeat(160), 'Property "a" has 480 bytes, but Braze keeps only 479'],
		['M\ufffda', 1, 'Property "M\ufffda" has a name that has lost letters'],
	])('cost only themselves: %s', (name, value, problem) => {
		const { properties, problems } = check({ [name]: value, good: 1 });
		expect(properties).toEqual({ good: 1 });
		expect(problems).toEqual([expect.stringContaining(problem)]);
	});

	it('are 256 at most; the others are told', () => {
		const many = Object.fromEntries(Array.from({ length: 258 }, (_, n) => [`p${n}`, 1]));
		const problems = new Problems();
		const kept = checkProperties(many, { ...RULES, bytes: 102_400 }, problems) ?? {};
		expect(Object.keys(kept)).toEqual(Object.keys(many).slice(0, 256));
		expect(problems.messages).toEqual([
			'There are 258 properties, but Braze keeps only 256, so the last 2 are not sent.',
		]);
	});

	it('have a size together', () => {
		const of = (length: number) => ({ list: ['x'.repeat(length)] });
		expect(Buffer.byteLength(JSON.stringify(of(1011)))).toBe(1024);
		expect(check(of(1011)).properties).toEqual(of(1011));
		expect(() => check(of(1012))).toThrow(
			'The properties are larger than the 1 KB that Braze accepts.',
		);
		expect(() => check({ list: ['ü'.repeat(600)] })).toThrow('1 KB');
	});
});
