import { isEmail, isPhone, storedPhone } from '../src/state/contacts.mts';
import { Local } from './support/client.mts';

describe('an email address', () => {
	it.each(
		`joe@example.com joe..b@x.com o'neil@x.com josé@x.com 用户@x.com 🎉@x.com joe@xn--exmple-cua.de
		joe!+a@x.com joe+!@hotmail.com JOE@X.COM j@x.com jo@gmail.com j.b@outlook.com _j-b@live.com.au
		a/b=c%d|e~f@x.com ${'a'.repeat(64)}@x.com joe@${'a'.repeat(63)}.com joe@a-b.c-d.com`.split(/\s+/),
	)('may be %s', (address) => {
		expect(isEmail(address)).toBe(true);
	});

	it.each([
		...`joe.@x.com .joe@x.com joe@x..com joe@x_y.com joe@-x.com joe@x-.com joe@exämple.de joe@1.2.3.4
		joe@[1.2.3.4] joe@x joe@x.123 joe!@hotmail.com joe..b@outlook.com -joe@live.com +a@msn.com
		j@gmail.com J@GMAIL.com "joe"@x.com joe(a)@x.com joe@x.com. a@b@x.com joe,b@x.com joe;@x.com
		joe<b>@x.com joe:b@x.com joe[b]@x.com joe{b}@x.com joe\\b@x.com @x.com joe@ joe
		${'a'.repeat(65)}@x.com joe@${'a'.repeat(64)}.com`.split(/\s+/),
		'joe @x.com',
		' joe@x.com',
		'joe@x.com\n',
		'joe\u00a0b@x.com',
		'',
		5,
		null,
	])('may not be %j', (address) => {
		expect(isEmail(address)).toBe(false);
	});
});

describe('phone numbers', () => {
	it.each([
		['+1 (724) 123-4567', '+17241234567'],
		['(724) 123-4567', '+17241234567'],
		['0412 345 678', '+10412345678'],
		['44 20 7946 0000', '442079460000'],
		['(02) 9999 12345', '02999912345'],
		[' +61 400-000-001 ', '+61400000001'],
	])('%s is stored as %s', (phone, stored) => {
		expect(storedPhone(phone, 'us10')).toBe(stored);
	});

	it('are all US numbers, or of no country, by the setting', () => {
		expect(storedPhone('44 20 7946 0000', 'us')).toBe('+1442079460000');
		expect(storedPhone('1 724 123 4567', 'us')).toBe('+17241234567');
		expect(storedPhone('(724) 123-4567', 'kept')).toBe('7241234567');
	});

	it.each([
		['+61400000001', true],
		['724 123 4567', true],
		['0412 345 678', false],
		['+0412345678', false],
		['12', false],
		['call me', false],
		['+1234567x', false],
		[5, false],
	])('%s can be dialed: %s', (phone, isFine) => {
		expect(isPhone(phone)).toBe(isFine);
	});
});

describe('contacts of a profile', () => {
	let local: Local;
	beforeAll(async () => (local = await Local.start()));
	afterAll(async () => await local.close());
	beforeEach(async () => await local.reset());

	const settings = async (changes: object) => await local.workspace({ settings: changes });
	const set = async (attributes: object) =>
		await local.track({ attributes: [{ external_id: 'u', ...attributes }] });

	it('a phone is found however it is written', async () => {
		await set({ phone: '(724) 123-4567' });
		await local.track({ attributes: [{ phone: '+1 724 123 4567', found: true }] });
		expect(await local.user('u')).toMatchObject({
			phone: '+17241234567',
			custom_attributes: { found: true },
		});
		await settings({ exportedPhone: 'digits' });
		expect((await local.user('u')).phone).toBe('17241234567');
		await settings({ phoneWithoutPlus: 'kept', exportedPhone: 'stored' });
		await set({ phone: '(724) 123-4567' });
		expect((await local.user('u')).phone).toBe('7241234567');
	});

	it('a phone that nobody can dial is stored beside an ID, and creates no user alone', async () => {
		await set({ phone: '0412 345 678' });
		expect((await local.user('u')).phone).toBe('+10412345678');
		expect(await local.track({ attributes: [{ phone: '0499 345 678' }] }, 400)).toHaveProperty(
			'errors',
		);
	});

	it('a bad email costs its object, or is left out', async () => {
		const bad = { email: 'joe@exämple.de', a: 1 };
		await local.track({ attributes: [{ external_id: 'u', ...bad }] }, 400);
		await settings({ badEmail: 'leaveOut' });
		expect(await set(bad)).toMatchObject({ attributes_processed: 1, errors: [{ index: 0 }] });
		const user = await local.user('u');
		expect([user.email, user.custom_attributes]).toEqual([undefined, { a: 1 }]);
		await local.track({ attributes: [{ email: 'joe@exämple.de', a: 1 }] }, 400);
	});

	const stateAfter = async (...changes: object[]) => {
		for (const change of changes) await set(change);
		return (await local.user('u')).email_subscribe;
	};
	const unsubscribed = { email: 'a@x.com', email_subscribe: 'unsubscribed' };

	it('a changed email subscribes', async () => {
		expect(await stateAfter(unsubscribed)).toBe('unsubscribed');
		expect(await stateAfter({ email: 'a@x.com' })).toBe('unsubscribed');
		expect(await stateAfter({ email: 'b@x.com' })).toBe('subscribed');
		expect(await stateAfter({ email_subscribe: 'unsubscribed', email: 'c@x.com' })).toBe(
			'unsubscribed',
		);
	});

	it('or brings the state of somebody who has it, unless the workspace resubscribes', async () => {
		const other = { external_id: 'o', email: 'o@x.com', email_subscribe: 'unsubscribed' };
		await local.track({ attributes: [other] });
		expect(await stateAfter({ email: 'a@x.com' }, { email: 'o@x.com' })).toBe('unsubscribed');
		await settings({ changedEmail: 'resubscribes' });
		expect(await stateAfter({ email: 'a@x.com' }, { email: 'o@x.com' })).toBe('subscribed');
	});

	it('a new email that is not encrypted costs its object, where the workspace encrypts', async () => {
		await set({ email: 'old@x.com' });
		await settings({ identifierEncryption: true });
		const added = { email: 'hash@x.com', a: 1 };
		expect(await local.track({ attributes: [{ external_id: 'v', ...added }] })).toMatchObject({
			message: 'success',
		});
		await expect(local.user('v')).rejects.toThrow();
		await local.track({ attributes: [{ external_id: 'v', ...added, email_encrypted: 'x' }] });
		expect(await local.user('v')).toMatchObject({
			email: 'hash@x.com',
			custom_attributes: { a: 1 },
		});
		// Only what is new: a user who has an address may get another one.
		await set(added);
		expect(await local.user('u')).toMatchObject({ email: 'hash@x.com' });
	});

	it('or keeps the state', async () => {
		await settings({ changedEmail: 'keeps' });
		expect(await stateAfter(unsubscribed, { email: 'b@x.com' })).toBe('unsubscribed');
	});
});
