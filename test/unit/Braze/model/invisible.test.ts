import * as fc from 'fast-check';

import {
	isBlank,
	isPlainText,
	trimInvisible,
	withoutInvisible,
} from '../../../../nodes/Braze/model/invisible';

const MARKS = [
	'\u200b', // zero-width space
	'\u200c',
	'\u200d',
	'\u2060', // word joiner
	'\u00ad', // soft hyphen
	'\ufeff', // byte order mark
	'\u200e',
	'\u202a', // bidirectional marks, as phones copy them
	'\u202c',
	'\u2066',
	'\u061c',
	'\u180e',
	'\u0000',
	'\u0007',
];
const mark = fc.constantFrom(...MARKS);

describe('what nobody sees', () => {
	it('makes no other text, wherever it stands', () => {
		const visible = fc.array(fc.constantFrom(...'aZ9@.+-_é日🦊'), { minLength: 1 });
		fc.assert(
			fc.property(visible, fc.array(fc.tuple(fc.nat(40), mark)), (characters, marks) => {
				const mixed = [...characters];
				for (const [place, one] of marks) mixed.splice(place % (mixed.length + 1), 0, one);
				expect(withoutInvisible(` ${mixed.join('')}\n`)).toBe(characters.join(''));
			}),
		);
	});

	it.each(['\u115f', '\u3164', '\uffa0', '\ufe0f', '\u034f'])('may be %j, too', (one) => {
		expect(withoutInvisible(`a${one}b`)).toBe('ab');
	});

	it('leaves blanks inside, and all that is seen', () => {
		expect(withoutInvisible(' Mia\u00a0Q\tR ')).toBe('Mia\u00a0Q\tR');
		expect(withoutInvisible('plain\n')).toBe('plain');
	});

	it('goes from the ends of a name, and stays inside', () => {
		fc.assert(
			fc.property(fc.array(fc.oneof(mark, fc.constant(' '))), (around) => {
				const marks = around.join('');
				expect(trimInvisible(`${marks}می\u200cروم${marks}`)).toBe('می\u200cروم');
			}),
		);
		expect(trimInvisible(' a ')).toBe('a');
		expect(trimInvisible('\u200b\u200b')).toBe('');
		expect(trimInvisible('\ufe0f\u3164Mia\u115f\u0000')).toBe('Mia');
	});

	it.each(['\u3164', '\u0000', '\u007f', ' \ufe0f\u200b', ''])(
		'is no answer where it is all: %j',
		(text) => {
			expect(isBlank(text)).toBe(true);
		},
	);

	it('is part of an emoji', () => {
		const flag = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}';
		expect(trimInvisible(`${flag} `)).toBe(flag);
		expect(trimInvisible('❤\ufe0f')).toBe('❤\ufe0f');
	});
});

it('plain text is ASCII without control characters but blanks', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (text) => {
			expect(isPlainText(text)).toBe(/^[\t-\r -~]*$/.test(text));
		}),
	);
	for (let code = 0; code < 0x200; code++) {
		const text = String.fromCharCode(code);
		expect([code, isPlainText(text)]).toEqual([code, /^[\t-\r -~]*$/.test(text)]);
	}
});
