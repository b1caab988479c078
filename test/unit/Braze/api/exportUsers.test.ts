import type { IDataObject } from 'n8n-workflow';

import { exportBatches, exportUsers } from '../../../../nodes/Braze/api/exportUsers';
import { type User, userByAlias, userByExternalId as id } from '../../../../nodes/Braze/model/user';

const alias = (name: string, label = 'email') => userByAlias(label, name);

const email: User = { by: 'email', value: 'a@x.com' };
const phone: User = { by: 'phone', value: '+61' };
const brazeId: User = { by: 'brazeId', value: 'b' };

/** Braze with one response; keeps what it was asked. */
const answering = (body: unknown) => {
	const asked: IDataObject[] = [];
	const send = async (request: { path: string; body: IDataObject }) => {
		expect(request).toMatchObject({ method: 'POST', path: '/users/export/ids' });
		asked.push(request.body);
		return await Promise.resolve({ body });
	};
	return { asked, send };
};

describe('users to export', () => {
	it('are asked for 50 at a time by external ID or alias, and one by one otherwise', () => {
		const many = Array.from({ length: 99 }, (_, n) => id(`u${n}`));
		const batches = [...exportBatches([email, ...many, phone, alias('a'), brazeId, id('last')])];
		expect(batches.map(({ length }) => length)).toEqual([1, 50, 1, 50, 1, 1]);
		expect(new Set(batches.flat()).size).toBe(104);
		expect([...exportBatches([])]).toEqual([]);
	});

	it.each([
		[[id('u'), id('v')], { external_ids: ['u', 'v'] }],
		[[alias('a')], { user_aliases: [{ alias_name: 'a', alias_label: 'email' }] }],
		[
			[alias('a'), id('u')],
			{ external_ids: ['u'], user_aliases: [{ alias_name: 'a', alias_label: 'email' }] },
		],
		[[email], { email_address: 'a@x.com' }],
		[[phone], { phone: '+61' }],
		[[brazeId], { braze_id: 'b' }],
	])('%j are asked for by %j', async (users, who) => {
		const { asked, send } = answering({ users: [] });
		await exportUsers(users, ['dob'], send);
		expect(asked).toEqual([{ ...who, fields_to_export: ['dob', 'external_id', 'user_aliases'] }]);
	});

	it('get the profiles that are theirs', async () => {
		const profiles = [
			{ external_id: 'v', user_aliases: [{ alias_name: 'a', alias_label: 'phone' }] },
			{ user_aliases: [null, { alias_name: 'a', alias_label: 'email' }] },
			{ external_id: 'new' },
		];
		const { send } = answering({ users: profiles });
		const users = [id('u'), id('v'), alias('a'), alias('b'), alias('a', 'phone')];
		expect(await exportUsers(users, [], send)).toEqual({
			found: [[], [profiles[0]], [profiles[1]], [], [profiles[0]]],
			others: [profiles[2]],
			invalid: new Set(),
			strange: false,
		});
	});

	it('get all that an email is shared by', async () => {
		const profiles = [{ external_id: 'u' }, { external_id: 'v' }];
		const { send } = answering({ users: profiles });
		expect((await exportUsers([email], [], send)).found).toEqual([profiles]);
	});

	it.each([[{ users: [null] }], [{ users: 'none' }], [{ users: [['u']] }], [{ users: ['u'] }]])(
		'are not taken from %j, which says nothing about them',
		async (body) => {
			const { send } = answering(body);
			expect(await exportUsers([email, id('u')], [], send)).toEqual({
				found: [[], []],
				others: [],
				invalid: new Set(),
				strange: true,
			});
		},
	);

	it.each([[undefined], [null], [{ message: 'success' }], [{ users: null }]])(
		'are none in %j',
		async (body) => {
			const { send } = answering(body);
			expect(await exportUsers([id('u')], [], send)).toMatchObject({
				found: [[]],
				strange: false,
			});
		},
	);
});
