import { Local } from './support/client.mts';

let local: Local;
beforeAll(async () => (local = await Local.start()));
afterAll(async () => await local.close());
beforeEach(async () => await local.control('reset'));

/** Sends attributes objects for u1 one after another; returns the custom attributes then held. */
async function after(...objects: object[]): Promise<unknown> {
	for (const object of objects) {
		await local.track({ attributes: [{ external_id: 'u1', here: true, ...object }] });
	}
	const { custom_attributes: custom } = await local.user('u1');
	const rest = { ...(custom as Record<string, unknown>) };
	delete rest.here;
	return rest;
}

/** The same for Braze's own attributes. */
async function standardAfter(...objects: object[]): Promise<Record<string, unknown>> {
	await after(...objects);
	return await local.user('u1');
}

describe('custom attributes', () => {
	it('keep every documented type', async () => {
		const sample = {
			a_bool: true,
			a_float: 1.5,
			an_int: 3,
			a_string: 'x',
			arr: ['Value1', 'Value2'],
		};
		expect(await after(sample)).toEqual(sample);
	});

	it('turn texts in a documented date format into dates, in UTC without a zone', async () => {
		const dates = {
			a: '2026-03-26T18:12:00Z',
			b: '2026-03-26T18:12:00:500+0100',
			c: '2026-03-26 18:12:00',
			d: '2026-03-26',
			e: '12/1/2021',
			f: '12-1-2021',
		};
		expect(await after(dates)).toEqual({
			a: '2026-03-26T18:12:00.000Z',
			b: '2026-03-26T17:12:00.500Z',
			c: '2026-03-26T18:12:00.000Z',
			d: '2026-03-26T00:00:00.000Z',
			e: '2021-12-01T00:00:00.000Z',
			f: '2021-12-01T00:00:00.000Z',
		});
	});

	it('leave other texts alone, digits and years out of range included', async () => {
		const texts = { a: '26.3.2026', b: '2026-02-30', c: '3001-01-01', d: '0412', e: 'a, b', f: '' };
		expect(await after(texts)).toEqual(texts);
	});

	it('strip spaces around names and drop texts over 255 characters', async () => {
		expect(await after({ ' name ': 'a', long: 'x'.repeat(255), longer: 'x'.repeat(256) })).toEqual({
			name: 'a',
			long: 'x'.repeat(255),
		});
	});

	it('hold names that mean something to JavaScript', async () => {
		const odd = JSON.parse('{"__proto__":"a","constructor":"b","toString":{"__proto__":1}}');
		await local.track({ attributes: [{ external_id: 'u1', ...odd, ['__proto__']: 'a' }] });
		const { custom_attributes: custom } = await local.user('u1');
		expect(JSON.stringify(custom)).toContain('"constructor":"b"');
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});

	it('are coerced into the type that the workspace forces, or left as they are', async () => {
		await local.control('workspace', {
			customAttributes: [
				{ name: 'score', data_type: 'Number' },
				{ name: 'code', data_type: 'String' },
				{ name: 'seen', data_type: 'Time' },
			],
		});
		const wrong = { score: '7', code: '2026-01-01', seen: 'yesterday' };
		expect(await after({ score: 5 }, wrong)).toEqual({ score: 7, code: '2026-01-01' });
		await local.workspace({ settings: { forcedTypes: 'ignore' } });
		expect(await after({ score: '8' })).toEqual({ score: 7, code: '2026-01-01' });
	});

	it('are listed with the type they came with', async () => {
		await after({ n: 1, s: 'x', l: ['x'], o: { a: 1 }, lo: [{ a: 1 }], t: '2026-01-01' });
		const { data } = await local.get('/custom_attributes');
		const types = data.attributes.map((a: { name: string; data_type: string }) => [
			a.name,
			a.data_type,
		]);
		expect(types).toEqual([
			['here', 'Boolean'],
			['l', 'Array'],
			['lo', 'Object Array'],
			['n', 'Number'],
			['o', 'Object'],
			['s', 'String'],
			['t', 'Time'],
		]);
	});
});

describe('operators', () => {
	it('inc counts integers only', async () => {
		expect(await after({ c: { inc: 2 } }, { c: { inc: -5 } })).toEqual({ c: -3 });
		expect(await after({ c: { inc: 0.5 } })).toEqual({ c: -3 });
		expect(await after({ t: 'x' }, { t: { inc: 1 } })).toEqual({ c: -3, t: 'x' });
	});

	it('add and remove work in one update, and start an array', async () => {
		const both = { add: ['b', 'c'], remove: ['a'] };
		expect(await after({ arr: ['a', 'b'] }, { arr: both })).toEqual({ arr: ['b', 'c'] });
		expect(await after({ fresh: { add: ['x', 'x'] } })).toMatchObject({ fresh: ['x'] });
	});

	it('an array keeps its newest 500 elements, each once', async () => {
		const many = Array.from({ length: 501 }, (_, i) => `v${i}`);
		const { arr } = (await after({ arr: many }, { arr: { add: ['v1'] } })) as { arr: string[] };
		expect(arr).toHaveLength(500);
		expect([arr[0], arr[499]]).toEqual(['v2', 'v1']);
	});

	it('$update without _merge_objects replaces the element, $remove takes all matches', async () => {
		const pets = [{ id: 1, type: 'dog' }, { id: 1, type: 'cat' }, { id: 2 }];
		const update = { $identifier_key: 'id', $identifier_value: 2, $new_object: { id: 2, age: 3 } };
		const remove = { $identifier_key: 'id', $identifier_value: 1 };
		expect(
			await after({ pets }, { pets: { $update: [update] } }, { pets: { $remove: [remove] } }),
		).toEqual({ pets: [{ id: 2, age: 3 }] });
	});
});

describe('nested objects', () => {
	it('read $time as a date, and merge deeply only when asked', async () => {
		const song = { song_name: 'Solea', released: { $time: '1960-01-01' } };
		expect(await after({ song }, { _merge_objects: true, song: { year: 1960 } })).toEqual({
			song: { song_name: 'Solea', released: '1960-01-01T00:00:00.000Z', year: 1960 },
		});
		expect(await after({ song: { year: 1961 } })).toEqual({ song: { year: 1961 } });
		expect(await after({ song: null })).toEqual({});
	});

	it.each([
		['a time that is none', { when: { $time: 'soon' } }],
		['no time', { when: { $time: null } }],
		['a key with a dot', { 'a.b': 1 }],
		['a key with a space', { 'a b': 1 }],
		['a key of 256 characters', { ['k'.repeat(256)]: 1 }],
		['a text of 256 characters', { text: 'x'.repeat(256) }],
		['more than 100 KB', { list: Array.from({ length: 500 }, () => 'x'.repeat(250)) }],
	])('with %s drop the whole update, without an error', async (_, bad) => {
		expect(await after({ o: { a: 1 } }, { o: { good: 1, ...bad } })).toEqual({ o: { a: 1 } });
	});
});

describe('standard attributes', () => {
	it('map country and language where they can, else clear them', async () => {
		const first = await standardAfter({ country: 'Australia', language: 'German' });
		expect(first).toMatchObject({ country: 'AU', language: 'de' });
		const second = await standardAfter({ country: 'Narnia', language: 'Elvish' });
		expect(second).not.toHaveProperty('country');
		expect(second).not.toHaveProperty('language');
	});

	it.each([
		['fil', 'fil'],
		['Filipino', 'fil'],
		['gsw', 'gsw'],
		['haw-US', 'haw'],
		['tl', 'tl'],
		['zh-Hant-TW', 'zh'],
		['iw', 'he'],
		['no', 'nb'],
	])('take the language %s, of two or three letters, as %s', async (given, kept) => {
		expect(await standardAfter({ language: given })).toMatchObject({ language: kept });
	});

	it.each(['aa', 'ast', 'Afar', 'xx'])(
		'clear the language %s, which is not listed',
		async (code) => {
			expect(await standardAfter({ language: code })).not.toHaveProperty('language');
		},
	);

	it('do not set an invalid time zone, gender or birthday', async () => {
		const good = { time_zone: 'Eastern Time (US & Canada)', gender: 'F', dob: '1980-12-21' };
		const bad = { time_zone: 'Mars/Olympus', gender: 'female', dob: '21.12.1980' };
		expect(await standardAfter(good, bad)).toMatchObject(good);
		expect(await standardAfter({ time_zone: 'America/New_York' })).toMatchObject({
			time_zone: 'America/New_York',
		});
	});

	it('are case-sensitive: First_Name is a custom attribute', async () => {
		expect(await after({ First_Name: 'Jo' })).toEqual({ First_Name: 'Jo' });
	});

	it('show the location with the longitude first', async () => {
		const current_location = { longitude: -73.99, latitude: 40.75 };
		const { last_coordinates: coordinates } = await standardAfter({ current_location });
		expect(coordinates).toEqual([-73.99, 40.75]);
	});
});

describe('what is refused', () => {
	const group = { subscription_group_id: '7be1c2d3-0000-4000-8000-000000000000' };
	const cases: Array<[string, object]> = [
		['BAD_EMAIL_SUBSCRIPTION_STATE', { email_subscribe: 'yes' }],
		['BAD_PUSH_SUBSCRIPTION_STATE', { push_subscribe: true }],
		['BAD_LOCATION_UPDATE', { current_location: { longitude: 1 } }],
		['EMAIL_BAD_FORMAT', { email: 'a@b' }],
		['EXTERNAL_USER_ID_TOO_LARGE', { external_id: 'é'.repeat(494) }],
		['BLACKLISTED_EXTERNAL_USER_ID', { external_id: 'blocked' }],
		['INVALID_ATTRIBUTE_EMAIL_SUBSCRIPTION_INFO', { email_subscription_info: {} }],
		['BAD_SUBSCRIPTION_GROUP_ARRAY', { subscription_groups: group }],
		['BAD_SUBSCRIPTION_GROUP_HASH', { subscription_groups: [group] }],
		[
			'BAD_SUBSCRIPTION_GROUP_ID',
			{ subscription_groups: [{ subscription_group_id: 'x', subscription_state: 'subscribed' }] },
		],
		[
			'BAD_SUBSCRIPTION_GROUP_STATE',
			{ subscription_groups: [{ ...group, subscription_state: 'opted_in' }] },
		],
		['BAD_PUSH_TOKEN_VALUE', { push_tokens: {} }],
		['BAD_PUSH_TOKEN_APP_ID', { push_tokens: [{ token: 't' }] }],
		['BAD_PUSH_TOKEN_STRING', { push_tokens: [{ app_id: 'a', token: 1 }] }],
		['BAD_DEVICE_ID', { push_tokens: [{ app_id: 'a', token: 't', device_id: 'short' }] }],
		['BAD_PUSH_TOKEN_IMPORT', { push_token_import: true, push_tokens: [] }],
	];

	it.each(cases)('%s', async (code, object) => {
		const settings = { errorStyle: 'codes', blockedExternalIds: ['blocked'] };
		await local.control('workspace', { settings });
		const body = { attributes: [{ external_id: 'ok' }, { external_id: 'u1', ...object }] };
		const { errors, attributes_processed: count } = await local.track(body);
		expect(errors).toEqual([{ type: code, input_array: 'attributes', index: 1 }]);
		expect(count).toBe(1);
	});

	it('is said in sentences unless codes are asked for', async () => {
		const body = { attributes: [{ external_id: 'x'.repeat(988) }, { email: 'no' }] };
		const { errors } = await local.track(body, 400);
		expect(errors).toEqual([
			{ type: "'external_id' must be fewer than 988 bytes", input_array: 'attributes', index: 0 },
			{
				type: "The value provided for the 'email' field is not a valid email.",
				input_array: 'attributes',
				index: 1,
			},
		]);
	});

	it('987 bytes are fine', async () => {
		await local.track({ attributes: [{ external_id: 'x'.repeat(987), a: 1 }] });
	});
});

describe('subscription groups in attributes', () => {
	it('reach everybody with the same email', async () => {
		const id = '7be1c2d3-0000-4000-8000-000000000000';
		await local.track({
			attributes: [
				{ external_id: 'u1', email: 's@example.com' },
				{
					external_id: 'u2',
					email: 's@example.com',
					subscription_groups: [{ subscription_group_id: id, subscription_state: 'subscribed' }],
				},
			],
		});
		const query = `subscription_group_id=${id}&external_id[]=u1&external_id[]=u2&external_id[]=u3`;
		const { data } = await local.get(`/subscription/status/get?${query}`);
		expect(data.status).toEqual({ u1: 'Subscribed', u2: 'Subscribed', u3: 'Unknown' });
	});
});

it('languages that Braze does not list are cleared', async () => {
	const languages = ['en', 'en-AU', 'gsw', 'or', 'su', 'kok', 'Klingon'];
	const attributes = languages.map((language, i) => ({ external_id: `l${i}`, language }));
	await local.track({ attributes });
	const stored = (await local.profiles()).map(({ language }) => language ?? null);
	expect(stored).toEqual(['en', 'en', 'gsw', null, null, null, null]);
});
