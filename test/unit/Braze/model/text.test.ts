import fc from 'fast-check';

import {
	checkEventText,
	checkLetters,
	checkText,
	textOf,
	withoutHalves,
} from '../../../../nodes/Braze/model/text';

describe('a text', () => {
	it('never leaves with half a character, and loses nothing else', () => {
		const any = fc.string({ unit: 'binary' });
		fc.assert(
			fc.property(any, (text) => {
				const kept = withoutHalves(text);
				expect(kept).not.toMatch(/\p{Cs}/u);
				expect(withoutHalves(kept)).toBe(kept);
			}),
		);
		expect(withoutHalves('a\ud83db\ude00😀')).toBe('ab😀');
	});

	it.each<[unknown, string]>([
		['a', 'a'],
		[1.5, '1.5'],
		[0, '0'],
		[false, 'false'],
		[null, ''],
		[undefined, ''],
		[{}, ''],
		[['a'], ''],
		[1n, ''],
	])('is made of a text, number or boolean alone: %p', (value, text) => {
		expect(textOf(value)).toBe(text);
	});

	it('that has lost letters is told', () => {
		expect(() => checkLetters('M\ufffda')).toThrow(/^has lost letters: the character U\+FFFD/);
		expect(checkLetters('Mía 😀')).toBe('Mía 😀');
	});

	it('that has lost an object is told', () => {
		for (const text of [
			'[object Object]',
			'Hi [object Object]!',
			`[object Array] ${'x'.repeat(300)}`,
		]) {
			for (const check of [checkText, checkEventText, checkLetters]) {
				expect(() => check(text)).toThrow(
					/^contains \[object (?:Object|Array)\], which stands for an/,
				);
			}
		}
		for (const text of ['[object lesson]', 'an [object', 'object Object']) {
			expect(checkText(text)).toBe(text);
		}
	});

	it('is trimmed, and has 255 characters at most', () => {
		expect(checkText('\n a \t')).toBe('a');
		expect(checkText('\u200bMia\u200e \u2060')).toBe('Mia');
		expect(checkText('می\u200cروم')).toBe('می\u200cروم');
		expect(checkText(` ${'😀'.repeat(255)} `)).toBe('😀'.repeat(255));
		const long = `${'a'.repeat(254)}😀😀`;
		expect(() => checkText(long)).toThrow(/^has 256 characters/);
	});

	it('in an event has 479 bytes at most', () => {
		expect(checkEventText('漢'.repeat(159))).toHaveLength(159);
		expect(() => checkEventText('漢'.repeat(160))).toThrow(
			/^has 480 bytes, but Braze keeps only 479/,
		);
	});
});
