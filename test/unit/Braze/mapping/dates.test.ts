import * as fc from 'fast-check';
import { DateTime, Settings } from 'luxon';

import { inZone, parseDate } from '../../../../nodes/Braze/mapping/dates';
import { IsoDate } from '../../../../nodes/Braze/model/dates';

const ZONE = 'Australia/Melbourne';

const textOf = (value: unknown, zone = ZONE) => parseDate(value, zone)?.text;

describe('a date', () => {
	it.each([
		['2024-05-01', '2024-05-01'],
		[' 2024-02-29 ', '2024-02-29'],
		['2024-05-01T10:00:00', '2024-05-01T10:00:00.000+10:00'],
		['2024-01-01 10:00:00', '2024-01-01T10:00:00.000+11:00'],
		['2024-01-01T10:00', '2024-01-01T10:00:00.000+11:00'],
		['2024-05-01T10:00:00Z', '2024-05-01T10:00:00.000Z'],
		['2024-05-01T10:00:00.123Z', '2024-05-01T10:00:00.123Z'],
		['2024-05-01T10:00:00,5Z', '2024-05-01T10:00:00.500Z'],
		['2024-05-01T10:00:00-0400', '2024-05-01T10:00:00.000-04:00'],
		['2024-05-01 10:00:00 -04:00', '2024-05-01T10:00:00.000-04:00'],
		['2024-05-01T10:00:00-04', '2024-05-01T10:00:00.000-04:00'],
		['Wed, 01 May 2024 10:00:00 GMT', '2024-05-01T10:00:00.000Z'],
		['1 May 2024 10:00:00 +0200', '2024-05-01T10:00:00.000+02:00'],
	])('%j is %s', (value, expected) => {
		expect(textOf(value)).toBe(expected);
	});

	it.each([
		'2024-02-30',
		'2023-02-29',
		'2024-13-01',
		'2024-02-30T10:00:00Z',
		'2024-05-01 25:00:00',
		'01/02/2024',
		'12-1-2021',
		'2024',
		'2024-05',
		'20240501',
		'May 2024',
		'x2024-05-01',
		'2024-05-01x',
		'2024-05-01T10:00:00x',
		'Wed, 32 May 2024 10:00:00 GMT',
		'',
		'yesterday',
		1714521600000,
		true,
		null,
		undefined,
		{},
		['2024-05-01'],
		new Date(Number.NaN),
		DateTime.invalid('test'),
	])('%j is none', (value) => {
		expect(textOf(value)).toBeUndefined();
	});

	it('that is an object keeps its moment, and its own zone if it has one', () => {
		const at = new Date('2024-04-30T14:30:00Z');
		expect(textOf(at)).toBe('2024-05-01T00:30:00.000+10:00');
		expect(textOf(at, 'America/New_York')).toBe('2024-04-30T10:30:00.000-04:00');
		const there = DateTime.fromJSDate(at, { zone: 'Asia/Tokyo' });
		expect(textOf(there)).toBe('2024-04-30T23:30:00.000+09:00');
		const iso = new IsoDate('2024-05-01');
		expect(parseDate(iso, ZONE)).toBe(iso);
	});

	it('as JavaScript writes it stays as it is, which is what n8n’s parser makes of it', () => {
		fc.assert(
			fc.property(
				fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
				(date) => {
					const text = date.toISOString();
					expect(textOf(text)).toBe(text);
					expect(inZone(text, ZONE)?.text).toBe(text);
				},
			),
		);
	});

	it.each(['2024-02-30T10:00:00.000Z', '2024-02-10T24:00:01.000Z', '2024-02-10T10:60:00.000Z'])(
		'%s is none in that form, either',
		(text) => {
			expect(textOf(text)).toBeUndefined();
		},
	);

	it('does not depend on the zone that another workflow left in the process', () => {
		const { defaultZone } = Settings;
		try {
			Settings.defaultZone = 'America/Los_Angeles';
			expect(textOf('2024-05-01T10:00:00')).toBe('2024-05-01T10:00:00.000+10:00');
			expect(textOf(new Date('2024-05-01T00:00:00Z'))).toBe('2024-05-01T10:00:00.000+10:00');
		} finally {
			Settings.defaultZone = defaultZone;
		}
	});
});
