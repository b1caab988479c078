import fc from 'fast-check';

import {
	byKey,
	keyOf,
	orderingKeyOf,
	toBraze,
	toRecipient,
	type User,
	userByAlias,
	userByExternalId,
} from '../../../../nodes/Braze/model/user';

const text = fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom('a', ':', '1', 'A') });

const user: fc.Arbitrary<User> = fc.oneof(
	fc.tuple(text, text).map(([label, name]) => userByAlias(label, name)),
	fc.record({
		by: fc.constantFrom('externalId', 'email', 'phone', 'brazeId'),
		value: text,
	}),
);

describe('a user', () => {
	it.each<[User, object]>([
		[
			userByAlias('email', 'a@b.co'),
			{ user_alias: { alias_name: 'a@b.co', alias_label: 'email' } },
		],
		[userByExternalId('u'), { external_id: 'u' }],
		[{ by: 'email', value: 'a@b.co' }, { email: 'a@b.co' }],
		[{ by: 'phone', value: '+61' }, { phone: '+61' }],
		[{ by: 'brazeId', value: 'b' }, { braze_id: 'b' }],
	])('%j is %j to Braze', (one, fields) => {
		expect(toBraze(one)).toEqual(fields);
		expect(toRecipient(one)).toEqual(one.by === 'externalId' ? { external_user_id: 'u' } : fields);
	});

	it('has a key of its own', () => {
		fc.assert(
			fc.property(user, user, (one, other) => {
				const isSame = JSON.stringify(toBraze(one)) === JSON.stringify(toBraze(other));
				expect(keyOf(one) === keyOf(other)).toBe(isSame);
			}),
			{ numRuns: 2000 },
		);
	});

	it('is there once, in the order of the first', () => {
		const [a, b] = [userByExternalId('a'), userByExternalId('b')];
		expect([...byKey([a, b, { ...a }])]).toEqual([
			[keyOf(a), a],
			[keyOf(b), b],
		]);
	});

	it('keeps its changes in order whatever the case of its email, and only of an email', () => {
		const email = (value: string): User => ({ by: 'email', value });
		expect(orderingKeyOf(email('A@b.co'))).toBe(orderingKeyOf(email('a@B.co')));
		expect(orderingKeyOf(userByExternalId('A'))).not.toBe(orderingKeyOf(userByExternalId('a')));
	});
});
