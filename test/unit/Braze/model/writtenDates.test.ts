import { hasOrder, plainDate, readingsOf } from '../../../../nodes/Braze/model/writtenDates';

describe('a date as people write it', () => {
	it.each<[string, ...string[]]>([
		['25/12/2026', '2026-12-25T00:00'],
		['02/01/2026', '2026-01-02T00:00', '2026-02-01T00:00'],
		['2.1.2026', '2026-01-02T00:00'],
		['2026/1/2 23:59:30', '2026-01-02T23:59:30'],
		['2 January 2026', '2026-01-02T00:00'],
		['2nd Jan. 2026', '2026-01-02T00:00'],
		['Fri, Sept 5, 2025 at 12:05 a.m.', '2025-09-05T00:05'],
		['5-Sep-2025 12:05 PM', '2025-09-05T12:05'],
		// None of the calendar's or the clock's.
		['31/02/2026'],
		['2026-01-02 24:00'],
		['2026-01-02 13:00 PM'],
		['5 Janua 2026'],
		['5 Octember 2026'],
		['5 May 26'],
		['tomorrow'],
		[''],
	])('is read from %j', (text, ...readings) => {
		expect(readingsOf(text)).toEqual(readings);
	});

	it('has an order that countries differ in, if it is in numbers but not with full stops', () => {
		expect(['1/2/2026', '1-2-2026'].map(hasOrder)).toEqual([true, true]);
		expect(['1.2.2026', '2026/1/2', '1 May 2026', ''].map(hasOrder)).toEqual(Array(4).fill(false));
	});

	it('loses the marks and narrow blanks that browsers write', () => {
		expect(plainDate('\u200e24/05/2027, 6:30\u202fPM ')).toBe('24/05/2027, 6:30 PM');
		expect(plainDate(' 2 May 2026\n')).toBe('2 May 2026');
	});
});
