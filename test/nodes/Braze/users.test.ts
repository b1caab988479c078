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

const alias = (name: string, label = 'email') => ({
	user_alias: { alias_name: name, alias_label: label },
});

const many = (count: number) => Array.from({ length: count }, (_, n) => ({ n }));

describe('identify', () => {
	const parameters = { externalId: '={{ $json.id }}' };

	it('gives external IDs to aliases, 50 in a request, paired with their items', async () => {
		await track({ ...alias('a@x.com'), score: 1 });
		const input = [
			{ email: 'a@x.com', id: 'u0' },
			...many(50).map(({ n }) => ({ email: `m${n}@x.com`, id: `m${n}` })),
		];
		const output = await bench.items('user.identify', { parameters, items: input });
		const sent = (await sentTo('/users/identify')) as Array<{ aliases_to_identify: object[] }>;
		expect(sent.map((body) => body.aliases_to_identify.length)).toEqual([50, 1]);
		expect(sent[0].aliases_to_identify[0]).toEqual({ external_id: 'u0', ...alias('a@x.com') });
		expect(output[0]).toEqual({
			json: { status: 'accepted', user: { external_id: 'u0', ...alias('a@x.com') } },
			pairedItem: { item: 0 },
		});
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(input.map((_, item) => ({ item })));
		expect(await profiles()).toMatchObject([
			{ external_id: 'u0', custom_attributes: { score: 1 } },
		]);
	});

	it('says which profile is meant for an email or phone', async () => {
		await bench.run('user.identify', { ...parameters, identifyBy: 'email' }, [
			{ email: 'a@x.com', id: 'u' },
		]);
		await bench.run(
			'user.identify',
			{
				...parameters,
				identifyBy: 'phone',
				phone: '={{ $json.phone }}',
				prioritization: 'identified,least_recently_updated',
			},
			[{ phone: '+61400000000', id: 'u' }],
		);
		expect(await sentTo('/users/identify')).toEqual([
			{
				emails_to_identify: [
					{
						external_id: 'u',
						email: 'a@x.com',
						prioritization: ['unidentified', 'most_recently_updated'],
					},
				],
			},
			{
				phone_numbers_to_identify: [
					{
						external_id: 'u',
						phone: '+61400000000',
						prioritization: ['identified', 'least_recently_updated'],
					},
				],
			},
		]);
	});

	it('keeps the order of what concerns one user', async () => {
		await bench.run('user.identify', parameters, [
			{ email: 'a@x.com', id: 'first' },
			{ email: 'b@x.com', id: 'other' },
			{ email: 'a@x.com', id: 'second' },
		]);
		expect(await sentTo('/users/identify')).toMatchObject([
			{ aliases_to_identify: [{ external_id: 'first' }, { external_id: 'other' }] },
			{ aliases_to_identify: [{ external_id: 'second' }] },
		]);
	});

	it('names the field of an item that cannot be sent, and sends the others', async () => {
		const output = await bench.run('user.identify', parameters, [
			{ email: 'a@x.com' },
			{ email: 'b@x.com', id: 'é'.repeat(494) },
			{ id: 'u' },
			{ email: 'c@x.com', id: 'ok' },
		]);
		expect(output).toMatchObject([
			{ status: 'rejected', errors: [expect.stringContaining('External ID is empty')] },
			{
				status: 'rejected',
				errors: [
					'External ID is longer than the 987 bytes that Braze accepts. Value: "' +
						'é'.repeat(39) +
						'…".',
				],
			},
			{ status: 'rejected', errors: [expect.stringContaining('Alias Name is empty')] },
			{ status: 'accepted' },
		]);
		expect(await sentTo('/users/identify')).toEqual([
			{ aliases_to_identify: [{ external_id: 'ok', ...alias('c@x.com') }] },
		]);
	});

	it('stops at a key without the permission, and says which one it needs', async () => {
		await bench.braze('/_sandbox/faults', { rules: [{ path: '/users/identify', status: 403 }] });
		const error = await bench.fail('user.identify', parameters, [{ email: 'a@x.com', id: 'u' }]);
		expect(error.message).toContain('users.identify');
	});
});

describe('add alias', () => {
	const parameters = { externalId: '={{ $json.id }}' };

	it('adds to users with an external ID', async () => {
		await track({ external_id: 'u', a: 1 });
		const output = await bench.run('user.addAlias', parameters, [{ id: 'u', email: 'a@x.com' }]);
		expect(await sentTo('/users/alias/new')).toEqual([
			{
				user_aliases: [{ external_id: 'u', alias_name: 'a@x.com', alias_label: 'email' }],
			},
		]);
		expect(output).toEqual([
			{ status: 'accepted', user: { external_id: 'u', ...alias('a@x.com') } },
		]);
		expect(await profiles()).toMatchObject([
			{ external_id: 'u', user_aliases: [{ alias_name: 'a@x.com', alias_label: 'email' }] },
		]);
	});

	it('creates an alias-only user only where that is chosen', async () => {
		const [rejected] = await bench.run('user.addAlias', parameters, [{ email: 'a@x.com' }]);
		expect(rejected.errors).toEqual([expect.stringContaining('External ID is empty')]);
		expect(await profiles()).toEqual([]);
		await bench.run('user.addAlias', { aliasOwner: 'new' }, [{ email: 'a@x.com' }]);
		expect(await sentTo('/users/alias/new')).toEqual([
			{ user_aliases: [{ alias_name: 'a@x.com', alias_label: 'email' }] },
		]);
		expect(await profiles()).toMatchObject([
			{ user_aliases: [{ alias_name: 'a@x.com', alias_label: 'email' }] },
		]);
	});

	it('gives Braze’s word on one alias to its item alone', async () => {
		await bench.braze('/_sandbox/faults', {
			rules: [
				{
					path: '/users/alias/new',
					status: 201,
					times: 1,
					body: {
						message: 'success',
						aliases_processed: 1,
						errors: [{ type: "'alias_name' is bad", input_array: 'user_identifiers', index: 1 }],
					},
				},
			],
		});
		expect(
			await bench.run('user.addAlias', { aliasOwner: 'new' }, [
				{ email: 'a@x.co' },
				{ email: 'b@x.co' },
			]),
		).toMatchObject([
			{ status: 'accepted' },
			{ status: 'rejected', errors: ["user_aliases: 'alias_name' is bad"] },
		]);
	});
});

describe('update alias', () => {
	const parameters = { aliasName: '={{ $json.old }}', newAliasName: '={{ $json.new }}' };

	it('renames, in the order of the items', async () => {
		await track({ ...alias('a'), x: 1 });
		const output = await bench.run('user.updateAlias', parameters, [
			{ old: 'a', new: 'b@x.co' },
			{ old: 'b@x.co', new: 'c@x.co' },
		]);
		expect(await sentTo('/users/alias/update')).toEqual([
			{ alias_updates: [{ alias_label: 'email', old_alias_name: 'a', new_alias_name: 'b@x.co' }] },
			{
				alias_updates: [
					{ alias_label: 'email', old_alias_name: 'b@x.co', new_alias_name: 'c@x.co' },
				],
			},
		]);
		expect(output[1]).toEqual({ status: 'accepted', user: alias('c@x.co') });
		expect(await profiles()).toMatchObject([{ user_aliases: [{ alias_name: 'c@x.co' }] }]);
	});

	it('refuses what would change nothing, and what is too long', async () => {
		expect(
			await bench.run('user.updateAlias', parameters, [
				{ old: 'a@x.co', new: 'a@x.co' },
				{ old: 'a', new: 'x'.repeat(237) },
			]),
		).toMatchObject([
			{ errors: ['New Alias Name is the same as Alias Name.'] },
			{
				errors: [
					`New Alias Name is longer than the 236 bytes that Braze accepts. Value: "${'x'.repeat(39)}…".`,
				],
			},
		]);
		expect(await bench.requests()).toEqual([]);
	});

	it('may mend an alias that is no email, but makes none', async () => {
		expect(
			await bench.run('user.updateAlias', parameters, [
				{ old: 'mia', new: 'mia@x.co' },
				{ old: 'mia@x.co', new: 'mia' },
			]),
		).toMatchObject([
			{ status: 'accepted' },
			{ errors: ['New Alias Name is not an email address. Value: "mia".'] },
		]);
	});

	it('retries a server error', async () => {
		await bench.braze('/_sandbox/faults', { rules: [{ status: 503, times: 1 }] });
		expect(
			await bench.run('user.updateAlias', parameters, [{ old: 'a', new: 'b@x.co' }]),
		).toMatchObject([{ status: 'accepted' }]);
		expect((await bench.requests()).map(({ status }) => status)).toEqual([503, 201]);
	});
});
