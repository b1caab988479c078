import { DateTime } from 'luxon';

import {
	isCalendarDate,
	isDateText,
	IsoDate,
	toIsoDate,
} from '../../../../nodes/Braze/model/dates';

describe('a date object', () => {
	it('is ISO 8601 text', () => {
		expect(toIsoDate(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
		const there = DateTime.fromISO('2026-03-26T18:12:00', { zone: 'Asia/Tokyo' });
		expect(toIsoDate(there)).toBe('2026-03-26T18:12:00.000+09:00');
		expect(toIsoDate(new IsoDate('2026-03-26'))).toBe('2026-03-26');
		expect(JSON.stringify({ at: new IsoDate('2026-03-26') })).toBe('{"at":"2026-03-26"}');
	});

	it.each([new Date(Number.NaN), DateTime.invalid('x'), '2026-03-26', 0, null, undefined, {}, []])(
		'is nothing else: %s',
		(value) => {
			expect(toIsoDate(value)).toBeUndefined();
		},
	);
});

describe('the calendar', () => {
	it.each([
		['2024-02-29', true],
		['2023-02-29', false],
		['2000-02-29', true],
		['1900-02-29', false],
		['2024-02-30', false],
		['2024-04-31', false],
		['2024-13-01', false],
		['2024-00-10', false],
		['2024-01-00', false],
		['2024-12-31T10:00:00Z', true],
	])('has %s: %s', (text, expected) => {
		expect(isCalendarDate(text)).toBe(expected);
	});
});

describe('a text', () => {
	it.each([
		'2026-03-26',
		'2026-03-26T18:12:00Z',
		'2026-03-26T18:12:00.123+02:00',
		'2026-03-26 18:12:00',
		'2026-03-26T18:12:00:123Z',
		'2026-03-26T18:12:00:123+0200',
		'2026-03-26T18:12:00:123',
		'12/31/1990',
		'3000-01-01',
	])('is a date to Braze: %s', (text) => {
		expect(isDateText(text)).toBe(true);
	});

	it.each([
		'',
		'yesterday',
		'on 2026-03-26',
		'2026-03',
		'2026-02-30',
		'2026-02-30T18:12:00Z',
		'2026-03-26x',
		'2026-03-26Tx',
		'2026-03-26T25:00:00Z',
		'2026-03-26T18:12:00:12Z',
		'x2026-03-26T18:12:00:123Z',
		'2026-03-26T18:12:00:123Zx',
		'31/12/1990',
		'1/2/1990',
		'x12/31/1990',
		'12/31/19901',
		'3001-01-01',
	])('is none: %j', (text) => {
		expect(isDateText(text)).toBe(false);
	});
});
