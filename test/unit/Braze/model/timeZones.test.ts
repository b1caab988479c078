import { isIanaOrBrazes, isTimeZone } from '../../../../nodes/Braze/model/timeZones';

describe('a time zone', () => {
	it.each([
		'Australia/Melbourne',
		'UTC',
		'CET',
		'Eastern Time (US & Canada)',
		'London',
		'St. Petersburg',
		"Nuku'alofa",
	])('is %s', (name) => {
		// Twice: the answer is remembered.
		expect([isIanaOrBrazes, isTimeZone, isTimeZone].map((is) => is(name))).toEqual(
			Array(3).fill(true),
		);
	});

	it.each(['Mars/Olympus', 'n/a', '+10:00', '10', 'GMT+10', 'AEST', '-', ''])(
		'is not %j',
		(name) => {
			expect([isIanaOrBrazes, isTimeZone, isTimeZone].map((is) => is(name))).toEqual(
				Array(3).fill(false),
			);
		},
	);

	it('has a name of 100 characters at most', () => {
		expect(isTimeZone(`A${'a'.repeat(99)}`)).toBe(true);
		expect(isTimeZone(`A${'a'.repeat(100)}`)).toBe(false);
	});

	it('is told right after any number of others', () => {
		for (let n = 0; n < 2500; n++) isTimeZone(`None/${n}`);
		expect([isTimeZone('Australia/Melbourne'), isTimeZone('n/a')]).toEqual([true, false]);
	});
});
