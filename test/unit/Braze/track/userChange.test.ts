import type { IDataObject } from 'n8n-workflow';

import type { Evaluate } from '../../../../nodes/Braze/mapping/engine';
import { compileTrack } from '../../../../nodes/Braze/track/template';
import { readUserChange } from '../../../../nodes/Braze/track/userChange';
import { toBraze } from '../../../../nodes/Braze/model/user';
import { engineOf, never } from '../support/engine';
import { dragged, parametersOf } from '../support/parameters';
import { objectsOf } from '../support/activities';

const NOW = '2026-11-24T00:00:00.000Z';
const ALIAS = { aliasLabel: 'email', aliasName: '={{ $json.email }}' };
const JOE = { email: 'joe@bloggs.com' };

const read = (
	unresolved: IDataObject,
	json: IDataObject = JOE,
	options: IDataObject = {},
	evaluate: Evaluate = never,
) => {
	const parameters = parametersOf({ ...ALIAS, ...unresolved, options }, engineOf(evaluate));
	return readUserChange(compileTrack(parameters, NOW), json, 7);
};

/** What is wrong with an item that is to be rejected for it. */
const problemsOf = (
	unresolved: IDataObject,
	json: IDataObject = JOE,
	options: IDataObject = {},
	evaluate: Evaluate = never,
) => {
	const strict = { ...options, invalidValues: 'reject' };
	const { change, problems, leftOut } = read(unresolved, json, strict, evaluate);
	expect([change, leftOut]).toEqual([undefined, undefined]);
	return problems;
};

/** What an item changes about which nothing is wrong. */
const changeOf = (...given: Parameters<typeof read>) => {
	const { change, problems, leftOut } = read(...given);
	expect([problems, leftOut]).toEqual([[], undefined]);
	return change;
};

const byEmail = { identifyBy: 'email', email: '={{ $json.email }}' };
const byPhone = { identifyBy: 'phone', phone: '+61400000000' };

describe('the user', () => {
	it('is an alias unless told otherwise', () => {
		expect(read({})).toEqual({
			user: {
				by: 'userAlias',
				alias: { alias_name: 'joe@bloggs.com', alias_label: 'email' },
			},
			problems: [],
			change: expect.objectContaining({ item: 7, events: [], purchases: [] }),
		});
	});

	it.each([
		['externalId', { externalId: '={{ $json.id }}' }, { external_id: '42' }],
		['brazeId', { brazeId: 'b' }, { braze_id: 'b' }],
		['email', { email: '={{ $json.email }}' }, { email: 'joe@bloggs.com' }],
		['phone', { phone: '+61400000000' }, { phone: '+61400000000' }],
	])('may be known by %s', (identifyBy, parameters, fields) => {
		const user = changeOf({ identifyBy, ...parameters }, { ...JOE, id: 42 })?.user;
		expect(user && toBraze(user)).toEqual(fields);
	});

	it('that is not known is a problem beside all others, each told once', () => {
		const parameters = {
			attributes: dragged({ dob: 'x', gender: 'robot', good: 1 }),
			events: { event: [{ name: {} }, { name: 'e', time: 'x' }] },
			purchases: { purchase: [{ productId: '' }] },
			subscriptionGroups: { group: [{ subscriptionGroupId: '', subscriptionState: 'subscribed' }] },
		};
		expect(problemsOf(parameters, {})).toEqual([
			expect.stringMatching(/^Alias Name is empty/),
			expect.stringMatching(/^Attribute "dob" must be a date/),
			expect.stringMatching(/^Attribute "gender" must be/),
			expect.stringMatching(/^Subscription Group ID is empty/),
			expect.stringMatching(/^Event Name must be text/),
			expect.stringMatching(/^Event "e": Time is not a date/),
			expect.stringMatching(/^Product ID is empty/),
		]);
	});

	it('is named also if the rest of the item is bad', () => {
		expect(read({ attributes: dragged({ dob: 'x' }) }).user?.by).toBe('userAlias');
	});

	it('whose identifier cannot be evaluated is a problem with its name', () => {
		expect(problemsOf({ aliasName: '={{ x() }}' })).toEqual([
			'Alias Name could not be evaluated: the engine was asked.',
		]);
	});
});

describe('options', () => {
	it('that cannot be had are a problem of the item', () => {
		expect(problemsOf({}, JOE, { appId: '={{ x() }}' })).toEqual([
			'App ID could not be evaluated: the engine was asked.',
		]);
	});

	it('say how the user is updated', () => {
		expect(changeOf({})).toMatchObject({ updateExistingOnly: false });
		expect(changeOf({}, JOE, { updateExistingOnly: true })).toMatchObject({
			updateExistingOnly: true,
		});
	});

	it('reject an item only if something is wrong with it', () => {
		expect(changeOf({}, JOE, { invalidValues: 'reject' })).toBeDefined();
	});

	it('say how contacts are written', () => {
		const attributes = dragged({ phone: '0400 000 000' });
		const country = (defaultCountry: string) => ({ defaultCountry });
		expect(changeOf({ attributes }, JOE, country('AU'))?.attributes).toEqual({
			phone: '+61400000000',
		});
		expect(read({ attributes }, JOE, country('Atlantis'))).toMatchObject({
			problems: expect.arrayContaining([expect.stringMatching(/^Default Country/)]),
			unsent: { attributes: { phone: '0400 000 000' } },
		});
	});

	it.each([
		['clear', { 'o.p': '' }, ['o.p']],
		['send', { a: { b: null } }, ['a']],
		['skip', { 'o.p': '', a: { b: null } }, undefined],
	])('tell which empty values stay in Braze, with %j', (emptyValues, fields, told) => {
		const options = { emptyValues, mergeNestedObjects: 'always' };
		const { remarks } = read({ attributes: dragged(fields) }, JOE, options);
		expect(remarks?.map(({ field }) => field)).toEqual(told);
	});

	it('say which nested objects are merged', () => {
		const attributes = dragged({ 'address.city': 'Perth', whole: { a: 1 } });
		const merged = (options: IDataObject) => [
			...(changeOf({ attributes }, JOE, options)?.mergedNames ?? []),
		];
		expect(merged({})).toEqual(['address']);
		expect(merged({ mergeNestedObjects: 'always' })).toEqual(['address', 'whole']);
		expect(merged({ mergeNestedObjects: 'never' })).toEqual([]);
	});
});

describe('attributes', () => {
	it('of nothing but empty answers are none', () => {
		expect(changeOf({ attributes: dragged({ a: '', 'o.p': '' }) })).not.toHaveProperty(
			'attributes',
		);
		expect(changeOf({})).not.toHaveProperty('attributes');
		expect(
			changeOf({ attributes: dragged({ a: '' }) }, JOE, { emptyValues: 'clear' }),
		).toMatchObject({
			attributes: { a: null },
		});
	});

	it('come from JSON, as a literal, a path or an expression', () => {
		const json = { attributesMode: 'json' };
		const attributes = { a: { b: 1 } };
		expect(changeOf({ ...json, attributesJson: '{"a": {"b": 1}}' })).toMatchObject({ attributes });
		expect(
			changeOf({ ...json, attributesJson: '={{ $json.set }}' }, { ...JOE, set: attributes }),
		).toMatchObject({ attributes });
		expect(
			changeOf({ ...json, attributesJson: '={{ x }}!' }, JOE, {}, () => '{"a.b": 1}'),
		).toMatchObject({ attributes: { 'a.b': 1 } });
		expect(changeOf({ ...json, attributesJson: '' })).not.toHaveProperty('attributes');
		expect(changeOf({ ...json, attributesJson: '={{ $json.none }}' })).not.toHaveProperty(
			'attributes',
		);
	});

	it.each([
		['{', /^Attributes \(JSON\) is not valid JSON/],
		['[1]', /^Attributes \(JSON\) must be an object of names and values\.$/],
		['={{ x() }}', /^Attributes \(JSON\) could not be evaluated/],
	])('cannot be the JSON %s', (attributesJson, problem) => {
		expect(problemsOf({ attributesMode: 'json', attributesJson })).toEqual([
			expect.stringMatching(problem),
		]);
	});

	it('come from a list with its types, whatever characters the names hold', () => {
		const schema = [
			{ id: 'points', type: 'number' },
			{ id: 'a.b', type: 'string' },
			{ id: 'gone', type: 'string', removed: true },
		];
		const mapping = (mappingMode: string, value: object | null) => ({
			attributesMode: 'list',
			attributesMapping: { mappingMode, value, schema } as never,
		});
		const item = { ...JOE, points: '12', 'a.b': 'x', gone: 'x', other: 'x' };
		const attributes = { points: 12, 'a.b': 'x' };
		const value = { points: '={{ $json.points }}', 'a.b': '={{ $json["a.b"] }}' };
		expect(changeOf(mapping('defineBelow', value), item)?.attributes).toEqual(attributes);
		expect(changeOf(mapping('autoMapInputData', null), item)?.attributes).toEqual(attributes);
		expect(changeOf(mapping('autoMapInputData', null), { ...JOE, points: 1 })?.attributes).toEqual({
			points: 1,
		});
		expect(problemsOf(mapping('autoMapInputData', null), { ...JOE, points: 'x' })).toEqual([
			expect.stringMatching(/^Attribute "points" is mapped as a number/),
		]);
		expect(changeOf({ attributesMode: 'list' })).not.toHaveProperty('attributes');
		const fixed = mapping('defineBelow', { points: 5 });
		expect(changeOf(fixed, item)?.attributes).toEqual({ points: 5 });
	});

	it('come from a list without its notices, and without what items only inherit', () => {
		const schema = [
			{ id: 'notice', type: 'string', readOnly: true },
			{ id: 'toString', type: 'string' },
			{ id: 'a', type: 'string' },
		];
		const mapping = (mappingMode: string, value: object | null) => ({
			attributesMode: 'list',
			attributesMapping: { mappingMode, value, schema } as never,
		});
		const item = { ...JOE, a: 'x', notice: 'x' };
		const value = { a: '={{ $json.a }}', notice: 'x' };
		for (const parameters of [mapping('autoMapInputData', null), mapping('defineBelow', value)]) {
			expect(changeOf(parameters, item)?.attributes).toEqual({ a: 'x' });
		}
	});

	it('cannot be a list that one expression gives', () => {
		const attributesMapping = { mappingMode: 'defineBelow', value: '={{ $json }}', schema: [] };
		const parameters = { attributesMode: 'list', attributesMapping } as never;
		expect(problemsOf(parameters)).toEqual([
			'Attributes cannot be a single expression. Map each field, or set Attributes Mode to JSON.',
		]);
		expect(read(parameters).change?.attributes).toBeUndefined();
	});

	it('may not change what the user is looked up by', () => {
		const email = { attributes: dragged({ email: '={{ $json.new }}', a: 1 }) };
		expect(changeOf({ ...byEmail, ...email }, { ...JOE, new: JOE.email })?.attributes).toEqual({
			a: 1,
		});
		expect(problemsOf({ ...byEmail, ...email }, { ...JOE, new: 'a@b.co' })).toEqual([
			expect.stringMatching(
				/^Attribute "email" differs from the email that the user is identified/,
			),
		]);
		expect(problemsOf({ ...byPhone, ...email }, { ...JOE, new: JOE.email })).toEqual([
			expect.stringMatching(
				/^Attribute "email" cannot be set when the user is identified by phone/,
			),
		]);
		const phone = { attributes: dragged({ phone: '+61400000001' }) };
		expect(problemsOf({ ...byPhone, ...phone })).toEqual([
			expect.stringMatching(/^Attribute "phone" differs from the phone/),
		]);
		expect(changeOf({ ...byEmail, ...phone })?.attributes).toEqual({ phone: '+61400000001' });
		expect(changeOf({ ...email }, { ...JOE, new: 'a@b.co' })?.attributes).toEqual({
			email: 'a@b.co',
			a: 1,
		});
	});

	it('import push tokens only where Braze does', () => {
		const tokens = [{ app_id: 'a', token: 't' }];
		const set = (push_token_import: unknown, push_tokens: unknown = tokens) => ({
			attributes: dragged({ push_token_import, push_tokens }),
		});
		expect(changeOf(set(true))?.attributes).toEqual({
			push_token_import: true,
			push_tokens: tokens,
		});
		expect(changeOf({ ...byEmail, ...set(true) })).toBeDefined();
		const byId = { identifyBy: 'externalId', externalId: 'u1' };
		expect(changeOf({ ...byId, ...set(false) })).toBeDefined();
		expect(changeOf({ ...byId, ...set(undefined) })).toBeDefined();
		expect(changeOf({ ...byId, ...set(null) }, JOE, { emptyValues: 'send' })).toBeDefined();
		expect(problemsOf({ ...byId, ...set(true) })).toEqual([
			expect.stringMatching(
				/^Attribute "push_token_import" cannot be set for users identified by an/,
			),
		]);
		expect(problemsOf({ identifyBy: 'brazeId', brazeId: 'b', ...set(true) })).toHaveLength(1);
		expect(problemsOf(set('yes'))).toEqual([
			'Attribute "push_token_import" must be true or false. Value: "yes".',
		]);
		for (const none of [null, []]) {
			expect(problemsOf(set(true, none), JOE, { emptyValues: 'send' })).toEqual([
				'Attribute "push_token_import" requires push_tokens as well. Value: true.',
			]);
		}
	});
});

describe('subscription groups', () => {
	const groups = (...states: unknown[]) => ({
		subscriptionGroups: {
			group: states.map((subscriptionState, index) => ({
				subscriptionGroupId: `g${index}`,
				subscriptionState,
			})),
		} as IDataObject,
	});

	it('are an attribute; one whose state is empty changes nothing', () => {
		expect(changeOf(groups('Subscribed', '', null, undefined, 'unsubscribed'))?.attributes).toEqual(
			{
				subscription_groups: [
					{ subscription_group_id: 'g0', subscription_state: 'subscribed' },
					{ subscription_group_id: 'g4', subscription_state: 'unsubscribed' },
				],
			},
		);
		expect(changeOf(groups(''))).not.toHaveProperty('attributes');
		expect(changeOf({ subscriptionGroups: {} })).not.toHaveProperty('attributes');
	});

	it('change nothing where Send If says no', () => {
		const group = [
			{ sendIf: false, subscriptionGroupId: 'g', subscriptionState: 'subscribed' },
			{ sendIf: '={{ $json.no }}', subscriptionGroupId: 'h', subscriptionState: 'subscribed' },
		];
		expect(changeOf({ subscriptionGroups: { group } })).not.toHaveProperty('attributes');
	});

	it('go beside those that are mapped', () => {
		const mapped = [{ subscription_group_id: 'm', subscription_state: 'subscribed' }];
		const attributes = dragged({ subscription_groups: mapped });
		expect(changeOf({ attributes, ...groups('subscribed') })?.attributes).toEqual({
			subscription_groups: [
				...mapped,
				{ subscription_group_id: 'g0', subscription_state: 'subscribed' },
			],
		});
		expect(changeOf({ attributes, ...groups('') })?.attributes).toEqual({
			subscription_groups: mapped,
		});
	});

	it('that cannot be read cost only themselves', () => {
		const fragile = groups('={{ x() }}', 'No thanks', 'subscribed');
		const unknown = [{ subscriptionGroupId: '={{ x() }}', subscriptionState: 'subscribed' }];
		expect(problemsOf({ subscriptionGroups: { group: unknown } })).toEqual([
			'Subscription Group ID could not be evaluated: the engine was asked.',
		]);
		expect(problemsOf(fragile)).toEqual([
			'Subscription State could not be evaluated: the engine was asked.',
			'Subscription State is neither yes nor no. Map a yes or no, or one of subscribed, unsubscribed. Value: "No thanks".',
		]);
	});

	it('may be picked from a list', () => {
		const picked = { __rl: true, mode: 'list', value: 'g' };
		const group = [{ subscriptionGroupId: picked, subscriptionState: 'subscribed' }];
		expect(changeOf({ subscriptionGroups: { group } })?.attributes).toMatchObject({
			subscription_groups: [{ subscription_group_id: 'g' }],
		});
	});
});

describe('events', () => {
	const events = (...event: IDataObject[]) => ({ events: { event } });

	it('have a name, a time and properties', () => {
		const parameters = events(
			{
				name: { __rl: true, mode: 'list', value: 'entered' },
				time: '={{ $json.at }}',
				properties: dragged({ card: '={{ $json.card }}', empty: '', 'o.p': 1, none: null }),
				propertiesJson: '{"source": "komo", "card": "Poll"}',
			} as IDataObject,
			{ name: 'e2' },
		);
		const item = { ...JOE, at: '2026-01-01 10:00:00', card: 'Quiz' };
		expect(objectsOf(changeOf(parameters, item)?.events)).toEqual([
			{
				name: 'entered',
				time: '2026-01-01T10:00:00.000+11:00',
				properties: { card: 'Poll', o: { p: 1 }, source: 'komo' },
			},
			{ name: 'e2', time: NOW },
		]);
	});

	it('have properties without those that are empty, which replace none before them', () => {
		const fields = ['', null, undefined].flatMap((empty, index) => [
			{ name: `a${index}`, value: 'x' },
			{ name: `a${index}`, value: empty },
			{ name: `o${index}.p`, value: empty },
		]);
		const properties = { assignments: fields };
		const event = { name: 'e', properties, propertiesJson: '={{ $json.none }}' } as never;
		expect(changeOf(events(event), { ...JOE, none: null })?.events[0].object.properties).toEqual({
			a0: 'x',
			a1: 'x',
			a2: 'x',
		});
	});

	it('without a name are none, whatever else is wrong with them', () => {
		const none = changeOf(events({ name: '', time: 'x', propertiesJson: '{' }))?.events;
		expect(none).toHaveLength(0);
	});

	it('happened at the item’s timestamp unless told otherwise', () => {
		const at = (timestamp: string, time = '') =>
			changeOf(events({ name: 'e', time }), { ...JOE, timestamp })?.events[0].object.time;
		expect(at('2026-03-01T10:00:00.000Z')).toBe('2026-03-01T10:00:00.000Z');
		expect(at('2026-03-01')).toBe('2026-03-01T00:00:00.000+11:00');
		expect(at('soon')).toBe(NOW);
		expect(at('2026-03-01T10:00:00.000Z', '2026-01-01T00:00:00Z')).toBe('2026-01-01T00:00:00.000Z');
	});

	it('count for the app', () => {
		expect(objectsOf(changeOf(events({ name: 'e' }), JOE, { appId: 'app' })?.events)).toEqual([
			{ name: 'e', time: NOW, app_id: 'app' },
		]);
	});

	it.each([
		[{ name: '={{ x() }}' }, 'Event Name could not be evaluated: the engine was asked.'],
		[{ name: 'e', time: '={{ x() }}' }, 'Event "e": Time could not be evaluated: the engine'],
		[{ name: 'e', time: '2026-02-30' }, 'Event "e": Time is not a date and time'],
		[
			{ name: 'e', properties: dragged({ a: '={{ x() }}' }) },
			'Event "e": Property "a" could not be evaluated',
		],
		[
			{ name: 'e', propertiesJson: '{"time": 1}' },
			'Event "e": Property "time" has a name that Braze',
		],
		[{ name: 'e', properties: '={{ x() }}' }, 'Event "e": Properties could not be evaluated'],
		[{ name: 'e', propertiesJson: '[]' }, 'Event "e": Properties (JSON) must be an object.'],
		[{ name: 'e', propertiesJson: '{' }, 'Event "e": Properties (JSON) is not valid JSON'],
		[
			{ name: 'e', propertiesJson: JSON.stringify({ a: ['x'.repeat(102_400)] }) },
			'Event "e": The properties are larger than the 100 KB that Braze accepts.',
		],
		[
			{ name: 'ecommerce.order_placed' },
			'Event "ecommerce.order_placed": currency (text) is missing',
		],
	])('that are bad are named: %#', (event, problem) => {
		expect(problemsOf(events(event as IDataObject))).toEqual([expect.stringContaining(problem)]);
	});

	it('have all their problems told', () => {
		const properties = dragged({ a: 'x'.repeat(256), $b: 1 });
		expect(problemsOf(events({ name: 'e', time: 'x', properties } as IDataObject))).toHaveLength(3);
	});
});

describe('purchases', () => {
	const TICKET = { productId: 'ticket', currency: 'aud', price: '9.5', quantity: 2 };

	const purchases = (...purchase: IDataObject[]) => ({ purchases: { purchase } });

	it('have a product, a price and properties', () => {
		const parameters = purchases(
			{
				...TICKET,
				time: '2026-01-01T10:00:00Z',
				properties: dragged({ seat: 'A1' }),
			} as IDataObject,
			{ ...TICKET, quantity: '' },
		);
		expect(objectsOf(changeOf(parameters, JOE, { appId: 'app' })?.purchases)).toEqual([
			{
				product_id: 'ticket',
				currency: 'AUD',
				price: 9.5,
				quantity: 2,
				time: '2026-01-01T10:00:00.000Z',
				properties: { seat: 'A1' },
				app_id: 'app',
			},
			{ product_id: 'ticket', currency: 'AUD', price: 9.5, time: NOW, app_id: 'app' },
		]);
	});

	it.each([
		[{ productId: '={{ x() }}' }, 'Product ID could not be evaluated'],
		[{ currency: '={{ x() }}' }, 'Purchase "ticket": Currency could not be evaluated'],
		[{ price: '={{ x() }}' }, 'Purchase "ticket": Price could not be evaluated'],
		[{ quantity: '={{ x() }}' }, 'Purchase "ticket": Quantity could not be evaluated'],
		[{ time: '={{ x() }}' }, 'Purchase "ticket": Time could not be evaluated'],
		[{ currency: 'dollars' }, 'Purchase "ticket": Currency must be a code of ISO 4217'],
		[{ price: 'x' }, 'Purchase "ticket": Price must be a number'],
		[{ quantity: 101 }, 'Purchase "ticket": Quantity must be a whole number'],
		[{ time: 'x' }, 'Purchase "ticket": Time is not a date and time'],
		[
			{ propertiesJson: '{"price": 1}' },
			'Purchase "ticket": Property "price" has a name that Braze',
		],
		[
			{ propertiesJson: JSON.stringify({ a: ['x'.repeat(51_200)] }) },
			'Purchase "ticket": The properties are larger than the 50 KB',
		],
	])('that are bad are named: %#', (more, problem) => {
		expect(problemsOf(purchases({ ...TICKET, ...more }))).toEqual([
			expect.stringContaining(problem),
		]);
	});

	it('have all their problems told', () => {
		expect(
			problemsOf(purchases({ ...TICKET, price: 'x', quantity: 0, currency: '' })),
		).toHaveLength(3);
	});
});

describe('what is wrong with a part', () => {
	it('costs that part alone, and is told once', () => {
		const parameters = {
			attributes: dragged(
				{
					first_name: 'Joe',
					phone: 'n/a',
					points: 'many',
					external_id: 'x',
					'a.b': 'x'.repeat(256),
					'a.c': 1,
				},
				{ points: 'number' },
			),
			events: {
				event: [
					{ name: 'entered', properties: dragged({ time: 1, card: 'Quiz' }) },
					{ name: 'late', time: 'x' },
					{ name: 'ecommerce.order_placed' },
				],
			},
			purchases: {
				purchase: [
					{ productId: 'p', currency: 'AUD', price: 'free' },
					{ productId: 'q', currency: 'AUD', price: 1, propertiesJson: '={{ $json.own }}' },
				],
			},
			subscriptionGroups: {
				group: [
					{ subscriptionGroupId: 'g', subscriptionState: 'maybe' },
					{ subscriptionGroupId: 'g', subscriptionState: 'subscribed' },
				],
			},
		} as unknown as IDataObject;
		const json = { ...JOE, own: { price: 1, seat: 'A1' } };
		const { change, problems, leftOut = [] } = read(parameters, json);
		expect(problems).toEqual([]);
		expect(change).toMatchObject({
			attributes: {
				first_name: 'Joe',
				a: { c: 1 },
				subscription_groups: [{ subscription_group_id: 'g', subscription_state: 'subscribed' }],
			},
			events: [{ position: 1, object: { name: 'entered', properties: { card: 'Quiz' } } }],
			purchases: [{ position: 2, object: { product_id: 'q', properties: { seat: 'A1' } } }],
		});
		expect(leftOut.map(({ field }) => field)).toEqual([
			'points',
			'external_id',
			'phone',
			'a.b',
			'subscription change',
			'property "time" of event "entered"',
			'event "late"',
			'event "ecommerce.order_placed"',
			'purchase "p"',
			'property "price" of purchase "q"',
		]);
	});

	it('costs the whole where it is in the node’s own text', () => {
		const events = { event: [{ name: 'e', propertiesJson: '{' }] };
		expect(read({ events }).problems).toEqual([
			expect.stringMatching(/^Event "e": Properties \(JSON\) is not valid JSON/),
		]);
		expect(read({ events }).change).toBeUndefined();
		const path = { event: [{ name: 'e', propertiesJson: '={{ $json.p }}' }] };
		const attributes = { attributesMode: 'json', attributesJson: '={{ $json.p }}' };
		expect(read(attributes, { ...JOE, p: '{' }).leftOut).toMatchObject([{ field: 'attributes' }]);
		expect(read({ events: path }, { ...JOE, p: '{' })).toMatchObject({
			problems: [],
			leftOut: [{ field: 'properties of event "e"' }],
			change: { events: [{ object: { name: 'e' } }] },
		});
	});

	it('is an error like any other where the user is not known', () => {
		const { problems, leftOut, change } = read({ attributes: dragged({ phone: 'n/a' }) }, {});
		expect(problems).toEqual([
			expect.stringMatching(/^Alias Name is empty/),
			expect.stringMatching(/^Attribute "phone" is not a phone number/),
		]);
		expect([leftOut, change]).toEqual([undefined, undefined]);
	});

	it('leaves what could be read of an item that is not sent', () => {
		const parameters = {
			attributes: dragged({ phone: 'n/a', 'a.b': 1 }),
			events: { event: [{ name: 'e' }] },
			purchases: { purchase: [{ productId: 'p', currency: 'AUD', price: 1 }] },
		} as unknown as IDataObject;
		const options = { invalidValues: 'reject', updateExistingOnly: true };
		expect(read(parameters, JOE, options).unsent).toEqual({
			attributes: { a: { b: 1 } },
			events: [{ position: 1, object: { name: 'e', time: NOW } }],
			purchases: [{ position: 1, object: expect.objectContaining({ product_id: 'p' }) }],
			mergedNames: new Set(['a']),
			updateExistingOnly: true,
		});
	});

	it('may be what would name another user', () => {
		const email = { attributes: dragged({ email: 'a@b.co', phone: '+61400000000' }) };
		expect(read({ ...byPhone, ...email })).toMatchObject({
			leftOut: [{ field: 'email', message: expect.stringMatching(/ Value: "a@b.co"\. The /) }],
			change: { attributes: {} },
		});
		expect(changeOf({ ...byEmail, attributes: dragged({ email: JOE.email }) })?.attributes).toEqual(
			{},
		);
		const { change } = read({ ...byPhone, attributes: dragged({ email: 'a@b.co' }) });
		expect(change).not.toHaveProperty('attributes');
	});
});
