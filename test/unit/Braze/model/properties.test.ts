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
			smile: '😀'.repeat(255),
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
		['k'.repeat(256), 1, `Property "${'k'.repeat(40)}" needs a name`],
		['a', 'x'.repeat(256), 'Property "a" has 256 characters, but Braze accepts only 255.'],
		['a', '😀'.repeat(256), 'Property "a" has 256 characters'],
		['a', Number.NaN, 'Property "a" is not a number that Braze can store.'],
		['a', 2 ** 53, 'Property "a" is a whole number above 2^53'],
		[
			'a',
			[new Date(0)],
			'Property "a" is a list of dates, which Braze does not accept. Map them as text.',
		],
	])('cost only themselves: %s', (name, value, problem) => {
		const { properties, problems } = check({ [name]: value, good: 1 });
		expect(properties).toEqual({ good: 1 });
		expect(problems).toEqual([expect.stringContaining(problem)]);
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
