import {
	checkIdentifier,
	type IdentifierValues,
	isNobody,
} from '../../../../nodes/Braze/model/identifier';
import { ItemError } from '../../../../nodes/Braze/model/itemError';
import { MissingPart } from '../../../../nodes/Braze/model/missingPart';
import { type IdentifyBy, toBraze } from '../../../../nodes/Braze/model/user';

const ALIAS = { aliasLabel: 'email', aliasName: 'joe@bloggs.com' };

describe('an identifier', () => {
	it.each<[IdentifyBy, IdentifierValues, object]>([
		['userAlias', ALIAS, { user_alias: { alias_name: 'joe@bloggs.com', alias_label: 'email' } }],
		['externalId', { value: ' u1 ' }, { external_id: 'u1' }],
		['externalId', { value: 42 }, { external_id: '42' }],
		['externalId', { value: 2n ** 60n }, { external_id: '1152921504606846976' }],
		['externalId', { value: 'x'.repeat(987) }, { external_id: 'x'.repeat(987) }],
		['email', { value: 'a@b.co' }, { email: 'a@b.co' }],
		['phone', { value: '+61400000000' }, { phone: '+61400000000' }],
		['phone', { value: 61400000000 }, { phone: '61400000000' }],
		['brazeId', { value: 'b' }, { braze_id: 'b' }],
	])('by %s is read as Braze wants it', (by, values, fields) => {
		const user = checkIdentifier(by, values);
		expect([user.by, toBraze(user)]).toEqual([by, fields]);
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
		[
			'externalId',
			{ value: new MissingPart('{{ $json.ref }}', 'empty') },
			/^External ID is put together from several values, and \{\{ \$json\.ref \}\} is empty\. Map a field /,
		],
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
		['externalId', 'u\ufffd'],
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

	it.each(['undefined', ' NULL ', 'NaN', 'None', '[object Object]', 'n/a', '-', 'unknown', 'nil'])(
		'is not %j, by whatever it is',
		(value) => {
			const named = `is "${value.trim()}", which stands for a missing value, so the user is unknown.`;
			for (const by of ['externalId', 'brazeId', 'email', 'phone'] as const) {
				expect(() => checkIdentifier(by, { value })).toThrow(named);
			}
			const alias = { aliasLabel: 'crm', aliasName: value };
			expect(() => checkIdentifier('userAlias', alias)).toThrow(`Alias Name ${named}`);
		},
	);

	it.each(['u\ufffd', 'u\ud83d', '\ude00u'])('that has lost letters is nobody: %j', (value) => {
		for (const by of ['externalId', 'brazeId'] as const) {
			expect(() => checkIdentifier(by, { value })).toThrow(/ID has lost letters, so it could be/);
		}
		expect(() => checkIdentifier('userAlias', { aliasLabel: 'komo', aliasName: value })).toThrow(
			/^Alias Name has lost letters/,
		);
		expect(toBraze(checkIdentifier('externalId', { value: 'u😀' }))).toEqual({
			external_id: 'u😀',
		});
	});

	it.each(['\u200bu1\u200b', '\ufeffu1', 'u\u20601', '\u202au1\u202c', 'u\u00ad1 '])(
		'is the same with what nobody sees: %j',
		(value) => {
			expect(checkIdentifier('externalId', { value })).toEqual(
				checkIdentifier('externalId', { value: 'u1' }),
			);
			const alias = { aliasLabel: ' crm\u200b', aliasName: value };
			expect(checkIdentifier('userAlias', alias)).toEqual(
				checkIdentifier('userAlias', { aliasLabel: 'crm', aliasName: 'u1' }),
			);
		},
	);

	it('by an alias with the label email or phone has to be one', () => {
		const check = (aliasLabel: string, aliasName: string, contact = {}) =>
			toBraze(checkIdentifier('userAlias', { aliasLabel, aliasName }, undefined, contact));
		for (const name of ['123', 'pia@', 'pia', 'pia@x']) {
			expect(() => check('email', name)).toThrow(/^Alias Name is not an email address/);
			expect(() => check('Email', name)).toThrow(ItemError);
			expect(check('nickname', name)).toMatchObject({ user_alias: { alias_name: name } });
		}
		expect(() => check('phone', 'call me')).toThrow(/^Alias Name is not a phone number\./);
		expect(check('phone', '+61 400 000 000')).toMatchObject({
			user_alias: { alias_name: '+61 400 000 000' },
		});
		expect(check('phone', '0400 000 000', { defaultCountry: 'AU' })).toMatchObject({
			user_alias: { alias_name: '+61400000000' },
		});
	});

	it('is written in lower case only where that is wanted, and only an email', () => {
		const contact = { lowerCaseEmails: true };
		const check = (by: IdentifyBy, values: IdentifierValues) =>
			toBraze(checkIdentifier(by, values, undefined, contact));
		const alias = { aliasLabel: 'email', aliasName: 'Mia@X.com' };
		expect(check('email', { value: 'Mia@X.com' })).toEqual({ email: 'mia@x.com' });
		expect(check('userAlias', alias)).toMatchObject({ user_alias: { alias_name: 'mia@x.com' } });
		expect(check('externalId', { value: 'Mia@X.com' })).toEqual({ external_id: 'Mia@X.com' });
		expect(check('userAlias', { ...alias, aliasLabel: 'Shop' })).toEqual({
			user_alias: { alias_label: 'Shop', alias_name: 'Mia@X.com' },
		});
		expect(toBraze(checkIdentifier('userAlias', alias))).toEqual({
			user_alias: { alias_label: 'email', alias_name: 'Mia@X.com' },
		});
	});

	it('may have an alias of 236 bytes', () => {
		expect(() =>
			checkIdentifier('userAlias', { aliasName: 'x'.repeat(236), aliasLabel: 'x'.repeat(236) }),
		).not.toThrow();
	});
});

describe('a value', () => {
	it.each([
		...[undefined, null, '', ' \u200b', 'n/a', '[object Object]', '-', Number.NaN, []],
		new MissingPart('{{ $json.ref }}', 'empty'),
	])('identifies nobody: %p', (value) => {
		expect(isNobody(value)).toBe(true);
	});

	it.each(['u1', '0', 0, false, ['u1'], {}, { length: 0 }])(
		'may identify somebody, or is wrong: %j',
		(value) => {
			expect(isNobody(value)).toBe(false);
		},
	);
});
