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
		// (Half a character is dropped, and nothing is left of it.)
		expect(check({ a: '\ud83d', b: 1 })).toEqual({ properties: { b: 1 }, problems: [] });
		// (A field that the item does not have says nothing, whatever its name.)
		expect(check({ time: undefined })).toEqual({ properties: undefined, problems: [] });
		expect(check({})).toEqual({ properties: undefined, problems: [] });
	});

	it('that are empty are sent if they are to be, but for what is missing or refused', () => {
		const problems = new Problems();
		const given = { a: '', b: null, c: undefined, d: { e: '', f: undefined }, time: '' };
		expect(checkProperties(given, RULES, problems, 'send')).toStrictEqual({
			a: '',
			b: null,
			d: { e: '' },
		});
		expect(problems.messages).toHaveLength(1);
		expect(checkProperties({ time: 1 }, RULES, problems, 'send')).toBeUndefined();
	});

	it('have no length inside lists and objects', () => {
		const long = { list: ['x'.repeat(300)], object: { a: 'x'.repeat(300) } };
		expect(check(long)).toEqual({ properties: long, problems: [] });
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
		['a', [' 2026-01-01 ', 'x'], 'Property "a" is a list of dates'],
		['a', [1, [1]], 'Property "a" is a list that holds lists'],
		['a', new Map(), 'Property "a" has a type that Braze cannot store.'],
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
		const many = (length: number) =>
			Object.fromEntries(Array.from({ length }, (_, n) => [`p${n}`, 1]));
		const rules = { ...RULES, bytes: 102_400 };
		const problems = new Problems();
		expect(checkProperties(many(256), rules, problems)).toEqual(many(256));
		expect(problems.count).toBe(0);
		expect(checkProperties(many(258), rules, problems)).toEqual(many(256));
		const event = { kind: 'event', name: 'won' };
		checkProperties(many(258), rules, problems.within('', event));
		const message =
			'There are 258 properties, but Braze keeps only 256, so the last 2 are not sent.';
		expect(problems.found).toEqual([
			{ message, part: null },
			{ message, part: { ...event, kind: 'properties' } },
		]);
	});

	it('lose only the bad values inside, where the others have to be sent', () => {
		const problems = new Problems();
		const rules = { ...RULES, keepsRest: true };
		const given = { a: { b: [{ c: Number.NaN, d: 1 }] }, long: 'x'.repeat(256) };
		expect(checkProperties(given, rules, problems)).toEqual({ a: { b: [{ d: 1 }] } });
		expect(problems.messages).toEqual([
			'Property "a" .b [0] .c is not a number that Braze can store. Value: null.',
			expect.stringMatching(/^Property "long" has 256 characters/),
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
