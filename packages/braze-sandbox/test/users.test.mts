import { FIELDS, Local } from './support/client.mts';

let local: Local;
beforeAll(async () => (local = await Local.start()));
afterAll(async () => await local.close());
beforeEach(async () => await local.control('reset'));

const time = '2026-01-01T00:00:00Z';
const alias = (alias_name: string, alias_label = 'l') => ({ alias_name, alias_label });

async function post(path: string, body: object): Promise<{ status: number; data: unknown }> {
	const { status, data } = await local.post(path, body);
	return { status, data };
}

/** Makes an alias-only profile with these attributes. */
async function anonymous(name: string, attributes: object): Promise<void> {
	const object = { user_alias: alias(name), _update_existing_only: false, ...attributes };
	await local.track({ attributes: [object] });
}

async function profiles(): Promise<Array<Record<string, unknown>>> {
	const { data } = await local.get('/_sandbox/profiles');
	return data.profiles;
}

describe('identify', () => {
	it('merges an alias-only profile into the user who has the external ID', async () => {
		await anonymous('a', { x: 1, first_name: 'Anon', email: 'a@example.com' });
		await local.track({ events: [{ user_alias: alias('a'), name: 'e', time }] });
		await local.track({
			attributes: [{ external_id: 'u1', x: 2, first_name: 'Known' }],
			events: [{ external_id: 'u1', name: 'e', time }],
		});
		const aliases_to_identify = [{ external_id: 'u1', user_alias: alias('a') }];
		const answer = await post('/users/identify', { aliases_to_identify });
		expect(answer).toEqual({ status: 201, data: { aliases_processed: 1, message: 'success' } });
		expect(await profiles()).toMatchObject([
			{
				external_id: 'u1',
				first_name: 'Known',
				email: 'a@example.com',
				custom_attributes: { x: 2 },
				user_aliases: [alias('a')],
				custom_events: [{ name: 'e', count: 2 }],
			},
		]);
	});

	it('merges nothing when the user has an alias with that label', async () => {
		await anonymous('a', { x: 1 });
		await local.track({ attributes: [{ external_id: 'u1' }] });
		await post('/users/alias/new', { user_aliases: [{ external_id: 'u1', ...alias('b') }] });
		const aliases_to_identify = [{ external_id: 'u1', user_alias: alias('a') }];
		await post('/users/identify', { aliases_to_identify });
		expect(await profiles()).toHaveLength(2);
	});

	it('finds by email and phone, in the order asked for', async () => {
		await anonymous('old', { email: 'd@example.com', n: 1 });
		await anonymous('new', { email: 'd@example.com', n: 2 });
		const entry = { external_id: 'u1', email: 'd@example.com' };
		const emails_to_identify = [{ ...entry, prioritization: ['unidentified'] }];
		expect((await post('/users/identify', { emails_to_identify })).data).toEqual({
			emails_processed: 1,
			message: 'success',
		});
		expect((await profiles()).some(({ external_id: id }) => id === 'u1')).toBe(false);
		const prioritization = ['unidentified', 'least_recently_updated'];
		await post('/users/identify', { emails_to_identify: [{ ...entry, prioritization }] });
		expect(await local.user('u1')).toMatchObject({ custom_attributes: { n: 1 } });
	});

	it('reports an entry without an external ID', async () => {
		const answer = await post('/users/identify', {
			aliases_to_identify: [{ user_alias: alias('a') }],
		});
		expect(answer.data).toEqual({
			aliases_processed: 0,
			message: 'success',
			errors: [{ type: "'external_id' is required", input_array: 'user_identifiers', index: 0 }],
		});
	});
});

describe('aliases', () => {
	it('are added to a user, or make one; for an unknown external ID nothing happens', async () => {
		await local.track({ attributes: [{ external_id: 'u1', a: 1 }] });
		const answer = await post('/users/alias/new', {
			user_aliases: [
				{ external_id: 'u1', ...alias('one') },
				{ external_id: 'nobody', ...alias('two') },
				alias('three'),
			],
		});
		expect(answer.data).toEqual({ aliases_processed: 3, message: 'success' });
		const found = (await profiles()).map(({ user_aliases: list }) => list);
		expect(found).toEqual([[alias('one')], [alias('three')]]);
	});

	it('are renamed; an unknown one changes nothing', async () => {
		await anonymous('old', { x: 1 });
		const rename = { alias_label: 'l', old_alias_name: 'old', new_alias_name: 'new' };
		await post('/users/alias/update', {
			alias_updates: [rename, { ...rename, old_alias_name: 'none', new_alias_name: 'other' }],
		});
		expect(await profiles()).toMatchObject([{ user_aliases: [alias('new')] }]);
	});
});

describe('merge', () => {
	it.each([
		[{}, "'merge_updates' must be an array of objects"],
		[{ merge_updates: ['x'] }, "'merge_updates' must be an array of objects"],
		[
			{ merge_updates: [{ identifier_to_merge: { external_id: 'a' } }] },
			"'merge_updates' must only have 'identifier_to_merge' and 'identifier_to_keep'",
		],
		[
			{ merge_updates: [{ identifier_to_merge: {}, identifier_to_keep: { external_id: 'a' } }] },
			expect.stringMatching(/^identifiers must be objects with an 'external_id' property/),
		],
		[
			{ merge_updates: Array.from({ length: 51 }, () => ({})) },
			'a single request may not contain more than 50 merge updates',
		],
	])('refuses %#', async (body, message) => {
		expect(await post('/users/merge', body)).toEqual({ status: 400, data: { message } });
	});

	it('takes over what only the other one has, and removes it', async () => {
		await local.track({
			attributes: [
				{ external_id: 'old', a: 1, phone: '+61400000000' },
				{ external_id: 'new', b: 2 },
			],
			purchases: [{ external_id: 'old', product_id: 'p', currency: 'USD', price: 3, time }],
		});
		const pair = {
			identifier_to_merge: { phone: '+61400000000', prioritization: ['identified'] },
			identifier_to_keep: { external_id: 'new' },
		};
		expect((await post('/users/merge', { merge_updates: [pair] })).status).toBe(202);
		expect(await profiles()).toMatchObject([
			{
				external_id: 'new',
				phone: '+61400000000',
				total_revenue: 3,
				custom_attributes: { a: 1, b: 2 },
			},
		]);
	});
});

describe('delete', () => {
	it('counts what it was given, and takes every kind of identifier', async () => {
		await anonymous('a', { email: 'd@example.com' });
		const email = { email: 'd@example.com', prioritization: ['most_recently_updated'] };
		const answer = await post('/users/delete', { email_addresses: [email] });
		expect(answer.data).toEqual({ deleted: 1, message: 'success' });
		expect(await profiles()).toEqual([]);
		expect((await post('/users/delete', { external_ids: ['nobody'] })).data).toMatchObject({
			deleted: 1,
		});
	});

	it('refuses several lists where the workspace says so, none, and over 50 ids', async () => {
		const two = { external_ids: ['a'], braze_ids: ['b'] };
		expect((await post('/users/delete', two)).status).toBe(201);
		await local.control('workspace', { settings: { oneDeleteList: true } });
		expect((await post('/users/delete', two)).status).toBe(400);
		expect((await post('/users/delete', {})).status).toBe(400);
		const external_ids = Array.from({ length: 51 }, (_, i) => `u${i}`);
		expect(await post('/users/delete', { external_ids })).toEqual({
			status: 400,
			data: { message: 'The max number of ids per request was exceeded' },
		});
	});
});

describe('external IDs', () => {
	it('are renamed, stay usable, and can then be removed', async () => {
		await local.track({ attributes: [{ external_id: 'old', a: 1 }, { external_id: 'taken' }] });
		const rename = (current_external_id: string, new_external_id: string) => ({
			current_external_id,
			new_external_id,
		});
		const external_id_renames = [rename('old', 'new'), rename('new', 'taken')];
		expect((await post('/users/external_ids/rename', { external_id_renames })).data).toEqual({
			message: 'success',
			external_ids: ['new'],
			rename_errors: [[1, 'new_external_id is already in use']],
		});
		expect(await local.user('old')).toMatchObject({ external_id: 'new' });
		const removed = await post('/users/external_ids/remove', { external_ids: ['old', 'new'] });
		expect(removed.data).toMatchObject({
			removed_ids: ['old'],
			removal_errors: [[1, expect.any(String)]],
		});
		const { data } = await local.post('/users/export/ids', {
			external_ids: ['old'],
			fields_to_export: FIELDS,
		});
		expect(data).toEqual({ message: 'success', users: [], invalid_user_ids: ['old'] });
	});
});

describe('export', () => {
	it('returns the fields asked for, and names the users it does not know', async () => {
		await local.track({ attributes: [{ external_id: 'u1', email: 'e@example.com', a: 1 }] });
		const { data } = await local.post('/users/export/ids', {
			external_ids: ['u1', 'nobody'],
			user_aliases: [alias('none')],
			fields_to_export: ['external_id', 'email'],
		});
		expect(data).toEqual({
			message: 'success',
			users: [{ external_id: 'u1', email: 'e@example.com' }],
			invalid_user_ids: ['nobody', alias('none')],
		});
	});

	it('takes 50 ids and no more', async () => {
		const external_ids = Array.from({ length: 51 }, (_, i) => `u${i}`);
		expect(
			(await post('/users/export/ids', { external_ids, fields_to_export: FIELDS })).status,
		).toBe(400);
		expect(
			(
				await post('/users/export/ids', {
					external_ids: external_ids.slice(1),
					fields_to_export: FIELDS,
				})
			).status,
		).toBe(201);
	});
});
