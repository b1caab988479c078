import { useWorkbench } from './support/workbench';

const bench = useWorkbench();

const track = async (...attributes: object[]) =>
	await bench.braze('/users/track', {
		attributes: attributes.map((one) => ({ _update_existing_only: false, ...one })),
	});

const asked = async () =>
	(await bench.requests())
		.filter(({ path }) => path === '/users/export/ids')
		.map(({ body }) => body as Record<string, unknown[]>);

const byId = { identifyBy: 'externalId', externalId: '={{ $json.id }}' };

describe('get user', () => {
	it('reads 51 users in two requests, each item its own', async () => {
		const users = Array.from({ length: 51 }, (_, n) => ({ external_id: `u${n}`, score: n }));
		await track(...users);
		const input = users.map(({ external_id }) => ({ id: external_id })).reverse();
		const output = await bench.items('user.get', { parameters: byId, items: input });
		expect((await asked()).map(({ external_ids }) => external_ids.length)).toEqual([50, 1]);
		expect(
			output.map(({ json, pairedItem }) => [json.external_id, json.score, pairedItem]),
		).toEqual(
			users.map(({ external_id, score }, n) => [external_id, score, { item: 50 - n }]).reverse(),
		);
	});

	it('gives a profile on one level, or as Braze does', async () => {
		const name = { alias_name: 'a@x.com', alias_label: 'email' };
		await track({ user_alias: name, first_name: 'Jo', points: 7 });
		await bench.braze('/users/track', {
			events: [{ user_alias: name, name: 'played', time: '2026-01-01T00:00:00Z' }],
		});
		const fieldsToExport = ['first_name', 'custom_attributes', 'custom_events', 'purchases'];
		const parameters = { identifyBy: 'userAlias', fieldsToExport };
		const [simple] = await bench.run('user.get', parameters, [{ email: 'a@x.com' }]);
		expect(simple).toEqual({
			points: 7,
			first_name: 'Jo',
			user_aliases: { email: 'a@x.com' },
			custom_events: { played: 1 },
		});
		const [raw, unclear] = await bench.run(
			'user.get',
			{ ...parameters, simple: '={{ $json.simple }}' },
			[
				{ email: 'a@x.com', simple: 'false' },
				{ email: 'a@x.com', simple: 'raw' },
			],
		);
		expect(unclear).toMatchObject({
			status: 'rejected',
			errors: ['Simplify must be true or false. Value: "raw".'],
		});
		expect(raw).toMatchObject({
			first_name: 'Jo',
			custom_attributes: { points: 7 },
			user_aliases: [name],
			custom_events: [{ name: 'played', count: 1 }],
		});
		expect((await asked())[0]).toEqual({
			user_aliases: [name],
			fields_to_export: [...fieldsToExport, 'external_id', 'user_aliases'],
		});
	});

	it('asks for emails, phones and Braze IDs one by one, and gives all who share one', async () => {
		await track(
			{ external_id: 'a', email: 'same@x.com' },
			{ external_id: 'b', email: 'same@x.com' },
			{ external_id: 'c', phone: '+61400000000' },
		);
		const output = await bench.items('user.get', {
			parameters: { identifyBy: 'email' },
			items: [{ email: 'none@x.com' }, { email: 'same@x.com' }],
			continueOnFail: true,
		});
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
		expect(output.map(({ json }) => json.external_id).sort()).toEqual(['a', 'b', undefined]);
		const [byPhone] = await bench.run('user.get', { identifyBy: 'phone', phone: '+61400000000' });
		expect(byPhone.external_id).toBe('c');
		const [byBrazeId] = await bench.run('user.get', {
			identifyBy: 'brazeId',
			brazeId: byPhone.braze_id,
		});
		expect(byBrazeId).toEqual(byPhone);
		expect(await asked()).toMatchObject([
			{ email_address: 'none@x.com' },
			{ email_address: 'same@x.com' },
			{ phone: '+61400000000' },
			{ braze_id: byPhone.braze_id },
		]);
	});

	it('asks for people of different identifiers in as few requests as Braze allows', async () => {
		const aliasOf = (name: string) => ({ alias_name: name, alias_label: 'email' });
		const ids = Array.from({ length: 30 }, (_, n) => ({ external_id: `u${n}`, score: n }));
		const aliases = Array.from({ length: 30 }, (_, n) => ({
			user_alias: aliasOf(`fan${n}@x.com`),
			score: 100 + n,
		}));
		await track(...ids, ...aliases, { email: 'mail@x.com', score: 200 });
		await track({ phone: '+61400000000', score: 300 });
		const identifier = [
			{ by: 'externalId', value: '={{ $json.id }}' },
			{ by: 'userAlias', aliasLabel: 'email', value: '={{ $json.alias }}' },
			{ by: 'email', value: '={{ $json.email }}' },
			{ by: 'phone', value: '={{ $json.phone }}' },
		];
		const people = [
			...ids.map(({ external_id: id, score }) => ({ id, score })),
			...aliases.map(({ user_alias: { alias_name: alias }, score }) => ({ alias, score })),
			{ email: 'mail@x.com', score: 200 },
			{ phone: '+61400000000', score: 300 },
		];
		// Mixed, and each of them twice.
		const items = [...people, ...people].sort((a, b) => (a.score % 7) - (b.score % 7));
		const output = await bench.items('user.get', {
			parameters: {
				identifyBy: 'firstAvailable',
				identifiers: { identifier },
				fieldsToExport: ['custom_attributes'],
			},
			items,
		});
		expect(output.map(({ json, pairedItem }) => [json.score, pairedItem])).toEqual(
			items.map(({ score }, item) => [score, { item }]),
		);
		const requests = await asked();
		const listed = requests
			.map(({ external_ids: of = [], user_aliases: and = [] }) => of.length + and.length)
			.filter((length) => length > 0);
		expect(listed.sort()).toEqual([10, 50]);
		expect(requests).toHaveLength(4);
		expect(requests.filter((one) => 'email_address' in one)).toHaveLength(1);
		expect(requests.filter((one) => 'phone' in one)).toHaveLength(1);
	});

	it('rejects an item in which no identifier has a value, and one whose first is invalid', async () => {
		await track({ external_id: 'a', x: 1 });
		const identifier = [
			{ by: 'email', value: '={{ $json.email }}' },
			{ by: 'externalId', value: '={{ $json.id }}' },
		];
		const parameters = { identifyBy: 'firstAvailable', identifiers: { identifier } };
		const items = [{ id: 'a' }, {}, { id: 'a', email: 'not one' }];
		expect(await bench.run('user.get', parameters, items)).toMatchObject([
			{ external_id: 'a' },
			{ errors: [expect.stringContaining('None of the identifiers has a value')] },
			{ errors: [expect.stringContaining('Identifier 1: Email')] },
		]);
	});

	it('follows a deprecated external ID to the user', async () => {
		await track({ external_id: 'old', a: 1 }, { external_id: 'other', a: 2 });
		await bench.run('user.renameExternalId', { externalId: 'old', newExternalId: 'new' });
		expect(await bench.run('user.get', byId, [{ id: 'old' }, { id: 'other' }])).toMatchObject([
			{ external_id: 'new', a: 1 },
			{ external_id: 'other', a: 2 },
		]);
	});

	it('fails an item whose user is not there, or tells it', async () => {
		await track({ external_id: 'a', x: 1 });
		const input = [{ id: 'a' }, { id: 'nobody' }, {}];
		expect(await bench.run('user.get', byId, input)).toMatchObject([
			{ external_id: 'a' },
			{ status: 'rejected', errors: [expect.stringContaining('was not found in Braze')] },
			{ status: 'rejected', errors: [expect.stringContaining('External ID is empty')] },
		]);
		expect(
			await bench.run('user.get', { ...byId, options: { ifNotFound: 'tell' } }, input.slice(0, 2)),
		).toMatchObject([
			{ found: true, external_id: 'a' },
			{ found: false, user: { external_id: 'nobody' } },
		]);
		const unclear = { ...byId, options: { ifNotFound: '={{ "Tell" }}' } };
		expect(await bench.run('user.get', unclear, [{ id: 'nobody' }])).toMatchObject([
			{ status: 'rejected', errors: ['If Not Found must be fail or tell. Value: "Tell".'] },
		]);
		expect((await bench.fail('user.get', byId, input)).description).toContain(
			'Item 1: The user was not found',
		);
	});

	it('asks again after a rate limit, and user by user after a refusal', async () => {
		await track({ external_id: 'a', x: 1 }, { external_id: 'b', x: 1 });
		const path = '/users/export/ids';
		await bench.braze('/_sandbox/faults', {
			rules: [
				{ path, status: 429, retryAfter: 0, times: 1 },
				{ path, status: 400, times: 2, body: { message: 'no such thing' } },
			],
		});
		expect(await bench.run('user.get', byId, [{ id: 'a' }, { id: 'b' }])).toMatchObject([
			{ status: 'rejected', errors: ['no such thing'] },
			{ external_id: 'b' },
		]);
	});

	it('asks once more for a user of several items after a refusal, and no further', async () => {
		await track({ external_id: 'b', x: 1 });
		const path = '/users/export/ids';
		await bench.braze('/_sandbox/faults', {
			rules: [{ path, status: 400, times: 2, body: { message: 'no such thing' } }],
		});
		const input = [{ id: 'a' }, { id: 'b' }, { id: 'a' }];
		expect(await bench.run('user.get', byId, input)).toMatchObject([
			{ status: 'rejected', errors: ['no such thing'] },
			{ external_id: 'b' },
			{ status: 'rejected', errors: ['no such thing'] },
		]);
		expect(await asked()).toHaveLength(3);
	});

	it('stops at a key that may not read', async () => {
		await bench.braze('/_sandbox/faults', { rules: [{ path: '/users/export/ids', status: 403 }] });
		const error = await bench.fail('user.get', byId, [{ id: 'a' }]);
		expect(error.message).toContain('users.export.ids');
	});

	it('ends a wait when the execution is cancelled', async () => {
		const retryAfter = 30;
		await bench.braze('/_sandbox/faults', {
			rules: [{ path: '/users/export/ids', status: 429, retryAfter }],
		});
		const started = Date.now();
		await expect(
			bench.items('user.get', {
				parameters: byId,
				items: [{ id: 'a' }],
				signal: AbortSignal.timeout(100),
			}),
		).rejects.toThrow('cancelled');
		expect(Date.now() - started).toBeLessThan(retryAfter * 1_000);
	});

	it('says that an answer without users cannot be told', async () => {
		await bench.braze('/_sandbox/faults', {
			rules: [{ path: '/users/export/ids', status: 200, body: { users: [null] } }],
		});
		const [output] = await bench.run('user.get', byId, [{ id: 'u' }]);
		expect(output.errors).toEqual([expect.stringContaining('something other than users')]);
	});
});
