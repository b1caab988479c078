import { readBoolean, yesOrNo } from '../../../../nodes/Braze/model/boolean';
import { ItemError } from '../../../../nodes/Braze/model/itemError';

/** In English and as programs have it, then by language. */
const YES = [
	...[true, 1, 'true', 'TRUE', ' True ', 'yes', 'Yes!', 'y', 'Y', 'on', '1', '1.0', 'checked', '✓'],
	...[
		'subscribed',
		'opted_in',
		'Opted In',
		'opt-in',
		'"yes"',
		'yes\u200b',
		['yes'],
		[true],
		['on'],
		['', 'on'],
		['yes', null, 'ok'],
	],
	...[
		'ja',
		'JA',
		'oui',
		'sí',
		'si',
		'sì',
		'sim',
		'ja.',
		'tak',
		'evet',
		'EVET',
		'はい',
		'네',
		'예',
		'是',
		'ya',
	],
	...[
		'同意する',
		'동의합니다',
		'好的',
		'Ich stimme zu',
		"J'accepte",
		'acepto',
		'aceito',
		'accetto',
	],
	...['akkoord', 'godkänner', 'accepterer', 'godtar', 'Hyväksyn', 'Zgadzam się', 'kabul ediyorum'],
	...['I agree', 'I consent', '我同意', 'Jag samtycker', 'Souhlasím', 'Согласен', 'tôi đồng ý'],
	...[
		'ＹＥＳ',
		'J’accepte',
		'はい。',
		'Yes / Ja / Oui',
		'✅ Yes',
		'Yes ✅',
		'Sí, acepto',
		'✔️',
		'👍',
	],
	...['01', '1.00', 'Opt  In', `"'yes'"`, 'Y.', '✅ / Yes', 'ja,'.repeat(20)],
	...['네, 동의합니다', 'ja, ich stimme zu', 'Yes (I agree)', 'ИСТИНА', 'Igaz', 'tosi', 'pravda'],
	...['wahr', 'vrai', 'verdadero', 'verdadeiro', 'vero', 'prawda', 'si\u0301'],
];
const NO = [
	...[false, 0, -0, Number.NaN, '', ' ', '\ufeff', null, undefined, [], {}, [''], [null], [[]], 0n],
	...[
		['', null],
		['', 'no'],
		[null, ' ', false],
		['no', 'off'],
		[[''], []],
		{ a: '' },
		{ a: [null] },
	],
	...[
		'false',
		'False ',
		'no',
		'NO',
		'No.',
		'n',
		'N.',
		'off',
		'OFF',
		'0',
		'0.0',
		'0.00',
		'00',
		'none',
		'None',
		'null',
		'nil',
	],
	...[
		'undefined',
		'NaN',
		'[]',
		'{}',
		'unchecked',
		'unsubscribed',
		'opted_out',
		'opt out',
		['no'],
		[false],
	],
	...[
		'同意しない',
		'아뇨',
		'不同意',
		'no acepto',
		'je refuse',
		'nie zgadzam się',
		'nein',
		'non',
		'não',
		'nee',
		'nie',
		'hayır',
		'HAYIR',
		'いいえ',
		'아니요',
		'否',
		'tidak',
		'nej',
	],
	...[
		'falsch',
		'faux',
		'falso',
		'yanlış',
		'ЛОЖЬ',
		'hamis',
		'nepravda',
		'ＮＯ',
		'non !',
		'いいえ。',
	],
	...['I do not agree', 'I don’t consent', 'not subscribed', 'Not checked', 'no consent', '❌ No'],
	...[
		'No / Nein / Non',
		'Je n’accepte pas',
		'我不同意',
		'Jag samtycker inte',
		'Не согласен',
		'✖️',
		'👎',
	],
];
const NEITHER = [
	...['I-1', 'I 1', 'i_0', 'T.Y.', 'N.N.', 'N. No', 'y/n', '/', '( )', 'ja,'.repeat(21)],
	...[
		'No thanks',
		'not now',
		'maybe',
		'n/a',
		'-',
		'Newsletter',
		'yes and no',
		2,
		-1,
		0.5,
		'2',
		'10',
	],
	...['not yes', 'yes/no', 'ja nein', '✅ No', 'no, but yes', 'do not unsubscribe', 'not declined'],
	...['1,1', '0/1', 'yes (no)', 'no problem', 'no, thanks', 'yes 2'],
	...[['no', 'yes'], ['0', '1'], ['', 'x'], ['yes', 'maybe'], { a: 'no' }],
	...[['a', 'b'], { a: 1 }, [{ a: 1 }], new Date(0), Symbol('x'), 'unknown', 'yes please'],
];

describe('a value', () => {
	it.each(YES)('%j says yes', (value) => {
		expect(yesOrNo(value)).toBe(true);
	});

	it.each(NO.map((value) => [value]))('%j says no', (value) => {
		expect(yesOrNo(value)).toBe(false);
	});

	it.each(NEITHER.map((value) => [value]))('%p says neither', (value) => {
		expect(yesOrNo(value)).toBeUndefined();
	});
});

describe('whether something is wanted', () => {
	it('is what a value says', () => {
		expect(readBoolean('yes', 'Simplify', false)).toBe(true);
		expect(readBoolean('off', 'Simplify', true)).toBe(false);
		expect(readBoolean(0, 'Simplify', true)).toBe(false);
	});

	it.each([undefined, null, '', ' '])('is what it is without a value, for %p', (value) => {
		expect(readBoolean(value, 'Simplify', true)).toBe(true);
		expect(readBoolean(value, 'Simplify', false)).toBe(false);
	});

	it.each(['perhaps', 2, { a: 1 }])('is not guessed from %p', (value) => {
		const read = () => readBoolean(value, 'Simplify', true);
		expect(read).toThrow(new ItemError('Simplify must be true or false.', { value }));
	});
});
