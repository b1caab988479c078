import { short, shownValue } from '../../../../nodes/Braze/model/shownValue';

describe('a value in a message', () => {
	it.each([
		['a"b', '"a"b"'],
		[5, '5'],
		[{ a: [null] }, '{"a":[null]}'],
		[undefined, 'undefined'],
		[() => 5, 'function'],
	])('is JSON: %p', (value, text) => {
		expect(shownValue(value)).toBe(text);
	});

	it('has 40 characters at most, none of them halved', () => {
		for (const letter of ['x', '😀']) {
			expect(short(letter.repeat(40))).toBe(letter.repeat(40));
			expect(short(letter.repeat(41))).toBe(`${letter.repeat(39)}…`);
		}
		expect(short(`x${'😀'.repeat(40)}`)).toBe(`x${'😀'.repeat(38)}…`);
		expect(shownValue('x'.repeat(41))).toBe(`"${'x'.repeat(39)}…"`);
		expect(shownValue({ a: 'x'.repeat(50) })).toBe(`{"a":"${'x'.repeat(33)}…`);
		expect(short('abcd', 3)).toBe('ab…');
	});
});
