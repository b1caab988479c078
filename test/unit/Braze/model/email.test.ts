import * as fc from 'fast-check';

import { readEmail } from '../../../../nodes/Braze/model/email';

const taken = (text: string) => 'email' in readEmail(text);

/** Braze's page on email validation, and its expressions read by hand. */
describe('an email address that Braze takes', () => {
	it.each([
		...[
			'a@b.co',
			'joe..b@x.com',
			"o'neil@x.com",
			'josé@x.com',
			'joe@xn--exmple-cua.de',
			'ü@example.com',
		],
		...[
			'joe!+a@x.com',
			'joe+!@hotmail.com',
			'joe.o+x@mail.example.com',
			'a_b-c@x-y.co.uk',
			'🦊@x.com',
		],
		...[
			'jo@gmail.com',
			'j@googlemail.com',
			'_j.o-e@live.com',
			'joe@x1.com',
			`${'a'.repeat(64)}@x.com`,
		],
		...[
			"!#$%&'*+/=?^_`|~-@x.com",
			'JOE@X.COM',
			'日本@x.com',
			'joe@1.2.3.com',
			`a@${'b'.repeat(63)}.com`,
		],
		...['J!@X.COM', 'j+@gmail.com', 'j@notgmail.com', 'j@gmail.com.au', 'joe!@1.2.com'],
		...['joe+a!b@hotmail.com', `${'🦊'.repeat(64)}@x.com`],
	])('is %s', (text) => {
		expect(readEmail(text)).toEqual({ email: text });
	});

	it.each([
		['joe@exämple.de', 'joe@xn--exmple-cua.de'],
		['joe@日本.jp', 'joe@xn--wgv71a.jp'],
		['joe@EXÄMPLE.de', 'joe@xn--exmple-cua.de'],
		['joe@пример.рф', 'joe@xn--e1afmkfd.xn--p1ai'],
		['\u200bmia@example.com\u200b', 'mia@example.com'],
		['mia@exam\u00adple.com ', 'mia@example.com'],
		['\ufeffmia@example.com', 'mia@example.com'],
	])('is %s as %s', (text, email) => {
		expect(readEmail(text)).toEqual({ email });
	});
});

it.each(['undefined@example.com', ' Undefined@x.co'])('%s is nobody', (text) => {
	expect(readEmail(text)).toEqual({ problem: 'stands for a missing value.' });
});

describe('an email address that Braze refuses', () => {
	it.each([
		...[
			'joe.@x.com',
			'.joe@x.com',
			'joe@x..com',
			'joe@x_y.com',
			'joe@-x.com',
			'joe@1.2.3.4',
			'joe@x',
		],
		...[
			'joe@x.123',
			'joe!@hotmail.com',
			'joe..b@outlook.com',
			'j@gmail.com',
			'J@Gmail.com',
			'🦊@gmail.com',
			'"joe"@x.com',
		],
		...[
			'',
			'joe',
			'joe@',
			'@b.co',
			'a@b',
			'a b@c.co',
			'a@b.co,c@d.co',
			'a@@b.co',
			'a@b.',
			'a@b.co x',
		],
		...[
			'<a@b.co>',
			'a@b..',
			'mailto:mia@example.com',
			'a;b@x.com',
			'a(b)@x.com',
			'a[b]@x.com',
			'a{b@x.com',
		],
		...[
			'a\\b@x.com',
			'joe@[1.2.3.4]',
			'joe@::1',
			`${'a'.repeat(65)}@x.com`,
			`${'🦊'.repeat(65)}@x.com`,
			`a@${'b'.repeat(64)}.com`,
		],
		...[
			'jo\u00a0e@x.com',
			'jo\u3000e@x.com',
			'joe@x-.com',
			'joe@x.com.',
			'joe@.com',
			'joe@exämple',
		],
		...[
			'joe@msn.co.uk.1',
			'+a@msn.com',
			'-a@live.com',
			'joe@x y.de',
			'joe@１.２.３.４',
			'joe@exä_mple.de',
		],
		...['joe@exämple.de/x', 'joe@exämple.de:80', 'joe@a%20ä.de'],
	])('is %j', (text) => {
		expect(taken(text)).toBe(false);
	});

	it.each([
		['joe', /^is not an email address\.$/],
		['a b@c.co', /^is not an email address that Braze accepts: it contains a blank\.$/],
		['joe.@x.com', /begins or ends with a dot/],
		[`${'a'.repeat(65)}@x.com`, /longer than 64 characters/],
		['mailto:mia@example.com', /contains a character that it cannot/],
		['j@gmail.com', /at least two characters/],
		['joe!@hotmail.com', /@hotmail\.com can contain only letters, digits, _, - and single dots/],
		['joe@x', /is not a domain such as example\.com/],
		['joe@x.123', /its domain ends with a number/],
	])('%j says why', (text, problem) => {
		expect(readEmail(text)).toEqual({ problem: expect.stringMatching(problem) as string });
	});

	it('is found at once, however long it is', () => {
		const long = 'a.'.repeat(500_000);
		expect(taken(`${long}@x.com`)).toBe(false);
		expect(taken(`a@${long}com`)).toBe(true);
		expect(taken(`a@${'-'.repeat(500_000)}.com`)).toBe(false);
	});
});

it('a taken email address is the same when it is read again', () => {
	const address = fc
		.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }))
		.map(([local, host]) => `${local}@${host}.com`);
	fc.assert(
		fc.property(fc.oneof(fc.emailAddress(), address), (text) => {
			const read = readEmail(text);
			if ('email' in read) expect(readEmail(read.email)).toEqual(read);
		}),
	);
});
