import type { IDataObject } from 'n8n-workflow';

import { useBrazeWorld } from '../../support/brazeWorld';
import { track } from '../../support/trackParameters';

const world = useBrazeWorld();

const DRAGGED = {
	email: '={{ $json.email }}',
	first_name: '={{ $json.first_name }}',
	team: "={{ $json['favorite team'] }}",
};

const JOE = { email: 'joe@bloggs.com', first_name: 'Joe', 'favorite team': 'Swans' };

const statuses = (items: Array<{ json: IDataObject }>) => items.map(({ json }) => json.status);

const errorsOf = ({ json }: { json: IDataObject }) => (json.errors as string[]).join('\n');

const warningsOf = ({ json }: { json: IDataObject }) => (json.warnings as string[]).join('\n');

const REJECT = { options: { invalidValues: 'reject' } };

const event = (name: string, more: IDataObject = {}) => ({
	events: { event: [{ name: { __rl: true, mode: 'name', value: name }, ...more }] },
});

describe('identifying', () => {
	it.each([
		['userAlias', {}, { user_aliases: [{ alias_label: 'email', alias_name: 'joe@bloggs.com' }] }],
		['externalId', { externalId: '={{ $json.id }}' }, { external_id: '42' }],
		['email', { email: '={{ $json.email }}' }, { email: 'joe@bloggs.com' }],
		['phone', { phone: '={{ $json.phone }}' }, { phone: '+61400000000' }],
	])('by %s creates the profile', async (identifyBy, identifier, expected) => {
		const attributes = { first_name: '={{ $json.first_name }}' };
		const [item] = await world.run(track(attributes, { identifyBy, ...identifier }), [
			{ ...JOE, id: 42, phone: '+61400000000' },
		]);
		expect(item.json.status).toBe('accepted');
		expect(await world.profiles()).toMatchObject([{ first_name: 'Joe', ...expected }]);
	});

	it('by Braze ID finds a profile that exists', async () => {
		await world.run(track(DRAGGED), [JOE]);
		const [{ braze_id }] = await world.profiles();
		await world.run(
			track({ home_city: 'Perth' }, { identifyBy: 'brazeId', brazeId: '={{ $json.braze_id }}' }),
			[{ braze_id }],
		);
		expect(await world.profiles()).toMatchObject([{ first_name: 'Joe', home_city: 'Perth' }]);
	});

	it('reports a missing identifier with its field, and sends the others', async () => {
		const items = await world.run(track(DRAGGED), [JOE, { first_name: 'Nobody' }, { email: null }]);
		expect(statuses(items)).toEqual(['accepted', 'rejected', 'rejected']);
		expect(errorsOf(items[1])).toMatch('Alias Name is empty');
		expect(await world.profiles()).toHaveLength(1);
	});

	it('takes the first identifier that an item has, many kinds in one request', async () => {
		const attributes = { first_name: '={{ $json.first_name }}', home_city: '={{ $json.city }}' };
		const parameters = track(attributes, { identifyBy: 'firstAvailable' });
		const people = [
			{ external_id: '42', email: 'x@bloggs.com', first_name: 'Joe' },
			{ external_id: '', email: 'ann@bloggs.com', first_name: 'Ann' },
			{ external_id: '42', city: 'Perth' },
			{ email: ' ' },
			{ email: 'ann@bloggs.com', city: 'Hobart' },
		];
		const items = await world.run(parameters, people);
		const ann = { user_alias: { alias_name: 'ann@bloggs.com', alias_label: 'email' } };
		expect(items.map(({ json }) => json.user)).toEqual([
			{ external_id: '42' },
			ann,
			{ external_id: '42' },
			undefined,
			ann,
		]);
		expect(errorsOf(items[3])).toMatch(/^None of the identifiers has a value/);
		expect(await world.sent('/users/track')).toEqual([
			{
				attributes: [
					{ external_id: '42', first_name: 'Joe', home_city: 'Perth' },
					{ ...ann, first_name: 'Ann', home_city: 'Hobart', _update_existing_only: false },
				],
			},
		]);
		const only = { identifyBy: 'firstAvailable', options: { sendOnlyChanges: true } };
		const again = await world.run(track(attributes, only), people.slice(0, 3));
		expect(statuses(again)).toEqual(['unchanged', 'unchanged', 'unchanged']);
	});

	it('creates nobody with Update Existing Only', async () => {
		const options = { options: { updateExistingOnly: true } };
		expect(statuses(await world.run(track(DRAGGED, options), [JOE]))).toEqual(['accepted']);
		expect(await world.profiles()).toEqual([]);
	});

	it('does not let an attribute change what the user is looked up by', async () => {
		const parameters = track(DRAGGED, { identifyBy: 'phone', phone: '+61400000000' });
		const [item] = await world.run(parameters, [JOE]);
		expect(warningsOf(item)).toMatch('Braze would look the user up by this email');
		expect(await world.profiles()).toMatchObject([{ phone: '+61400000000', first_name: 'Joe' }]);
	});
});

describe('attributes', () => {
	it('are what is mapped, and nothing else', async () => {
		await world.run(track(DRAGGED), [{ ...JOE, secret: 'x' }]);
		expect(await world.sent('/users/track')).toEqual([
			{
				attributes: [
					{
						user_alias: { alias_name: 'joe@bloggs.com', alias_label: 'email' },
						email: 'joe@bloggs.com',
						first_name: 'Joe',
						team: 'Swans',
						_update_existing_only: false,
					},
				],
			},
		]);
	});

	it('come from n8n’s own evaluation where they are more than a path', async () => {
		const attributes = { greeting: '=Hi {{ $json.first_name }}', n: '={{ $json.score * 2 }}' };
		await world.run(track(attributes, {}, { n: 'number' }), [{ ...JOE, score: 4 }]);
		expect(await world.profiles()).toMatchObject([
			{ custom_attributes: { greeting: 'Hi Joe', n: 8 } },
		]);
	});

	it('come from a list with the workspace’s types', async () => {
		const schema = [
			{ id: 'email', displayName: 'Email', type: 'string', required: false, display: true },
			{ id: 'points', displayName: 'points', type: 'number', required: false, display: true },
		];
		const mapping = (mappingMode: string, value: object | null) => ({
			attributesMode: 'list',
			attributesMapping: { mappingMode, value, schema },
		});
		const value = { email: '={{ $json.email }}', points: '={{ $json.points }}' };
		await world.run(track({}, mapping('defineBelow', value)), [{ ...JOE, points: '12' }]);
		expect(await world.profiles()).toMatchObject([{ custom_attributes: { points: 12 } }]);
		await world.run(track({}, mapping('autoMapInputData', null)), [{ ...JOE, points: 13 }]);
		const [profile] = await world.profiles();
		expect(profile).toMatchObject({ email: JOE.email, custom_attributes: { points: 13 } });
		expect(profile.first_name).toBeUndefined();
	});

	it('come from JSON, literal or evaluated', async () => {
		const json = (attributesJson: string) => track({}, { attributesMode: 'json', attributesJson });
		await world.run(json('{"home_city": "Perth", "o": {"a": 1}}'), [JOE]);
		await world.run(json('={{ { first_name: $json.first_name.toUpperCase() } }}'), [JOE]);
		await world.run(json('={ "last_name": "{{ $json.first_name }}son" }'), [JOE]);
		expect(await world.profiles()).toMatchObject([
			{
				home_city: 'Perth',
				first_name: 'JOE',
				last_name: 'Joeson',
				custom_attributes: { o: { a: 1 } },
			},
		]);
		const [item] = await world.run(json('{"a": '), [JOE]);
		expect(errorsOf(item)).toMatch('Attributes (JSON) is not valid JSON');
	});

	it('are not erased by a later empty answer, unless asked', async () => {
		const again = { ...JOE, first_name: '', 'favorite team': null };
		await world.run(track(DRAGGED), [JOE]);
		await world.run(track(DRAGGED), [again]);
		expect(await world.profiles()).toMatchObject([{ first_name: 'Joe' }]);
		await world.run(track(DRAGGED, { options: { emptyValues: 'clear' } }), [again]);
		const [profile] = await world.profiles();
		expect(profile.first_name ?? null).toBeNull();
		expect(profile.custom_attributes ?? {}).toEqual({});
	});

	it('that are bad are left out, and cost nothing else', async () => {
		const items = await world.run(track({ ...DRAGGED, dob: '={{ $json.dob }}' }), [
			{ ...JOE, dob: '31/12/1990' },
			{ ...JOE, email: 'ann@bloggs.com', dob: '1990-12-31' },
		]);
		expect(statuses(items)).toEqual(['accepted', 'accepted']);
		expect(items[0].json.warnings).toEqual([
			'Attribute "dob" must be a date such as 1990-12-31. Convert other formats with an expression such as {{ DateTime.fromFormat($json.dob, "dd/MM/yyyy").toISODate() }}. Value: "31/12/1990". The attribute was left out.',
		]);
		expect(items[1].json).not.toHaveProperty('warnings');
		const profiles = await world.profiles();
		expect(profiles).toMatchObject([
			{ email: 'joe@bloggs.com', first_name: 'Joe' },
			{ email: 'ann@bloggs.com', dob: '1990-12-31' },
		]);
		expect(profiles[0].dob ?? null).toBeNull();
	});

	it('that are all bad leave nothing to send', async () => {
		const [item] = await world.run(track({ phone: 'n/a' }), [JOE]);
		expect(item.json).toMatchObject({ status: 'skipped', warnings: [expect.any(String)] });
		expect(await world.sent('/users/track')).toEqual([]);
	});

	it('that are bad reject their item alone, if the user wants it so', async () => {
		const items = await world.run(track({ ...DRAGGED, dob: '={{ $json.dob }}' }, REJECT), [
			{ ...JOE, dob: '31/12/1990' },
			{ ...JOE, email: 'ann@bloggs.com', dob: '1990-12-31' },
		]);
		expect(statuses(items)).toEqual(['rejected', 'accepted']);
		expect(errorsOf(items[0])).toMatch('Attribute "dob" must be a date such as');
		expect(await world.profiles()).toMatchObject([{ email: 'ann@bloggs.com', dob: '1990-12-31' }]);
	});
});

describe('dates', () => {
	const DATES = {
		dob: '={{ $json.born }}',
		visit: '={{ $json.visit }}',
		day: '={{ $json.day }}',
		'last.visit': '={{ $json.visit }}',
		'last.day': '={{ $json.day }}',
		now: '={{ DateTime.fromISO("2026-01-01T12:00:00Z").setZone("Asia/Tokyo") }}',
	};
	const TYPES = {
		visit: 'dateTime',
		day: 'dateTime',
		'last.visit': 'dateTime',
		'last.day': 'dateTime',
		now: 'dateTime',
	};

	it.each([
		['Australia/Melbourne', '2026-01-01T10:00:00.000+11:00', '1991-01-01'],
		['America/New_York', '2026-01-01T10:00:00.000-05:00', '1990-12-31'],
	])('are in the workflow’s time zone: %s', async (timezone, visit, dob) => {
		const born = new Date('1990-12-31T14:00:00Z') as unknown as string;
		const item = { ...JOE, born, visit: '2026-01-01 10:00:00', day: '2026-01-01' };
		const events = event('e', { time: '={{ $json.visit }}' });
		await world.run(track(DATES, events, TYPES), [item], { timezone });
		const [sent] = await world.sent('/users/track');
		expect(sent).toMatchObject({
			attributes: [
				{
					dob,
					visit,
					day: '2026-01-01',
					last: { visit: { $time: visit }, day: { $time: '2026-01-01' } },
					now: '2026-01-01T21:00:00.000+09:00',
				},
			],
			events: [{ time: visit }],
		});
	});

	it('that are none are reported', async () => {
		const parameters = track({ day: '={{ $json.day }}' }, REJECT, { day: 'dateTime' });
		const [item] = await world.run(parameters, [{ ...JOE, day: '2024-02-30' }]);
		expect(errorsOf(item)).toMatch('Attribute "day" is mapped as a date, but');
	});
});

describe('batching', () => {
	const people = (count: number) =>
		Array.from({ length: count }, (_, n) => ({ ...JOE, email: `p${n}@example.com` }));

	it('sends 75 objects a request, and gives one paired item each', async () => {
		const items = await world.run(track(DRAGGED), people(160));
		const sizes = (await world.sent('/users/track')).map(
			({ attributes }) => (attributes as unknown[]).length,
		);
		expect(sizes.sort((a, b) => b - a)).toEqual([75, 75, 10]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			people(160).map((_, item) => ({ item })),
		);
		expect(await world.profiles()).toHaveLength(160);
	});

	it('sends nothing when there is nothing to send', async () => {
		const items = await world.run(track({ first_name: '={{ $json.missing }}' }), [JOE]);
		expect(statuses(items)).toEqual(['skipped']);
		expect(await world.sent('/users/track')).toEqual([]);
	});

	it('combines items of one user, and keeps operators in order', async () => {
		const parameters = track(
			{ last: '={{ $json.n }}', total: '={{ { inc: $json.n } }}' },
			{},
			{
				last: 'number',
				total: 'object',
			},
		);
		await world.run(
			parameters,
			[1, 2, 3].map((n) => ({ ...JOE, n })),
		);
		expect(await world.profiles()).toMatchObject([{ custom_attributes: { last: 3, total: 6 } }]);
		await world.reset();
		await world.run(track(DRAGGED), [JOE, { ...JOE, first_name: 'Joseph' }]);
		expect(await world.sent('/users/track')).toHaveLength(1);
		expect(await world.profiles()).toMatchObject([{ first_name: 'Joseph' }]);
	});

	it('counts per array for legacy contracts', async () => {
		await world.workspace({ settings: { objectLimit: 'perArray' } });
		const options = { options: { requestLimit: 'perArray', combineItems: true } };
		await world.run(track(DRAGGED, { ...event('entered'), ...options }), people(75));
		expect(await world.sent('/users/track')).toHaveLength(1);
	});
});

describe('events, purchases and subscription groups', () => {
	it('go with the attributes in one request', async () => {
		const parameters = track(DRAGGED, {
			events: {
				event: [
					{
						name: { __rl: true, mode: 'name', value: 'entered' },
						time: '',
						properties: {
							assignments: [
								{ id: '1', name: 'card_name', value: '={{ $json.card_name }}', type: 'string' },
							],
						},
						propertiesJson: '{"source": "komo"}',
					},
				],
			},
			purchases: {
				purchase: [
					{ productId: 'ticket', currency: 'aud', price: '={{ $json.price }}', quantity: 2 },
				],
			},
			subscriptionGroups: {
				group: [
					{
						subscriptionGroupId: '2c55f0a9-7c4e-4f3b-9c57-0b0a7a0c9d11',
						subscriptionState: '={{ $json.optin ? "subscribed" : "" }}',
					},
				],
			},
			options: { includeSentData: true },
		});
		await world.workspace({
			subscriptionGroups: [
				{ id: '2c55f0a9-7c4e-4f3b-9c57-0b0a7a0c9d11', name: 'News', channel: 'email' },
			],
		});
		const timestamp = '2026-03-01T10:00:00.000Z';
		const items = await world.run(parameters, [
			{ ...JOE, card_name: 'Quiz', price: '9.5', optin: true, timestamp },
		]);
		expect(statuses(items)).toEqual(['accepted']);
		const [request] = await world.sent('/users/track');
		expect(request).toMatchObject({
			attributes: [{ subscription_groups: [{ subscription_state: 'subscribed' }] }],
			events: [
				{ name: 'entered', time: timestamp, properties: { card_name: 'Quiz', source: 'komo' } },
			],
			purchases: [
				{ product_id: 'ticket', currency: 'AUD', price: 9.5, quantity: 2, time: timestamp },
			],
		});
		expect(items[0].json.sent).toMatchObject({ attributes: { first_name: 'Joe' } });
		expect(await world.profiles()).toMatchObject([
			{ custom_events: [{ name: 'entered', count: 1 }], purchases: [{ name: 'ticket', count: 2 }] },
		]);
	});

	it('create the user of an alias even without an attribute', async () => {
		await world.run(track({}, event('entered')), [JOE]);
		expect(await world.profiles()).toMatchObject([
			{ custom_events: [{ name: 'entered', count: 1 }] },
		]);
	});

	it.each([
		[event('e', { time: 'yesterday' }), 'Event "e": Time is not a date'],
		[
			event('e', { propertiesJson: '{"time": 1}' }),
			'Property "time" has a name that Braze reserves',
		],
		[event('ecommerce.order_placed', {}), 'order_id (text) is missing'],
		[
			{ purchases: { purchase: [{ productId: 'p', currency: 'dollars', price: 1 }] } },
			'Currency must be a code of ISO 4217',
		],
		[
			{ purchases: { purchase: [{ productId: 'p', currency: 'USD', price: 1, quantity: 101 }] } },
			'Quantity must be a whole number from 1 to 100',
		],
		[
			{
				subscriptionGroups: { group: [{ subscriptionGroupId: 'x', subscriptionState: 'perhaps' }] },
			},
			'Subscription State is neither yes nor no',
		],
	])('%j is reported before sending: %s', async (more, expected) => {
		const [item] = await world.run(track(DRAGGED, { ...more, ...REJECT }), [JOE]);
		expect(errorsOf(item)).toMatch(expected);
		expect(await world.sent('/users/track')).toEqual([]);
		const [left] = await world.run(track(DRAGGED, more), [JOE]);
		expect(left.json.status).toBe('accepted');
		expect(warningsOf(left)).toMatch(expected);
	});
});

describe('options', () => {
	it('may differ between items', async () => {
		const options = {
			updateExistingOnly: '={{ $json.only }}',
			emptyValues: '={{ $json.empty }}',
			appId: '={{ $json.app }}',
			mergeNestedObjects: '={{ $json.merge }}',
		};
		const attributes = { home_city: '={{ $json.city }}', 'address.city': 'Perth' };
		const parameters = track(attributes, { options, ...event('entered') });
		await world.run(parameters, [
			{ email: 'a@x.com', only: true, empty: 'clear', app: 'app-1', merge: 'never', city: '' },
			{ email: 'b@x.com', only: false, merge: 'always', city: '' },
		]);
		const [{ attributes: sent, events }] = await world.sent('/users/track');
		const alias = (alias_name: string) => ({ user_alias: { alias_name, alias_label: 'email' } });
		const address = { city: 'Perth' };
		expect(sent).toEqual([
			{ ...alias('a@x.com'), home_city: null, address, _update_existing_only: true },
			{ ...alias('b@x.com'), address, _update_existing_only: false, _merge_objects: true },
		]);
		expect(events).toMatchObject([{ app_id: 'app-1' }, { ...alias('b@x.com') }]);
		expect((events as IDataObject[])[1]).not.toHaveProperty('app_id');
	});

	it('that n8n cannot evaluate cost the first item alone, too', async () => {
		const appId = '={{ $json.ok ? "app-1" : $("No Such Node").first().json.x }}';
		const parameters = track(DRAGGED, { options: { appId, parallelRequests: 2 } });
		const items = await world.run(parameters, [JOE, { ...JOE, email: 'ann@bloggs.com', ok: true }]);
		expect(statuses(items)).toEqual(['rejected', 'accepted']);
		expect(errorsOf(items[0])).toMatch(/^App ID could not be evaluated/);
	});

	it('that cost an item cost no other', async () => {
		const options = { mergeNestedObjects: '={{ $json.merge }}' };
		const items = await world.run(track(DRAGGED, { options }), [
			{ ...JOE, merge: 'sometimes' },
			{ ...JOE, email: 'ann@bloggs.com' },
		]);
		expect(statuses(items)).toEqual(['rejected', 'accepted']);
		expect(errorsOf(items[0])).toBe(
			'Merge Nested Objects must be dotted, always or never. Value: "sometimes".',
		);
	});

	it.each([
		['dryRun', 'Dry Run'],
		['sendOnlyChanges', 'Send Only Changes'],
		['parallelRequests', 'Parallel Requests'],
		['retryAmbiguous', 'Send Again If Unsure'],
	])('that are the same for all items cannot be expressions: %s', async (name, label) => {
		const options = { [name]: '={{ $json.test }}' };
		const items = await world.run(track(DRAGGED, { options }), [{ ...JOE, test: false }, JOE]);
		expect(items.map(({ json }) => json)).toEqual(
			[0, 1].map(() => ({
				status: 'rejected',
				errors: [`${label} cannot be an expression: it is the same for all items.`],
			})),
		);
		expect(await world.sent('/users/track')).toEqual([]);
	});

	it('merge nested objects of dotted names, and replace those that are mapped whole', async () => {
		const attributes = {
			'address.city': '={{ $json.city }}',
			'address.street': '={{ $json.street }}',
			prefs: '={{ $json.prefs }}',
		};
		const parameters = track(attributes, {}, { prefs: 'object' });
		await world.run(parameters, [{ ...JOE, city: 'Perth', street: 'Hay St', prefs: { a: 1 } }]);
		await world.run(parameters, [{ ...JOE, city: '', street: 'St Georges Tce', prefs: { b: 2 } }]);
		expect(await world.profiles()).toMatchObject([
			{
				custom_attributes: {
					address: { city: 'Perth', street: 'St Georges Tce' },
					prefs: { b: 2 },
				},
			},
		]);
		const [{ custom_attributes }] = await world.profiles();
		expect((custom_attributes as IDataObject).prefs).toEqual({ b: 2 });
	});
});

describe('a dry run', () => {
	it('shows what would be sent of each item, and sends nothing', async () => {
		const quiz = { event: [{ name: { __rl: true, mode: 'name', value: 'quiz' } }] };
		const mapped = track({ first_name: '={{ $json.first_name }}' }, { events: quiz });
		const people = ['Joe', 'Ann'].map((first_name) => ({ ...JOE, first_name }));
		const items = await world.run({ ...mapped, options: { dryRun: true } }, people);
		expect(items.map(({ json }) => json)).toEqual(
			people.map(({ email, first_name }) => ({
				status: 'preview',
				user: { user_alias: { alias_label: 'email', alias_name: email } },
				sent: {
					attributes: { first_name },
					events: [{ name: 'quiz', time: expect.any(String) as string }],
					purchases: [],
				},
				data_points: { at_most: 2 },
			})),
		);
		expect(await world.sent('/users/track')).toEqual([]);
	});

	it('shows the exact bodies on demand', async () => {
		const options = { options: { dryRun: true, showRequests: true, objectsPerRequest: 2 } };
		const people = ['a', 'b', 'c'].map((name) => ({ ...JOE, email: `${name}@example.com` }));
		const items = await world.run(track(DRAGGED, options), people);
		expect(statuses(items)).toEqual(['preview', 'preview', 'preview']);
		expect(await world.sent('/users/track')).toEqual([]);
		await world.run(track(DRAGGED, { options: { objectsPerRequest: 2 } }), people);
		const shown = items.flatMap(({ json }) => json.requests);
		const order = (bodies: unknown[]) => bodies.map((body) => JSON.stringify(body)).sort();
		expect(order(shown)).toEqual(order(await world.sent('/users/track')));
	});
});

describe('a dry run of bad items', () => {
	it('shows them among the others, however the node is set', async () => {
		// Every list is within Braze's limits, all of them together are not.
		const list = Array.from({ length: 400 }, (_, n) => `${n} `.padEnd(200, 'x'));
		const large = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`list${n}`, list]));
		const items = await world.run(
			track(
				{},
				{
					attributesMode: 'json',
					attributesJson: '={{ $json.attributes }}',
					options: { dryRun: true },
				},
			),
			[
				{ ...JOE, attributes: { home_city: 'Perth' } },
				{ attributes: { home_city: 'Perth' } },
				{ email: 'b@example.com', attributes: large },
			],
			{ onError: 'stopWorkflow' },
		);
		expect(statuses(items)).toEqual(['preview', 'rejected', 'rejected']);
		expect(errorsOf(items[2])).toMatch('larger than the 4 MB');
	});
});

describe('only changes', () => {
	const only = { options: { sendOnlyChanges: true } };

	it('leaves out what Braze has, and says so', async () => {
		await world.run(track(DRAGGED), [JOE]);
		const items = await world.run(track(DRAGGED, only), [
			JOE,
			{ ...JOE, first_name: 'Joseph' },
			{ ...JOE, email: 'new@example.com' },
		]);
		expect(statuses(items)).toEqual(['unchanged', 'accepted', 'accepted']);
		const [, second] = await world.sent('/users/track');
		expect(second.attributes).toEqual([
			{
				user_alias: { alias_name: 'joe@bloggs.com', alias_label: 'email' },
				first_name: 'Joseph',
				_update_existing_only: false,
			},
			expect.objectContaining({ email: 'new@example.com', team: 'Swans' }),
		]);
	});

	it('asks for the fields concerned, 50 users at a time', async () => {
		const people = Array.from({ length: 60 }, (_, n) => ({ ...JOE, email: `p${n}@example.com` }));
		await world.run(track({ first_name: '={{ $json.first_name }}' }, only), people);
		const asked = await world.sent('/users/export/ids');
		expect(asked.map(({ user_aliases }) => (user_aliases as unknown[]).length).sort()).toEqual([
			10, 50,
		]);
		expect(asked[0].fields_to_export).toEqual([
			'first_name',
			'braze_id',
			'external_id',
			'user_aliases',
		]);
	});

	it('reads users by external ID, and one by one by email', async () => {
		const people = [0, 1, 2].map((n) => ({
			id: `u${n}`,
			email: `p${n}@example.com`,
			city: 'Perth',
		}));
		const city = { home_city: '={{ $json.city }}' };
		const byId = { identifyBy: 'externalId', externalId: '={{ $json.id }}' };
		const byEmail = { identifyBy: 'email', email: '={{ $json.email }}' };
		for (const who of [byId, byEmail]) {
			await world.reset();
			await world.run(track(city, who), people);
			const items = await world.run(track(city, { ...who, ...only }), people);
			expect(statuses(items)).toEqual(['unchanged', 'unchanged', 'unchanged']);
			expect(await world.sent('/users/export/ids')).toHaveLength(who === byId ? 1 : 3);
		}
	});

	it('sends whole who could not be read, and says so', async () => {
		await world.run(track(DRAGGED), [JOE]);
		for (const rule of [{ status: 500 }, { status: 200, body: { users: [null] } }]) {
			await world.faults([{ path: '/users/export/ids', ...rule }]);
			const [item] = await world.run(
				track(DRAGGED, { options: { sendOnlyChanges: true, maxRetries: 0 } }),
				[JOE],
			);
			expect(item.json).toMatchObject({
				status: 'accepted',
				warnings: [expect.stringMatching(/^The user could not be read, so all values were sent: /)],
			});
		}
		expect(await world.sent('/users/track')).toHaveLength(3);
	});

	it('rejects whom the key may not read, and sends what needs no reading', async () => {
		await world.workspace({ keys: [{ key: 'track-only', permissions: ['users.track'] }] });
		const parameters = track(DRAGGED, { ...only, ...event('entered') });
		const items = await world.run(parameters, [JOE, { email: JOE.email, first_name: '' }], {
			apiKey: 'track-only',
		});
		expect(statuses(items)).toEqual(['rejected', 'rejected']);
		expect(errorsOf(items[0])).toMatch(
			/"Send Only Changes" has to read the users .*users\.export\.ids/,
		);
		const events = await world.run(track({}, { ...only, ...event('entered') }), [JOE], {
			apiKey: 'track-only',
		});
		expect(statuses(events)).toEqual(['accepted']);
	});

	it('says which permission is missing', async () => {
		await world.workspace({ keys: [{ key: 'track-only', permissions: ['users.track'] }] });
		const run = world.run(track(DRAGGED, only), [JOE], {
			apiKey: 'track-only',
			onError: 'stopWorkflow',
		});
		await expect(run).rejects.toThrow('users.export.ids');
	});
});
