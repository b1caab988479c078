import { trimmed } from '../../../../nodes/Braze/api/trimmed';

it.each([
	['"a b"', /["]/, 'a b'],
	['a"b', /["]/, 'a"b'],
	['""', /["]/, ''],
	['undefined', /[a-z]/, ''],
	['', /["]/, ''],
])('%j is trimmed of %s', (text, isAround, expected) => {
	expect(trimmed(text, isAround)).toBe(expected);
});
