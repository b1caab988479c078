import { adviceOnUsers, remarksOnUsers } from '../../../../nodes/Braze/runtime/userNotes';

const alias = (alias_label: string, alias_name: string) => ({
	user: { user_alias: { alias_label, alias_name } },
});

describe('what is said about the users of a run', () => {
	it('is how many email aliases have capital letters', () => {
		const outcomes = [
			alias('email', 'Mia@x.com'),
			alias('Email', 'mia@Ü.com'),
			alias('email', 'mia@x.com'),
			alias('shop', 'Mia@x.com'),
			{ user: { email: 'Mia@x.com' } },
			{ user: { external_id: 'U' }, merged: alias('email', 'MIA@x.com').user },
			{},
		];
		expect(adviceOnUsers(outcomes)).toEqual([
			{
				fields: new Map([['email alias with capital letters', 3]]),
				text: expect.stringContaining('turn on the option "Lower-Case Emails"') as string,
			},
		]);
		expect(adviceOnUsers(outcomes.slice(2, 5))).toEqual([]);
	});

	it('is, for each of them, that a phone has no country code', () => {
		const said = (outcome: object) =>
			remarksOnUsers(outcome as never).map(({ field, message }) => [field, message.slice(0, 10)]);
		const field = 'phone without a country code';
		expect(said(alias('phone', '0400 000 000'))).toEqual([[field, 'Alias Name']]);
		expect(said({ user: { phone: '0400000000' } })).toEqual([[field, 'Phone has ']]);
		expect(said({ merged: { phone: '0400000000' } })).toEqual([[field, 'Phone has ']]);
		expect(said(alias('phone', '+61400000000'))).toEqual([]);
		expect(said(alias('email', '0400'))).toEqual([]);
		expect(said({ user: { phone: '+61400000000' } })).toEqual([]);
		expect(said({ phone: '0400000000' })).toEqual([[field, 'Phone has ']]);
		expect(said({ phone: '+61400000000' })).toEqual([]);
		expect(said({ user: { external_id: 'u' } })).toEqual([]);
		expect(said({})).toEqual([]);
	});
});
