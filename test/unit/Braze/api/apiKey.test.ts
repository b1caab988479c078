import { cleanApiKey } from '../../../../nodes/Braze/api/apiKey';

const SAMPLE = '0a1b2c3d-4e5f-6789-abcd-ef0123456789';

describe('an API key', () => {
	it.each([
		[SAMPLE],
		[` ${SAMPLE}\n`],
		[`\t${SAMPLE}\r\n`],
		[`"${SAMPLE}"`],
		[`'${SAMPLE}'`],
		[`“${SAMPLE}”`],
		[`<${SAMPLE}>`],
		[`Bearer ${SAMPLE}`],
		[`bearer   ${SAMPLE}`],
		[`"Bearer ${SAMPLE}"`],
		[`Bearer "${SAMPLE}"`],
		[`Bearer\n${SAMPLE}`],
		[`Authorization: Bearer ${SAMPLE}`],
		[`authorization : BEARER ${SAMPLE}`],
		[`\ufeff${SAMPLE}\u200b`],
	])('is understood as pasted: %j', (pasted) => {
		expect(cleanApiKey(pasted)).toBe(SAMPLE);
	});

	it('may hold any visible character', () => {
		expect(cleanApiKey('bearer-abc')).toBe('bearer-abc');
		expect(cleanApiKey('a"b/c+d=~!')).toBe('a"b/c+d=~!');
		expect(cleanApiKey('my-Bearer')).toBe('my-Bearer');
	});

	it.each([[''], ['  '], [undefined], [null], ['""'], ['Bearer'], ['Bearer '], ['"Bearer "']])(
		'that is empty is refused: %j',
		(pasted) => {
			expect(() => cleanApiKey(pasted)).toThrow('The API key is empty. Create one');
		},
	);

	it.each([['abc def'], ['abc\ndef'], ['abc\tdef'], ['Bearer abc def'], ['Basic abc']])(
		'that is none is refused: %j',
		(pasted) => {
			expect(() => cleanApiKey(pasted)).toThrow('contains a space or a line break. Copy it');
		},
	);

	it.each([['••••••••'], ['äbc'], ['ab\u200bcd'], ['ab\u0007cd']])(
		'that can’t stand in a header is refused: %j',
		(pasted) => {
			expect(() => cleanApiKey(pasted)).toThrow('contains characters that no key has');
		},
	);
});
