import { simplify } from '../../../../nodes/Braze/resources/user/get/simplify';

describe('a simplified profile', () => {
	it('stands on one level', () => {
		expect(
			simplify({
				external_id: 'u',
				custom_attributes: { points: 7, pets: [{ id: 1 }] },
				user_aliases: [
					{ alias_name: 'a@x.com', alias_label: 'email' },
					{ alias_name: '7', alias_label: '__proto__' },
				],
				custom_events: [{ name: 'played', first: '2026', last: '2026', count: 3 }],
				purchases: [{ name: 'hat', first: '2026', last: '2026', count: 1 }],
			}),
		).toEqual({
			external_id: 'u',
			points: 7,
			pets: [{ id: 1 }],
			user_aliases: JSON.parse('{"email":"a@x.com","__proto__":"7"}'),
			custom_events: { played: 3 },
			purchases: { hat: 1 },
		});
	});

	it('lets a standard attribute win over a custom one of its name', () => {
		expect(simplify({ email: 'a@x.com', custom_attributes: { email: 'other' } })).toEqual({
			email: 'a@x.com',
		});
	});

	it('has no more than the profile', () => {
		expect(simplify({ braze_id: 'b' })).toEqual({ braze_id: 'b' });
	});
});
