import type { IDataObject } from 'n8n-workflow';

import { useBrazeWorld } from '../../support/brazeWorld';
import { track } from '../../support/trackParameters';
import { nested } from '../../unit/Braze/support/nested';

const world = useBrazeWorld();

/** 1, or an error of n8n's for an item that is not `ok`. (It takes many JavaScript errors as empty.) */
const FRAGILE = '($json.ok ? 1 : $("No Such Node").first().json.x)';

const JOE = { email: 'joe@bloggs.com', id: 'joe', ok: true, deep: { a: 1 } };
const ANN = { email: 'ann@bloggs.com', id: 'ann', ok: false, deep: nested(5_000) };
const BOB = { email: 'bob@bloggs.com', id: 'bob', ok: true, deep: { a: 1 } };

const field = (name: string, value: string, type = 'string') => ({
	assignments: [{ id: '1', name, value, type }],
});

const whole = `={{ ${FRAGILE} && { assignments: [{ name: 'home_city', value: 'Perth', type: 'string' }] } }}`;

const event = (more: IDataObject) => ({
	events: { event: [{ name: { __rl: true, mode: 'name', value: 'e' }, ...more }] },
});

it('a list of attributes whose values are text is an error, not attributes of one letter', async () => {
	const attributesMapping = { mappingMode: 'defineBelow', value: '={{ $json }}', schema: [] };
	const parameters = track({}, { attributesMode: 'list', attributesMapping });
	const [item] = await world.run(parameters, [{ email: 'joe@bloggs.com' }]);
	expect(item.json.errors).toEqual([
		'Attributes cannot be a single expression. Map each field, or set Attributes Mode to JSON.',
	]);
	expect(await world.sent('/users/track')).toEqual([]);
});

const TRACK: Array<[string, IDataObject]> = [
	['JSON', track({}, { attributesMode: 'json', attributesJson: `={{ { n: ${FRAGILE} } }}` })],
	['a value', track({ home_city: `={{ ${FRAGILE} }}` })],
	['a field’s name', track({ [`={{ "n" + ${FRAGILE} }}`]: 'x' })],
	['all attributes', track({}, { attributes: whole })],
	['the identifier', track({ home_city: 'x' }, { aliasName: `={{ ${FRAGILE} + $json.email }}` })],
	['an event’s name', track({}, { events: { event: [{ name: `={{ "e" + ${FRAGILE} }}` }] } })],
	['an event’s time', track({}, event({ time: `={{ ${FRAGILE} && "2026-01-01" }}` }))],
	['a property', track({}, event({ properties: field('p', `={{ ${FRAGILE} }}`) }))],
	['all properties', track({}, event({ properties: whole }))],
	['properties as JSON', track({}, event({ propertiesJson: `={{ { p: ${FRAGILE} } }}` }))],
	[
		'a purchase',
		track(
			{},
			{
				purchases: {
					purchase: [{ productId: 'p', currency: 'AUD', price: `={{ ${FRAGILE} }}`, quantity: 1 }],
				},
			},
		),
	],
	[
		'a subscription group',
		track(
			{},
			{
				subscriptionGroups: {
					group: [
						{
							subscriptionGroupId: '2c55f0a9-7c4e-4f3b-9c57-0b0a7a0c9d11',
							subscriptionState: `={{ ${FRAGILE} && "subscribed" }}`,
						},
					],
				},
			},
		),
	],
	['a deep value', track({ deep: '={{ $json.deep }}' }, {}, { deep: 'object' })],
	['deep JSON', track({}, { attributesMode: 'json', attributesJson: '={{ $json.deep }}' })],
	['a deep property', track({}, event({ properties: field('p', '={{ $json.deep }}', 'object') }))],
	['a deep name', track({ '={{ Array($json.ok ? 1 : 5000).fill("a").join(".") }}': 'x' })],
];

const OTHERS: Array<[string, IDataObject]> = [
	[
		'campaign.trigger, all properties',
		{
			campaignId: 'c1',
			identifyBy: 'externalId',
			externalId: '={{ $json.id }}',
			triggerProperties: whole,
		},
	],
	[
		'campaign.trigger, a deep property',
		{
			campaignId: 'c1',
			identifyBy: 'externalId',
			externalId: '={{ $json.id }}',
			triggerProperties: field('p', '={{ $json.deep }}', 'object'),
		},
	],
	[
		'campaign.trigger, an option',
		{
			campaignId: 'c1',
			identifyBy: 'externalId',
			externalId: '={{ $json.id }}',
			options: { sendId: `={{ ${FRAGILE} }}` },
		},
	],
	[
		'canvas.trigger, the Canvas',
		{
			canvasId: { __rl: true, mode: 'id', value: `={{ ${FRAGILE} && "v1" }}` },
			identifyBy: 'externalId',
			externalId: '={{ $json.id }}',
		},
	],
	[
		'catalogItem.upsert, a field’s name',
		{
			catalogName: 'prizes',
			itemId: '={{ $json.id }}',
			fields: field(`={{ ${FRAGILE} && "name" }}`, 'x'),
		},
	],
	[
		'catalogItem.upsert, a deep value',
		{
			catalogName: 'prizes',
			itemId: '={{ $json.id }}',
			fields: field('shape', '={{ $json.deep }}', 'object'),
		},
	],
	[
		'catalogItem.delete, the ID',
		{ catalogName: 'prizes', itemId: `={{ ${FRAGILE} && $json.id }}` },
	],
	['catalogItem.getMany, the limit', { catalogName: 'prizes', limit: `={{ ${FRAGILE} }}` }],
	[
		'user.get, the fields',
		{
			identifyBy: 'externalId',
			externalId: '={{ $json.id }}',
			fieldsToExport: `={{ ${FRAGILE} && ["email"] }}`,
			options: { ifNotFound: 'tell' },
		},
	],
	[
		'user.delete, which profile',
		{
			identifyBy: 'email',
			email: '={{ $json.email }}',
			prioritization: `={{ ${FRAGILE} && "unidentified" }}`,
			options: { allowSeveralDeletions: true },
		},
	],
	[
		'user.identify, the external ID',
		{
			identifyBy: 'email',
			email: '={{ $json.email }}',
			externalId: `={{ ${FRAGILE} + $json.id }}`,
		},
	],
	[
		'subscriptionGroup.updateStatus, the state',
		{
			subscriptionGroupId: '2c55f0a9-7c4e-4f3b-9c57-0b0a7a0c9d11',
			subscriptionState: `={{ ${FRAGILE} && "subscribed" }}`,
			identifyBy: 'externalId',
			externalId: '={{ $json.id }}',
		},
	],
	[
		'email.updateStatus, the email',
		{ email: `={{ ${FRAGILE} && $json.email }}`, subscriptionState: 'subscribed' },
	],
	[
		'transactionalEmail.send, a property',
		{
			campaignId: 't1',
			identifyBy: 'externalId',
			externalId: '={{ $json.id }}',
			triggerProperties: field('p', `={{ ${FRAGILE} }}`),
		},
	],
	['campaign.getMany, the order', { options: { sortDirection: `={{ ${FRAGILE} && "asc" }}` } }],
];

const outcomeOf = ({ json }: { json: IDataObject }) => (json.errors === undefined ? 'good' : 'bad');

describe('an item that cannot be read', () => {
	beforeEach(async () => {
		await world.workspace({
			campaigns: [
				{ id: 'c1', name: 'Prizes', is_api_campaign: true },
				{ id: 't1', name: 'Receipt', is_api_campaign: true, transactional: true },
			],
			canvases: [{ id: 'v1', name: 'Welcome' }],
			catalogs: [
				{
					name: 'prizes',
					fields: [
						{ name: 'id', type: 'string' },
						{ name: 'name', type: 'string' },
						{ name: 'shape', type: 'object' },
					],
				},
			],
		});
		await world.client.post('/users/track', {
			attributes: ['joe', 'bob'].map((id) => ({ external_id: id, email: `${id}@example.com` })),
		});
		await world.client.post('/catalogs/prizes/items', {
			items: ['joe', 'bob'].map((id) => ({ id, name: 'x' })),
		});
	});

	it.each(TRACK)('fails alone: %s', async (_, given) => {
		const parameters = { ...given, options: { invalidValues: 'reject' } };
		const items = await world.run(parameters, [JOE, ANN, BOB]);
		expect(items.map(({ json }) => json.status)).toEqual(['accepted', 'rejected', 'accepted']);
		expect((items[1].json.errors as string[]).join()).toMatch(
			/^\S.*(could not be evaluated: |nested more than 100 levels deep)/,
		);
	});

	it.each(TRACK)(
		'is left out of its item, unless it is the identifier: %s',
		async (what, given) => {
			const items = await world.run(given, [JOE, ANN, BOB]);
			const isUser = what === 'the identifier';
			const outcome = isUser ? 'rejected' : 'skipped';
			const { json } = items[1];
			// (An event without its property is sent.)
			const status = /propert/.test(what) ? 'accepted' : outcome;
			expect(items.map((item) => item.json.status)).toEqual(['accepted', status, 'accepted']);
			const told = (isUser ? json.errors : json.warnings) as string[];
			expect(told).toHaveLength(1);
			expect(told[0]).toMatch(/^\S.*(could not be evaluated: |nested more than 100 levels deep)/);
			if (!isUser) expect(told[0]).toMatch(/ (was|were) left out\.$/);
		},
	);

	it.each(OTHERS)('fails alone: %s', async (name, more) => {
		const [resource, operation] = name.split(/[.,]/);
		const items = await world.run({ resource, operation, ...more }, [JOE, ANN, BOB]);
		const outcomes = [0, 1, 2].map((index) =>
			items
				.filter(({ pairedItem }) => (pairedItem as { item: number }).item === index)
				.map(outcomeOf),
		);
		expect(outcomes.map((list) => list[0] ?? 'good')).toEqual(['good', 'bad', 'good']);
		const bad = items.find((item) => outcomeOf(item) === 'bad');
		expect((bad?.json.errors as string[]).join()).toMatch(
			/^[A-Z].* (could not be evaluated: |is nested more than 100 levels deep)/,
		);
	});
});
