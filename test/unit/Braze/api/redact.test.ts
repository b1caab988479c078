import { readBody, readHeaders, redactor } from '../../../../nodes/Braze/api/redact';

const KEY = 'k3y/with+odd"signs-0123';

describe('the API key', () => {
	it.each([
		[`Bearer ${KEY}`, 'Bearer [API key]'],
		[`key=${encodeURIComponent(KEY)}&x=1`, 'key=[API key]&x=1'],
		[`key=${encodeURIComponent(KEY).toLowerCase()}`, 'key=[API key]'],
		[KEY.toUpperCase(), '[API key]'],
		[JSON.stringify({ key: KEY }), '{"key":"[API key]"}'],
		[JSON.stringify({ key: KEY }).replaceAll('/', '\\/'), '{"key":"[API key]"}'],
		[`${KEY} and ${KEY}`, '[API key] and [API key]'],
		['nothing of it', 'nothing of it'],
	])('is taken out of %j', (text, expected) => {
		expect(redactor(KEY)(text)).toBe(expected);
	});

	it('is taken for text, not for a pattern', () => {
		expect(redactor('a.c*e(g)[i]')('abcdefghi a.c*e(g)[i]')).toBe('abcdefghi [API key]');
	});

	it('is taken out whole where one way to write it begins with another', () => {
		const key = String.raw`secret-key-0123\\`.slice(0, -1);
		const redact = redactor(key);
		expect(redact(JSON.stringify({ key }))).toBe('{"key":"[API key]"}');
		expect(redact(`Bearer ${key}`)).toBe('Bearer [API key]');
	});

	it('that is short is taken out only where it is surely one', () => {
		const short = redactor('abc1234');
		expect(short('abc1234 Bearer abc1234 bearer%20abc1234 Bearer+abc1234')).toBe(
			'abc1234 Bearer [API key] bearer%20[API key] Bearer+[API key]',
		);
		expect(redactor('abc12345')('abc12345')).toBe('[API key]');
	});
});

describe('a response’s text', () => {
	const read = (text: string) => readBody(text, redactor(KEY));

	it('is read as JSON, or is the text it is', () => {
		expect(read('{"a":[1,"\\u00e9"]}')).toEqual({ a: [1, 'é'] });
		expect(read('null')).toBeNull();
		expect(read('"\\u00e9"')).toBe('é');
		expect(read('<html>')).toBe('<html>');
		expect(read('')).toBe('');
	});

	it('is read without the API key, however JSON writes it', () => {
		expect(read(JSON.stringify({ [KEY]: KEY }))).toEqual({ '[API key]': '[API key]' });
		const escaped = [...KEY].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
		expect(read(`{"a":"${escaped.join('')}"}`)).toEqual({ a: '[API key]' });
		expect(read(`"${escaped.join('')}"`)).toBe('[API key]');
		expect(read(`<p>Bearer ${KEY}</p>`)).toBe('<p>Bearer [API key]</p>');
	});
});

describe('a response', () => {
	const redact = redactor('secret-key-123');

	it('is read with a byte-order mark before it', () => {
		expect(readBody('\ufeff{"message":"success"}', redact)).toEqual({ message: 'success' });
	});

	it.each([['['], ['{"a":']])('is cut off where it is nested too deep: %s', (open) => {
		const close = open === '[' ? ']' : '}';
		const text = `${open.repeat(20_000)}"\\u0061"${close.repeat(20_000)}`;
		const value = readBody(text, redact);
		expect(() => JSON.stringify(value)).not.toThrow();
		expect(JSON.stringify(value)).toContain('…');
	});

	it('is kept with 101 levels, and cut off at the next', () => {
		const text = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
		expect(JSON.stringify(readBody(text(101), redact))).toBe(text(101));
		expect(JSON.stringify(readBody(text(102), redact))).toBe(text(101).replace('[]', '["…"]'));
	});

	it('has no header that is a list', () => {
		const headers = { 'set-cookie': ['a=1', 'b=2'], date: 'today' };
		const read = readHeaders(headers as unknown as Record<string, string>, redact);
		expect(read).toEqual({ date: 'today' });
	});

	it('names no API key in a header, however the address is written', () => {
		const encoded = [...'secret-key-123'].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('');
		const headers = {
			location: `https://${encoded}.example.com/`,
			link: 'SECRET-key-123',
			date: '%41',
		};
		const read = readHeaders(headers, redact);
		expect(read.location).toBe('https://[API key].example.com/');
		expect(read.link).toBe('[API key]');
		expect(read.date).toBe('%41');
	});
});
