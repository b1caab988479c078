import { FIELDS, Local } from './support/client.mts';

/*
 * What Braze accepts, with a success, and then does not do.
 */

let local: Local;
beforeAll(async () => (local = await Local.start()));
afterAll(async () => await local.close());
beforeEach(async () => await local.reset());

const time = '2026-01-01T00:00:00Z';
const settings = async (changes: object) => await local.workspace({ settings: changes });

/** The custom attributes of a user after some updates, all of which are accepted. */
async function after(...updates: object[]) {
	for (const update of updates) {
		const answer = await local.track({ attributes: [{ external_id: 'u', ...update }] });
		expect(answer).toEqual({ message: 'success', attributes_processed: 1 });
	}
	return (await local.user('u')).custom_attributes;
}

describe('forced types', () => {
	beforeEach(async () => {
		const types = { b: 'Boolean', n: 'Number', s: 'String', t: 'Time', a: 'Array' };
		await local.workspace({
			customAttributes: Object.entries(types).map(([name, data_type]) => ({ name, data_type })),
		});
	});

	it.each([
		['b', 1, true],
		['b', 'T', true],
		['b', 'TRUE', true],
		['b', '0', false],
		['b', 'f', false],
		['b', 'yes', undefined],
		['b', 2, undefined],
		['n', '100', 100],
		['n', ' 3.14 ', 3.14],
		['n', 'ten', undefined],
		['n', '', undefined],
		['n', true, undefined],
		['s', 5, '5'],
		['s', true, undefined],
		['s', '', ''],
		['s', '2026-01-01', '2026-01-01'],
		['t', '2026-01-01', '2026-01-01T00:00:00.000Z'],
		['t', 'soon', undefined],
		['t', '', undefined],
		['a', 'x', undefined],
	])('%s takes %j as %j', async (name, value, stored) => {
		expect((await after({ x: 1, [name]: value }))[name]).toEqual(stored);
	});

	it('are not forced where the workspace has only seen them in data', async () => {
		await local.workspace({
			customAttributes: [{ name: 'n', data_type: 'Number', forced: false }],
		});
		expect(await after({ n: 'ten' })).toEqual({ n: 'ten' });
	});

	it('are not what was seen first', async () => {
		expect(await after({ free: 1 }, { free: 'one' })).toEqual({ free: 'one' });
		const { data } = await local.get('/custom_attributes');
		expect(data.attributes).toContainEqual(
			expect.objectContaining({ name: 'free', data_type: 'Number' }),
		);
	});
});

describe('what is blocklisted', () => {
	beforeEach(async () => {
		await after({ old: 1 });
		const one = (name: string) => [{ name, status: 'Blocklisted' }];
		await local.workspace({
			customAttributes: [...one('old'), ...one('new')],
			events: one('e'),
			products: one('p'),
		});
	});

	it('attributes are not processed, and hidden', async () => {
		expect(await after({ old: 2, new: 2, fine: 1 })).toEqual({ fine: 1 });
		await settings({ blocklistedInExport: 'shown' });
		expect(await after({})).toEqual({ old: 1, fine: 1 });
	});

	it('events and products are not, either', async () => {
		const answer = await local.track({
			events: [{ external_id: 'u', name: 'e', time }],
			purchases: [{ external_id: 'u', product_id: 'p', currency: 'USD', price: 1, time }],
		});
		expect(answer).toEqual({ message: 'success', events_processed: 1, purchases_processed: 1 });
		const user = await local.user('u');
		expect([user.custom_events, user.purchases]).toEqual([undefined, undefined]);
	});

	it('is marked in the lists', async () => {
		const { attributes } = (await local.get('/custom_attributes')).data;
		const { events } = (await local.get('/events')).data;
		for (const list of [attributes, events]) {
			expect(list).toContainEqual(expect.objectContaining({ status: 'Blocklisted' }));
		}
	});
});

describe('names and texts', () => {
	const euros = (count: number) => '€'.repeat(count);

	it('are cut at 479 bytes, between characters', async () => {
		const stored = await after({ [`a${euros(200)}`]: 1, ['x'.repeat(480)]: 2 });
		expect(stored).toEqual({ [`a${euros(159)}`]: 1, ['x'.repeat(479)]: 2 });
		await local.track({ events: [{ external_id: 'u', name: euros(200), time }] });
		expect((await local.user('u')).custom_events).toMatchObject([{ name: euros(159) }]);
	});

	it('lose outer spaces and newlines', async () => {
		expect(await after({ ' my\n name ': ' x ' })).toEqual({ 'my name': ' x ' });
		await settings({ trimmedTexts: true });
		expect(await after({ 'my name': ' x\n' })).toEqual({ 'my name': 'x' });
	});

	it('over 255 characters are not taken, or cut at 479 bytes', async () => {
		const long = 'x'.repeat(500);
		expect(await after({ a: 1 }, { a: long })).toEqual({ a: 1 });
		const event = { external_id: 'u', name: 'e', time, properties: { long } };
		await local.track({ events: [event] }, 400);
		await settings({ longTexts: 'cut' });
		expect(await after({ a: long })).toEqual({ a: 'x'.repeat(479) });
		await local.track({ events: [event] });
	});

	it('a 257th property is not captured, whatever it is', async () => {
		const properties = Object.fromEntries(
			Array.from({ length: 256 }, (_, i) => [`p${i}`, 1] as const),
		);
		const event = { external_id: 'u', name: 'e', time };
		await local.track({ events: [{ ...event, properties: { ...properties, time: 1 } }] });
		await local.track({ events: [{ ...event, properties: { time: 1, ...properties } }] }, 400);
	});
});

describe('lists and objects', () => {
	it('$remove comes after $add, and $update last', async () => {
		const one = { $identifier_key: 'id', $identifier_value: 1 };
		const upsert = { $add: [{ id: 1, a: 2 }], $remove: [one] };
		expect(await after({ l: [{ id: 1, a: 1 }, { id: 2 }] }, { l: upsert })).toEqual({
			l: [{ id: 2 }],
		});
		const update = { $update: [{ ...one, $new_object: { id: 1, a: 3 } }], $add: [{ id: 1 }] };
		expect((await after({ l: update })).l).toEqual([{ id: 2 }, { id: 1, a: 3 }]);
	});

	it('of an attribute with a limit of its own lose the oldest', async () => {
		await local.workspace({
			customAttributes: [{ name: 'l', data_type: 'Array', array_length: 2 }],
		});
		expect(await after({ l: ['a', 'b', 'c'] }, { l: { add: ['d'] } })).toEqual({ l: ['c', 'd'] });
		expect((await local.get('/custom_attributes')).data.attributes).toMatchObject([
			{ name: 'l', array_length: 2 },
		]);
	});

	it('over 100 KB with what is stored, or of lists, stay as they were', async () => {
		const big = (length: number) => Array.from({ length }, () => 'x'.repeat(200));
		const stored = await after({ o: { a: big(300) }, l: ['a'] }, { l: [['b']] });
		expect(stored.l).toEqual(['a']);
		const merged = { _merge_objects: true, o: { b: big(300) } };
		expect(Object.keys((await after(merged)).o)).toEqual(['a']);
	});
});

describe('purchases', () => {
	const buy = (currency: unknown) => ({
		purchases: [{ external_id: 'u', product_id: 'p', currency, price: 1, time }],
	});

	it.each(['ZZZ', 'usd', 'US', 5])('in %j are refused', async (currency) => {
		const { errors } = await local.track(buy(currency), 400);
		expect(errors).toMatchObject([{ type: "'currency' must be an ISO 4217 currency" }]);
	});

	it('in lower case are taken by a setting', async () => {
		await settings({ currencyLetters: 'any' });
		await local.track(buy('usd'));
		expect((await local.user('u')).total_revenue).toBe(1);
	});
});

it('a picture has an address of at most 1,024 characters', async () => {
	const address = `https://x.com/${'a'.repeat(1_000)}`;
	await after({ image_url: address }, { image_url: `${address}${'a'.repeat(20)}` });
	expect((await local.profiles())[0]).toMatchObject({ image_url: address });
	const { data } = await local.post('/users/export/ids', {
		external_ids: ['u'],
		fields_to_export: FIELDS,
	});
	expect(data.users[0].image_url).toBeUndefined();
});

describe('identifiers', () => {
	const alias = { alias_name: 'n', alias_label: 'l' };

	it('an alias in use is counted, and changes nothing', async () => {
		for (const external_id of ['a', 'b']) {
			await local.track({ attributes: [{ external_id, x: 1 }] });
			const { data } = await local.post('/users/alias/new', {
				user_aliases: [{ external_id, ...alias }],
			});
			expect(data).toEqual({ aliases_processed: 1, message: 'success' });
		}
		expect((await local.user('b')).user_aliases).toBeUndefined();
	});

	it('deleted counts what is asked for, or what is there', async () => {
		await after({ a: 1 });
		const body = { external_ids: ['u', 'nobody'] };
		await settings({ deletedCounts: 'found' });
		expect((await local.post('/users/delete', body)).data.deleted).toBe(1);
		await settings({ deletedCounts: 'requested' });
		expect((await local.post('/users/delete', body)).data.deleted).toBe(2);
	});

	it.each([
		['new', 'y'],
		['old', 'u'],
		['objects', { current_external_id: 'u', new_external_id: 'y' }],
	])('a renaming lists %s', async (renamedIds, listed) => {
		await settings({ renamedIds, idErrors: renamedIds === 'new' ? 'indexed' : 'texts' });
		await after({ a: 1 });
		const external_id_renames = [
			{ current_external_id: 'none', new_external_id: 'x' },
			{ current_external_id: 'u', new_external_id: 'y' },
		];
		const text = 'current_external_id does not exist';
		const { data } = await local.post('/users/external_ids/rename', { external_id_renames });
		expect(data).toEqual({
			message: 'success',
			external_ids: [listed],
			rename_errors: [renamedIds === 'new' ? [0, text] : [text]],
		});
	});

	it('an alias to identify by an unknown ID gets it, or is named as an error', async () => {
		await local.post('/users/alias/new', { user_aliases: [alias] });
		const body = { aliases_to_identify: [{ external_id: 'x', user_alias: alias }] };
		await settings({ identifyUnknown: 'error' });
		const { data } = await local.post('/users/identify', body);
		expect(data).toMatchObject({ aliases_processed: 0, errors: [{ index: 0 }] });
		await settings({ identifyUnknown: 'sets' });
		await local.post('/users/identify', body);
		expect((await local.user('x')).user_aliases).toEqual([alias]);
	});

	it('a shared address is identified by its prioritization, or never', async () => {
		const email = 'shared@x.com';
		await local.post('/users/alias/new', {
			user_aliases: ['1', '2'].map((alias_name) => ({ alias_name, alias_label: 'l' })),
		});
		await local.track({
			attributes: ['1', '2'].map((alias_name) => ({
				user_alias: { alias_name, alias_label: 'l' },
				email,
			})),
		});
		const prioritization = ['unidentified', 'most_recently_updated'];
		const body = { emails_to_identify: [{ external_id: 'x', email, prioritization }] };
		const known = async () => (await local.profiles()).filter((one) => one.external_id).length;
		await settings({ identifyShared: 'never' });
		await local.post('/users/identify', body);
		expect(await known()).toBe(0);
		await settings({ identifyShared: 'prioritized' });
		await local.post('/users/identify', body);
		expect(await known()).toBe(1);
	});
});
