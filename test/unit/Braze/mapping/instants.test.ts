import fc from 'fast-check';
import { DateTime } from 'luxon';

import { readInstant } from '../../../../nodes/Braze/mapping/moments';

const ZONE = 'America/New_York';

describe('an instant', () => {
	it.each([
		['2027-05-24', '2027-05-24T04:00:00Z', '2027-05-24T00:00:00'],
		['2027-05-24T18:30:00', '2027-05-24T22:30:00Z', '2027-05-24T18:30:00'],
		['2027-05-24T18:30:00Z', '2027-05-24T18:30:00Z', '2027-05-24T14:30:00'],
		['2027-05-24T18:30:00:250Z', '2027-05-24T18:30:00Z', '2027-05-24T14:30:00'],
		['2027-05-24T18:30:00:250Z\u200b', '2027-05-24T18:30:00Z', '2027-05-24T14:30:00'],
		['5/24/2027, 6:30:00\u202fPM', '2027-05-24T22:30:00Z', '2027-05-24T18:30:00'],
		['24 May 2027 6:30 PM', '2027-05-24T22:30:00Z', '2027-05-24T18:30:00'],
		[1811197800, '2027-05-24T22:30:00Z', '2027-05-24T18:30:00'],
		[new Date('2027-05-24T18:30:00Z'), '2027-05-24T18:30:00Z', '2027-05-24T14:30:00'],
	])('of %j', (value, utc, clock) => {
		expect(readInstant(value, ZONE)).toEqual({ utc, clock });
	});

	it.each([undefined, null, '', 'soon', '01/02/2027', '2027-02-30', true, {}])(
		'is not: %j',
		(value) => {
			expect(readInstant(value, ZONE)).toBeUndefined();
		},
	);

	it('of n8n’s DateTime keeps the zone that it has', () => {
		const tokyo = DateTime.fromISO('2027-05-24T18:30:00', { zone: 'Asia/Tokyo' });
		expect(readInstant(tokyo, ZONE)).toEqual({
			utc: '2027-05-24T09:30:00Z',
			clock: '2027-05-24T18:30:00',
		});
	});

	it('is the same second, whatever the zone', () => {
		const date = fc.date({
			min: new Date('1975-01-01'),
			max: new Date('2999-01-01'),
			noInvalidDate: true,
		});
		const zones = fc.constantFrom('UTC', ZONE, 'Asia/Kolkata', 'Pacific/Apia');
		fc.assert(
			fc.property(date, zones, (moment, zone) => {
				const { utc, clock } = readInstant(moment, zone) ?? {};
				expect(utc).toBe(`${moment.toISOString().slice(0, 19)}Z`);
				const shown = DateTime.fromJSDate(moment, { zone });
				expect(clock).toBe(shown.toFormat("yyyy-MM-dd'T'HH:mm:ss"));
			}),
		);
	});
});
