import { useWorkbench } from './support/workbench';

const bench = useWorkbench();

const track = async (...attributes: object[]) =>
	await bench.braze('/users/track', {
		attributes: attributes.map((one) => ({ _update_existing_only: false, ...one })),
	});

/** What the node sent to an endpoint: bodies, oldest first. */
const sentTo = async (path: string) =>
	(await bench.requests()).filter((request) => request.path === path).map(({ body }) => body);

const profiles = async () =>
	((await bench.braze('/_sandbox/profiles')) as { profiles: Array<Record<string, unknown>> })
		.profiles;

describe('merge', () => {
	const parameters = {
		identifyBy: 'email',
		email: '={{ $json.email }}',
		keepIdentifyBy: 'externalId',
		keepExternalId: '={{ $json.id }}',
	};

	it('merges one profile into another', async () => {
		await track({ email: 'a@x.com', a: 1, b: 1 }, { external_id: 'u', a: 2 });
		const output = await bench.run('user.merge', parameters, [{ email: 'a@x.com', id: 'u' }]);
		expect(await sentTo('/users/merge')).toEqual([
			{
				merge_updates: [
					{
						identifier_to_merge: {
							email: 'a@x.com',
							prioritization: ['unidentified', 'most_recently_updated'],
						},
						identifier_to_keep: { external_id: 'u' },
					},
				],
			},
		]);
		expect(output).toEqual([
			{ status: 'accepted', user: { external_id: 'u' }, merged: { email: 'a@x.com' } },
		]);
		expect(await profiles()).toMatchObject([
			{ external_id: 'u', custom_attributes: { a: 2, b: 1 } },
		]);
	});

	it('says which of the two users is missing, or that they are the same', async () => {
		expect(
			await bench.run('user.merge', parameters, [{ email: 'a@x.com' }, { id: 'u' }]),
		).toMatchObject([
			{ errors: [expect.stringContaining('User to Keep: External ID is empty')] },
			{ errors: [expect.stringMatching(/^User to Merge: Email is empty/)] },
		]);
		const same = {
			identifyBy: 'externalId',
			externalId: 'u',
			keepIdentifyBy: 'externalId',
			keepExternalId: 'u',
		};
		expect(await bench.run('user.merge', same)).toMatchObject([
			{ errors: ['The User to Merge and the User to Keep are the same.'] },
		]);
		expect(await bench.requests()).toEqual([]);
	});

	it('finds the bad one of a refused request, and merges the others', async () => {
		await track({ external_id: 'a', x: 1 }, { external_id: 'k', y: 1 });
		await bench.braze('/_sandbox/faults', {
			rules: [{ path: '/users/merge', status: 400, times: 2, body: { message: 'no' } }],
		});
		const output = await bench.run(
			'user.merge',
			{ ...parameters, identifyBy: 'externalId', externalId: '={{ $json.from }}' },
			[
				{ from: 'bad', id: 'k1' },
				{ from: 'a', id: 'k' },
			],
		);
		expect(output).toMatchObject([
			{ status: 'rejected', errors: ['merge_updates: no'] },
			{ status: 'accepted' },
		]);
		expect(await profiles()).toMatchObject([
			{ external_id: 'k', custom_attributes: { x: 1, y: 1 } },
		]);
	});
});

describe('delete', () => {
	const byId = { identifyBy: 'externalId', externalId: '={{ $json.id }}' };

	it('deletes nobody if the items are about several users, and says how many', async () => {
		await track({ external_id: 'a', x: 1 }, { external_id: 'b', x: 1 });
		const input = [{ id: 'a' }, { id: 'b' }, {}, { id: 'a' }];
		const refusal = expect.stringContaining('this run would delete 2 users') as string;
		const output = await bench.run('user.delete', byId, input);
		expect(output).toMatchObject([
			{ status: 'rejected', errors: [refusal], user: { external_id: 'a' } },
			{ status: 'rejected', errors: [refusal] },
			{ status: 'rejected', errors: [expect.stringContaining('External ID is empty')] },
			{ status: 'rejected', errors: [refusal] },
		]);
		const error = await bench.fail('user.delete', byId, input);
		expect(error.message).toBe('None of the 4 items was sent');
		expect(error.description).toContain('Allow Several Deletions');
		expect(await sentTo('/users/delete')).toEqual([]);
		expect(await profiles()).toHaveLength(2);
	});

	it('deletes one user, in however many items', async () => {
		await track({ external_id: 'a', x: 1 }, { external_id: 'b', x: 1 });
		const output = await bench.run('user.delete', byId, [{ id: 'a' }, {}, { id: 'a' }]);
		expect(output.map(({ status }) => status)).toEqual(['accepted', 'rejected', 'accepted']);
		expect(await profiles()).toMatchObject([{ external_id: 'b' }]);
	});

	it('asks for it once, however many items are about the user: more could be more profiles', async () => {
		await track({ email: 'a@x.com', x: 1 });
		const byEmail = { identifyBy: 'email', email: '={{ $json.email }}' };
		const items = Array.from({ length: 60 }, () => ({ email: 'a@x.com' }));
		const output = await bench.run('user.delete', byEmail, [...items, {}]);
		expect(output.filter(({ status }) => status === 'accepted')).toHaveLength(60);
		expect(await sentTo('/users/delete')).toEqual([
			{ email_addresses: [expect.objectContaining({ email: 'a@x.com' })] },
		]);
	});

	it('finds no user in the input by itself', async () => {
		expect(await bench.run('user.delete', {}, [{ email: 'a@x.com' }])).toMatchObject([
			{ status: 'rejected', errors: [expect.stringContaining('Alias Name is empty')] },
		]);
	});

	it('deletes, and says so for each item', async () => {
		await track({ external_id: 'a', x: 1 }, { external_id: 'b', x: 1 });
		const output = await bench.run(
			'user.delete',
			{ ...byId, options: { allowSeveralDeletions: true } },
			[{ id: 'a' }, { id: 'nobody' }],
		);
		expect(await sentTo('/users/delete')).toEqual([{ external_ids: ['a', 'nobody'] }]);
		expect(output[0]).toEqual({
			status: 'accepted',
			deleted: true,
			user: { external_id: 'a' },
		});
		expect(await profiles()).toMatchObject([{ external_id: 'b' }]);
	});

	it.each([
		[
			'userAlias',
			{ aliasName: '={{ $json.email }}' },
			{ user_aliases: [{ alias_name: 'a@x.com', alias_label: 'email' }] },
		],
		['brazeId', { brazeId: 'b1' }, { braze_ids: ['b1'] }],
		[
			'email',
			{ email: '={{ $json.email }}' },
			{
				email_addresses: [
					{ email: 'a@x.com', prioritization: ['unidentified', 'most_recently_updated'] },
				],
			},
		],
		[
			'phone',
			{ phone: '+61400000000', prioritization: 'identified' },
			{ phone_numbers: [{ phone: '+61400000000', prioritization: ['identified'] }] },
		],
	])('sends one list, for %s', async (identifyBy, parameters, body) => {
		await bench.run('user.delete', { identifyBy, ...parameters }, [{ email: 'a@x.com' }]);
		expect(await sentTo('/users/delete')).toEqual([body]);
	});

	it('deletes nobody for an item without an identifier, and stops at a bad key', async () => {
		await track({ external_id: 'a', x: 1 });
		expect(
			await bench.run('user.delete', { identifyBy: 'externalId', externalId: '={{ $json.id }}' }),
		).toMatchObject([
			{ status: 'rejected', errors: [expect.stringContaining('External ID is empty')] },
		]);
		await bench.braze('/_sandbox/faults', { rules: [{ path: '/users/delete', status: 401 }] });
		const error = await bench.fail('user.delete', { identifyBy: 'externalId', externalId: 'a' });
		expect(error.message).toContain('API key');
		expect(await profiles()).toHaveLength(1);
	});

	it('takes one email with two choices of its profile for two users', async () => {
		const parameters = {
			identifyBy: 'email',
			email: 'a@x.com',
			prioritization: '={{ $json.which }}',
		};
		const items = [{ which: 'identified' }, { which: 'unidentified' }];
		expect(await bench.run('user.delete', parameters, items)).toMatchObject([
			{ errors: [expect.stringContaining('this run would delete 2 users')] },
			{ errors: [expect.stringContaining('this run would delete 2 users')] },
		]);
		expect(await sentTo('/users/delete')).toEqual([]);
	});

	it('ignores an option that another operation of the node has left behind', async () => {
		await track({ external_id: 'a', x: 1 });
		const [outcome] = await bench.run('user.delete', {
			identifyBy: 'externalId',
			externalId: 'a',
			options: { dryRun: true },
		});
		expect(outcome).toMatchObject({ status: 'accepted' });
		expect(await profiles()).toEqual([]);
	});
});

describe('rename external ID', () => {
	const parameters = { externalId: '={{ $json.old }}', newExternalId: '={{ $json.new }}' };

	it('renames, and leads errors back to their items', async () => {
		await track({ external_id: 'a', x: 1 }, { external_id: 'b', x: 1 }, { external_id: 'c', x: 1 });
		const output = await bench.run('user.renameExternalId', parameters, [
			{ old: 'a', new: 'a2' },
			{ old: 'nobody', new: 'n2' },
			{ old: 'b', new: 'c' },
		]);
		expect((await sentTo('/users/external_ids/rename'))[0]).toEqual({
			external_id_renames: [
				{ current_external_id: 'a', new_external_id: 'a2' },
				{ current_external_id: 'nobody', new_external_id: 'n2' },
				{ current_external_id: 'b', new_external_id: 'c' },
			],
		});
		expect(output).toMatchObject([
			{ status: 'accepted', user: { external_id: 'a2' }, deprecated: 'a' },
			{ status: 'rejected', errors: [expect.any(String)] },
			{ status: 'rejected', errors: [expect.stringContaining('already in use')] },
		]);
		expect((await profiles()).map(({ external_id }) => external_id)).toEqual(['a2', 'b', 'c']);
	});

	it('refuses what cannot be one before sending', async () => {
		expect(
			await bench.run('user.renameExternalId', parameters, [{ old: 'a', new: 'a' }, { old: 'a' }]),
		).toMatchObject([
			{ errors: ['New External ID is the same as External ID.'] },
			{ errors: [expect.stringContaining('New External ID is empty')] },
		]);
		expect(await bench.requests()).toEqual([]);
	});
});

describe('remove external ID', () => {
	it('removes a deprecated one, and tells the item whose ID is in use', async () => {
		await track({ external_id: 'a', x: 1 }, { external_id: 'b', x: 1 });
		await bench.run('user.renameExternalId', { externalId: 'a', newExternalId: 'a2' });
		const output = await bench.run('user.removeExternalId', { externalId: '={{ $json.id }}' }, [
			{ id: 'a' },
			{ id: 'b' },
			{ id: {} },
		]);
		expect(await sentTo('/users/external_ids/remove')).toEqual([{ external_ids: ['a', 'b'] }]);
		expect(output).toMatchObject([
			{ status: 'accepted', removed: 'a' },
			{ status: 'rejected', errors: [expect.stringContaining('external_ids: ')] },
			{ status: 'rejected', errors: ['External ID must be text. Value: {}.'] },
		]);
	});
});
