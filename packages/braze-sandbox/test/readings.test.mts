import { FIELDS, Local } from './support/client.mts';

/*
 * Where Braze's texts leave something open or name a contract, a setting decides: each of its sides.
 */

let local: Local;
beforeAll(async () => (local = await Local.start()));
afterAll(async () => await local.close());
beforeEach(async () => await local.reset());

const settings = async (changes: object) => await local.workspace({ settings: changes });
const time = '2026-01-01T00:00:00Z';

describe('what an update of nested values drops', () => {
	const after = async (...values: unknown[]) => {
		for (const value of values) await local.track({ attributes: [{ external_id: 'u', o: value }] });
		return (await local.user('u')).custom_attributes?.o;
	};

	it('a null inside an object drops it whole', async () => {
		expect(await after({ a: 1 }, { a: 2, b: null })).toEqual({ a: 1 });
	});

	it('or removes the key', async () => {
		await settings({ nestedNull: 'removes' });
		expect(await after({ a: 1 }, { a: 2, b: null })).toEqual({ a: 2 });
	});

	it('$update never deletes a key of an element', async () => {
		await settings({ nestedNull: 'removes' });
		const update = { $identifier_key: 'id', $identifier_value: 1, $new_object: { id: 1, a: null } };
		expect(await after([{ id: 1, a: 2 }], { $update: [update] })).toEqual([{ id: 1, a: 2 }]);
	});

	it('a list of objects and scalars is accepted, but not stored', async () => {
		expect(await after(['a'], [{ id: 1 }, 'b'])).toEqual(['a']);
	});
});

describe('events', () => {
	const event = (more: object) => ({ external_id: 'u', name: 'e', time, ...more });

	it.each(['2026-01-01T00:00:00Z', '2026-01-01'])(
		'a list in properties holds no datetime: %s',
		async (text) => {
			const { errors } = await local.track(
				{
					events: [
						event({ properties: { list: ['a', text] } }),
						event({ properties: { d: text } }),
					],
				},
				201,
			);
			expect(errors).toEqual([
				{ type: "Invalid 'properties' field", input_array: 'events', index: 0 },
			]);
		},
	);

	const viewed = event({ name: 'ecommerce.product_viewed', properties: { price: '1' } });
	const mismatch = {
		type: "The property '#/' did not contain a required property of 'currency'",
		input_array: 'events',
		index: 0,
	};

	it('an eCommerce event that does not fit its schema is dropped, and the response is a success', async () => {
		const dropped = { message: 'success', errors: [mismatch] };
		expect(await local.track({ events: [viewed] })).toEqual(dropped);
		expect(await local.track({ events: [viewed, event({})] })).toEqual({
			...dropped,
			events_processed: 1,
		});
		expect((await local.user('u')).custom_events).toMatchObject([{ name: 'e', count: 1 }]);
	});

	it('or counted all the same', async () => {
		await settings({ ecommerceErrors: 'dropCounted' });
		const answer = { message: 'success', events_processed: 1, errors: [mismatch] };
		expect(await local.track({ events: [viewed] })).toEqual(answer);
		expect(await local.profiles()).toEqual([]);
	});

	it('or refused', async () => {
		await settings({ ecommerceErrors: 'refuse' });
		expect((await local.track({ events: [viewed] }, 400)).errors).toEqual([mismatch]);
		expect(await local.profiles()).toEqual([]);
	});

	it('or taken, with a warning', async () => {
		await settings({ ecommerceErrors: 'warn' });
		const answer = { message: 'success', events_processed: 1, errors: [mismatch] };
		expect(await local.track({ events: [viewed] })).toEqual(answer);
		expect((await local.user('u')).custom_events).toMatchObject([{ count: 1 }]);
	});

	it('wrong properties cost their event, or are left out of it', async () => {
		const bad = event({ properties: { time: 'now' } });
		await local.track({ events: [bad] }, 400);
		await settings({ badProperties: 'leaveOut' });
		expect(await local.track({ events: [bad] })).toMatchObject({
			events_processed: 1,
			errors: [{ type: "Invalid 'properties' field" }],
		});
	});

	it('with an alias never create a user, or do when asked', async () => {
		const alias = { alias_name: 'n', alias_label: 'l' };
		const byAlias = { user_alias: alias, name: 'e', time, _update_existing_only: false };
		await local.track({ events: [byAlias] });
		expect(await local.profiles()).toEqual([]);
		await settings({ aliasEvents: 'create' });
		await local.track({ events: [byAlias] });
		expect(await local.profiles()).toMatchObject([{ user_aliases: [alias] }]);
	});
});

describe('errors', () => {
	const bad = { attributes: [{ email: 'x', email_subscribe: 'y' }] };

	it('name the first thing wrong with an object', async () => {
		expect((await local.track(bad, 400)).errors).toHaveLength(1);
	});

	it('or everything', async () => {
		await settings({ errorsPerObject: 'all', errorStyle: 'codes' });
		expect((await local.track(bad, 400)).errors).toEqual([
			{ type: 'EMAIL_BAD_FORMAT', input_array: 'attributes', index: 0 },
			{ type: 'EMAIL_BAD_FORMAT', input_array: 'attributes', index: 0 },
			{ type: 'BAD_EMAIL_SUBSCRIPTION_STATE', input_array: 'attributes', index: 0 },
		]);
	});

	it('of recipients are plain sentences, or say where', async () => {
		await local.workspace({ campaigns: ['c'] });
		const body = { campaign_id: 'c', recipients: [{ external_user_id: 'u' }, {}] };
		const errors = async () => (await local.post('/campaigns/trigger/send', body)).data.errors;
		const text = "a recipient needs one of 'external_user_id', 'user_alias', 'email' or 'braze_id'";
		expect(await errors()).toEqual([text]);
		await settings({ recipientErrors: 'indexed' });
		expect(await errors()).toEqual([`recipients[1]: ${text}`]);
	});

	it('of a workspace without purchases name each', async () => {
		await settings({ purchases: 'refused' });
		const purchase = { external_id: 'u', product_id: 'p', currency: 'USD', price: 1, time };
		const answer = await local.track({
			attributes: [{ external_id: 'u', a: 1 }],
			purchases: [purchase],
		});
		expect(answer).toEqual({
			message: 'success',
			attributes_processed: 1,
			errors: [
				{
					type: 'purchases are not available for this workspace',
					input_array: 'purchases',
					index: 0,
				},
			],
		});
	});
});

describe('counts', () => {
	const attributes = [
		{ external_id: 'a', x: 1 },
		{ external_id: 'a', y: 1 },
		{ user_alias: { alias_name: 'n', alias_label: 'l' }, x: 1 },
	];

	it.each([
		['users', 2],
		['externalIds', 1],
		['objects', 3],
	])('attributes_processed counts %s', async (attributesProcessed, count) => {
		await settings({ attributesProcessed });
		expect(await local.track({ attributes })).toMatchObject({ attributes_processed: count });
	});
});

describe('limits of a request', () => {
	it('may be lower than documented', async () => {
		await settings({ maxObjects: 50, maxBodyBytes: 2_000 });
		const objects = (count: number) => ({
			attributes: Array.from({ length: count }, (_, i) => ({ external_id: `u${i}` })),
		});
		expect(await local.track(objects(51), 400)).toEqual({ message: 'Max Input Length Exceeded' });
		await local.track(objects(50));
		await local.track({ attributes: [{ external_id: 'u', a: 'x'.repeat(2_000) }] }, 413);
	});
});

describe('emails and phones', () => {
	const count = async (objects: object[]) => {
		await local.track({ attributes: objects });
		return (await local.profiles()).length;
	};
	const both = [
		{ email: 'Jo@example.com', a: 1 },
		{ email: 'jo@example.com', a: 2 },
		{ phone: '+44 20 7946 0000', a: 1 },
		{ phone: '442079460000', a: 2 },
	];

	it('are compared as they are', async () => {
		expect(await count(both)).toBe(4);
	});

	it('or loosely, from the moment that is set', async () => {
		expect(await count(both.slice(0, 1))).toBe(1);
		await settings({ contactMatching: 'loose' });
		expect(await count(both)).toBe(2);
		await settings({ contactMatching: 'exact' });
		expect(await count(both)).toBe(4);
	});
});

describe('requests that name users in several ways', () => {
	const status = async (path: string, body: object) => (await local.post(path, body)).status;

	it('delete: several lists are taken, as in the example, or refused, as in the text', async () => {
		const body = { external_ids: ['a'], braze_ids: ['b'] };
		expect(await status('/users/delete', body)).toBe(201);
		await settings({ oneDeleteList: true });
		expect(await status('/users/delete', body)).toBe(400);
	});

	it('export: fields are required, unless the customer is an older one', async () => {
		const body = { external_ids: ['a'] };
		expect(await status('/users/export/ids', body)).toBe(400);
		await settings({ fieldsToExport: 'optional' });
		expect(await status('/users/export/ids', body)).toBe(201);
	});

	it('export: email and phone are taken together, as in the example, or refused', async () => {
		const body = { email_address: 'a@b.de', phone: '+441234567', fields_to_export: FIELDS };
		expect(await status('/users/export/ids', body)).toBe(201);
		await settings({ oneContactPerExport: true });
		expect(await status('/users/export/ids', body)).toBe(400);
	});

	it('merge: an email needs a prioritization', async () => {
		const merge = (identifier: object) => ({
			merge_updates: [
				{ identifier_to_merge: identifier, identifier_to_keep: { external_id: 'k' } },
			],
		});
		expect(await status('/users/merge', merge({ email: 'a@b.de' }))).toBe(400);
		const whole = { email: 'a@b.de', prioritization: ['most_recently_updated'] };
		expect(await status('/users/merge', merge(whole))).toBe(202);
	});

	it('subscriptions: mixed entries are applied or refused; two channels need external IDs', async () => {
		await local.workspace({
			subscriptionGroups: [
				{ id: 'mail', channel: 'email' },
				{ id: 'sms', channel: 'sms' },
			],
		});
		const entry = (id: string, more: object) => ({
			subscription_group_id: id,
			subscription_state: 'subscribed',
			...more,
		});
		const set = async (...entries: object[]) =>
			await status('/v2/subscription/status/set', { subscription_groups: entries });
		const mixed = entry('mail', { external_ids: ['u'], emails: ['a@b.de'] });
		expect(await set(mixed)).toBe(201);
		const ids = { external_ids: ['u'] };
		expect(await set(entry('mail', ids), entry('sms', ids))).toBe(201);
		expect(await set(entry('mail', { emails: ['a@b.de'] }), entry('sms', ids))).toBe(400);
		await settings({ mixedSubscriptionEntries: 'refuse' });
		expect(await set(mixed)).toBe(400);
	});
});

describe('settings', () => {
	it.each([
		[{ maxObjects: 76 }, "'maxObjects' takes a whole number from 1 to 75"],
		[{ nestedNull: 'x' }, '\'nestedNull\' takes "drops", "removes"'],
	])('%j is refused, and nothing is changed', async (changes, text) => {
		const { status, data } = await local.post('/_sandbox/workspace', {
			settings: { missingPermission: 401, ...changes },
		});
		expect([status, data.message]).toEqual([400, expect.stringContaining(text)]);
		await local.workspace({ keys: [{ key: 'none', permissions: [] }] });
		const headers = { authorization: 'Bearer none' };
		expect((await local.request('GET', '/events/list', { headers })).status).toBe(403);
	});
});
