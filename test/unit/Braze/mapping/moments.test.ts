import fc from 'fast-check';
import { DateTime } from 'luxon';

import { readMoment } from '../../../../nodes/Braze/mapping/moments';

const ZONE = 'Australia/Melbourne';
const textOf = (value: unknown) => readMoment(value, ZONE)?.text;

describe('a moment', () => {
	it.each([
		['2024-05-01', '2024-05-01T00:00:00.000+10:00'],
		['2024-01-01 10:00:00', '2024-01-01T10:00:00.000+11:00'],
		['2024-05-01T10:00:00Z', '2024-05-01T10:00:00.000Z'],
		[new Date(0), '1970-01-01T10:00:00.000+10:00'],
		['\u200e2024-05-01T10:00:00Z\u200b', '2024-05-01T10:00:00.000Z'],
		['\u200e31\u200e/\u200e12\u200e/2025 18:05', '2025-12-31T18:05:00.000+11:00'],
		['12/31/2025, 6:05:09\u202fPM', '2025-12-31T18:05:09.000+11:00'],
		['1767225600\ufeff', '2026-01-01T00:00:00.000Z'],
		['2024-05-01T10:00:00:123Z', '2024-05-01T10:00:00:123Z'],
		[1767225600, '2026-01-01T00:00:00.000Z'],
		[1767225600.5, '2026-01-01T00:00:00.500Z'],
		[1767225600000, '2026-01-01T00:00:00.000Z'],
		[1e8, '1973-03-03T09:46:40.000Z'],
		[1e11, '1973-03-03T09:46:40.000Z'],
		['1767225600', '2026-01-01T00:00:00.000Z'],
		[' 1767225600123 ', '2026-01-01T00:00:00.123Z'],
		[1767225600000000, '2026-01-01T00:00:00.000Z'],
		['1767225600123456', '2026-01-01T00:00:00.123Z'],
		['1767225600123456789', '2026-01-01T00:00:00.123Z'],
		['Thu Jan 01 2026 01:00:00 GMT+0100 (CET)', '2026-01-01T01:00:00.000+01:00'],
		['20260101T000000Z', '2026-01-01T00:00:00.000Z'],
		['01/31/2026', '2026-01-31T00:00:00.000+11:00'],
		['31/1/2026 18:05', '2026-01-31T18:05:00.000+11:00'],
		['31-12-2025, 6:05:09 PM', '2025-12-31T18:05:09.000+11:00'],
		['3/3/2026', '2026-03-03T00:00:00.000+11:00'],
		['01.02.2026', '2026-02-01T00:00:00.000+11:00'],
		['2026/01/31 12:30 am', '2026-01-31T00:30:00.000+11:00'],
		['2026-01-31 6:12 pm', '2026-01-31T18:12:00.000+11:00'],
		['2026-1-3', '2026-01-03T00:00:00.000+11:00'],
		['2026-01-31 18:12:00 UTC', '2026-01-31T18:12:00.000Z'],
		['31 January 2026', '2026-01-31T00:00:00.000+11:00'],
		['31-Jan-2026 18:05', '2026-01-31T18:05:00.000+11:00'],
		['Sat, Jan. 31st, 2026 at 6:05 PM', '2026-01-31T18:05:00.000+11:00'],
	])('of %j is %s', (value, expected) => {
		expect(textOf(value)).toBe(expected);
	});

	it.each([
		'01/02/2026',
		'1-2-2026 10:00',
		'31/31/2026',
		'30/02/2026',
		'31 Foo 2026',
		'31/01/2026 25:00',
		'31/01/2026 13:00 PM',
		'yesterday',
		'',
		'20260131',
		'0412345678',
		'000123456789',
		'2026-01-31 (draft)',
		'2026-01-31 18:12 CET',
		'2026',
		45_678,
		-1_767_225_600,
		9e13,
		9e16,
		4e19,
		'20261301T000000Z',
		Number.NaN,
		true,
		null,
		undefined,
		{},
		[1767225600],
		'3001-01-01T00:00:00Z',
		Date.UTC(3001, 0),
	])('is none in %j', (value) => {
		expect(textOf(value)).toBeUndefined();
	});

	it('is known to be interpreted where day and month stand in figures', () => {
		expect(readMoment('31/12/2025 18:05', ZONE)?.isInterpreted).toBe(true);
		expect(readMoment('\u200e31/12/2025', ZONE)?.isInterpreted).toBe(true);
		expect(readMoment('31 December 2025', ZONE)?.isInterpreted).toBe(false);
		expect(readMoment('2025-12-31', ZONE)?.isInterpreted).toBe(false);
	});

	it('of an epoch time is that time, in seconds and milliseconds, as number and text', () => {
		const time = fc.integer({ min: Date.UTC(1973, 6), max: Date.UTC(2999, 0) });
		fc.assert(
			fc.property(time, (milliseconds) => {
				const whole = Math.floor(milliseconds / 1000) * 1000;
				expect(Date.parse(textOf(milliseconds) ?? '')).toBe(milliseconds);
				expect(Date.parse(textOf(String(milliseconds)) ?? '')).toBe(milliseconds);
				expect(Date.parse(textOf(whole / 1000) ?? '')).toBe(whole);
				expect(Date.parse(textOf(String(whole / 1000)) ?? '')).toBe(whole);
			}),
		);
	});

	it('of day, month and year is the day that was written, or none', () => {
		const day = fc.date({
			min: new Date('1980-01-01'),
			max: new Date('2080-01-01'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(day, fc.constantFrom('d/M/yyyy', 'MM/dd/yyyy', 'd-M-yyyy'), (date, format) => {
				const there = DateTime.fromJSDate(date, { zone: ZONE }).startOf('day');
				const isPlain = there.day > 12 || there.day === there.month;
				const read = textOf(there.toFormat(format));
				expect(read === undefined ? undefined : DateTime.fromISO(read).toMillis()).toBe(
					isPlain ? there.toMillis() : undefined,
				);
			}),
		);
	});
});
