import {
	checkIdentifier,
	type IdentifierValues,
	type IdentifyBy,
	isEmail,
	isPhone,
	orderingKeyOf,
} from '../../../../nodes/Braze/model/identifier';
import { ItemError } from '../../../../nodes/Braze/model/itemError';

const ALIAS = { aliasLabel: 'email', aliasName: 'joe@bloggs.com' };

describe('an identifier', () => {
	it.each<[IdentifyBy, IdentifierValues, object, string]>([
		[
			'userAlias',
			ALIAS,
			{ user_alias: { alias_name: 'joe@bloggs.com', alias_label: 'email' } },
			'alias:["email","joe@bloggs.com"]',
		],
		['externalId', { value: ' u1 ' }, { external_id: 'u1' }, 'external_id:u1'],
		['externalId', { value: 42 }, { external_id: '42' }, 'external_id:42'],
		[
			'externalId',
			{ value: 2n ** 60n },
			{ external_id: '1152921504606846976' },
			'external_id:1152921504606846976',
		],
		[
			'externalId',
			{ value: 'x'.repeat(987) },
			{ external_id: 'x'.repeat(987) },
			`external_id:${'x'.repeat(987)}`,
		],
		['email', { value: 'a@b.co' }, { email: 'a@b.co' }, 'email:a@b.co'],
		['phone', { value: '+61400000000' }, { phone: '+61400000000' }, 'phone:+61400000000'],
		['phone', { value: 61400000000 }, { phone: '61400000000' }, 'phone:61400000000'],
		['brazeId', { value: 'b' }, { braze_id: 'b' }, 'braze_id:b'],
	])('by %s is its fields and its key', (by, values, fields, key) => {
		expect(checkIdentifier(by, values)).toEqual({ by, fields, key });
	});

	it.each<[IdentifyBy, IdentifierValues, RegExp]>([
		['externalId', { value: '' }, /^External ID is empty, so the user is unknown\. Map a field/],
		['externalId', { value: null }, /^External ID is empty/],
		['externalId', {}, /^External ID is empty/],
		['externalId', { value: '  ' }, /^External ID is empty/],
		['externalId', { value: {} }, /^External ID must be text\.$/],
		['externalId', { value: true }, /^External ID must be text\.$/],
		['externalId', { value: 'x'.repeat(988) }, /^External ID is longer than the 987 bytes/],
		['externalId', { value: 'ü'.repeat(494) }, /^External ID is longer than the 987 bytes/],
		['externalId', { value: 2 ** 53 }, /^External ID is a whole number above 2\^53/],
		['externalId', { value: Number.NaN }, /^External ID is not a number/],
		['brazeId', { value: '' }, /^Braze ID is empty/],
		['email', { value: 'joe' }, /^Email is not an email address\.$/],
		[
			'phone',
			{ value: 'call me' },
			/^Phone is not a phone number\. Enter it with the country code, e\.g\. \+61400000000\.$/,
		],
		['userAlias', { ...ALIAS, aliasName: '' }, /^Alias Name is empty/],
		['userAlias', { ...ALIAS, aliasLabel: undefined }, /^Alias Label is empty/],
		[
			'userAlias',
			{ ...ALIAS, aliasName: 'x'.repeat(237) },
			/^Alias Name is longer than the 236 bytes/,
		],
		['userAlias', { ...ALIAS, aliasLabel: 'x'.repeat(237) }, /^Alias Label is longer than the 236/],
	])('by %s is refused: %#', (by, values, problem) => {
		expect(() => checkIdentifier(by, values)).toThrow(ItemError);
		expect(() => checkIdentifier(by, values)).toThrow(problem);
	});

	it.each<[IdentifyBy, unknown]>([
		['externalId', {}],
		['externalId', 'x'.repeat(988)],
		['email', 'joe'],
		['phone', 'call me'],
	])('by %s that is refused shows its value', (by, value) => {
		expect(() => checkIdentifier(by, { value })).toThrow(
			expect.objectContaining({ source: { value } }),
		);
	});

	it('says which user it is about', () => {
		expect(() => checkIdentifier('email', {}, 'User to Keep')).toThrow(
			/^User to Keep: Email is empty/,
		);
		expect(() => checkIdentifier('userAlias', { aliasName: 'x' }, 'User to Keep')).toThrow(
			/^User to Keep: Alias Label is empty/,
		);
	});

	it('may have an alias of 236 bytes', () => {
		expect(() =>
			checkIdentifier('userAlias', { aliasName: 'x'.repeat(236), aliasLabel: 'x'.repeat(236) }),
		).not.toThrow();
	});
});

describe('an email address', () => {
	it.each(['a@b.co', 'joe.o+x@mail.example.com', 'ü@example.com'])('is %s', (text) => {
		expect(isEmail(text)).toBe(true);
	});
	it.each([
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
		'<a@b.co>',
		'a@b..',
	])('is not %j', (text) => {
		expect(isEmail(text)).toBe(false);
	});
});

describe('a phone number', () => {
	it.each(['+61400000000', '0400 000 000', '(03) 9000-0000', '12345', '1.2.3.4.5'])(
		'is %s',
		(text) => {
			expect(isPhone(text)).toBe(true);
		},
	);
	it.each([
		'',
		'call me',
		'1234',
		'1 2 3 4',
		'61+400000',
		'x61400000000',
		'61400000000x',
		'1'.repeat(26),
	])('is not %j', (text) => {
		expect(isPhone(text)).toBe(false);
	});
	it('has 25 characters at most, beside the plus', () => {
		expect(isPhone(`+${'1'.repeat(25)}`)).toBe(true);
		expect(isPhone(`+${'1'.repeat(26)}`)).toBe(false);
	});
});

describe('the order of a user’s changes', () => {
	it('is kept for emails in any case, and for other identifiers as they are', () => {
		const keyOf = (by: 'email' | 'externalId') =>
			orderingKeyOf({ by, fields: {}, key: 'email:A@b' });
		expect(keyOf('email')).toBe('email:a@b');
		expect(keyOf('externalId')).toBe('email:A@b');
	});
});
