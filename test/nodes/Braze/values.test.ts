import type { IDataObject } from 'n8n-workflow';

import { useBrazeWorld } from '../../support/brazeWorld';
import { track } from '../../support/trackParameters';

const world = useBrazeWorld();

const BY_ID = { identifyBy: 'externalId', externalId: '={{ $json.id }}' };
const ISO = '2026-01-01T00:00:00Z';

const mapped = (fields: Record<string, unknown>) => ({
	assignments: Object.entries(fields).map(([name, value]) => ({ name, value })),
});

const event = (more: IDataObject) => ({
	events: { event: [{ name: { __rl: true, mode: 'name', value: 'played' }, time: ISO, ...more }] },
});

/** What the user u has, after one item. */
async function customOf(parameters: IDataObject, json: IDataObject): Promise<unknown> {
	await world.run(parameters, [{ id: 'u', ...json }]);
	const profile = (await world.profiles()).find(({ external_id: id }) => id === 'u');
	return profile?.custom_attributes;
}

async function eventsOf(parameters: IDataObject, json: IDataObject): Promise<IDataObject[]> {
	await world.run(parameters, [{ id: 'u', ...json }]);
	const bodies = await world.sent('/users/track');
	return bodies.flatMap(({ events }) => (events ?? []) as IDataObject[]);
}

describe('empty answers inside lists and objects erase nothing, in every mode', () => {
	const answers = { teams: ['', null], more: { a: ' ', b: 1 } };
	const modes: Array<[string, IDataObject]> = [
		[
			'drag',
			track({ teams: '={{ $json.teams }}', more: '={{ $json.more }}' }, BY_ID, {
				teams: 'array',
				more: 'object',
			}),
		],
		[
			'list',
			{
				...track({}, BY_ID),
				attributesMode: 'list',
				attributesMapping: {
					mappingMode: 'defineBelow',
					value: { teams: '={{ $json.teams }}', more: '={{ $json.more }}' },
					schema: [
						{ id: 'teams', type: 'array' },
						{ id: 'more', type: 'object' },
					],
				},
			},
		],
		[
			'json',
			{
				...track({}, BY_ID),
				attributesMode: 'json',
				attributesJson: '={{ ({ teams: $json.teams, more: $json.more }) }}',
			},
		],
	];

	it.each(modes)('%s', async (_mode, parameters) => {
		await world.client.post('/users/track', {
			attributes: [{ external_id: 'u', teams: ['Reds'] }],
		});
		expect(await customOf(parameters, answers)).toEqual({ teams: ['Reds'], more: { b: 1 } });
		expect(await customOf(parameters, { teams: ['', 'Blues', null], more: {} })).toEqual({
			teams: ['Blues'],
			more: { b: 1 },
		});
	});
});

it('a dragged key with dots or quotes is the name, of attributes, properties and messages', async () => {
	const key = 'No. of children';
	const quoted = "Mum's pick [best]";
	const rows = {
		[key]: `={{ $json['${key}'] }}`,
		["['Mum\\'s pick [best]']"]: "={{ $json['Mum\\'s pick [best]'] }}",
		'address.city': '={{ $json.address.city }}',
	};
	const json = { [key]: '2', [quoted]: 'x', address: { city: 'Perth' } };
	const whole = { [key]: '2', [quoted]: 'x', address: { city: 'Perth' } };
	const parameters = track(rows, { ...BY_ID, ...event({ properties: mapped(rows) }) });
	expect(await customOf(parameters, json)).toEqual(whole);
	const [{ events }] = await world.sent('/users/track');
	expect((events as IDataObject[])[0].properties).toEqual(whole);
	const campaign = { resource: 'campaign', operation: 'trigger', sendTo: 'recipients' };
	await world.run({ ...campaign, ...BY_ID, campaignId: 'c', triggerProperties: mapped(rows) }, [
		{ id: 'u', ...json },
	]);
	const [{ recipients }] = await world.sent('/campaigns/trigger/send');
	expect((recipients as IDataObject[])[0].trigger_properties).toEqual(whole);
});

it('objects that are removed and added anew are replaced, in two requests', async () => {
	const json = { ...track({}, BY_ID), attributesMode: 'json', attributesJson: '={{ $json.a }}' };
	await customOf(json, { a: { pets: [{ id: 1, name: 'old' }, { id: 2 }] } });
	const a = {
		pets: {
			$remove: [{ $identifier_key: 'id', $identifier_value: 1 }],
			$add: [{ id: 1, name: 'new', chip: null }],
		},
		team: 'Reds',
	};
	expect(await customOf(json, { a })).toEqual({
		pets: [{ id: 2 }, { id: 1, name: 'new' }],
		team: 'Reds',
	});
	expect(await world.sent('/users/track')).toHaveLength(3);
});

it('an item’s time is read in seconds and milliseconds, and told if it cannot be read', async () => {
	const parameters = { ...track({}, { ...BY_ID, ...event({ time: '' }) }) };
	expect(await eventsOf(parameters, { timestamp: '1767225600000' })).toMatchObject([
		{ time: '2026-01-01T00:00:00.000Z' },
	]);
	const [item] = await world.run(parameters, [{ id: 'u', timestamp: '01/02/2026' }]);
	expect(item.json).toMatchObject({
		status: 'accepted',
		warnings: [expect.stringMatching(/^The item’s timestamp is not a date and time/)],
	});
});

it('messages and catalogs hold no lost letters and no nulls that were numbers', async () => {
	const canvas = { resource: 'canvas', operation: 'trigger', sendTo: 'recipients', canvasId: 'c' };
	const [sent] = await world.run(
		{
			...canvas,
			...BY_ID,
			entryProperties: mapped({ name: '={{ $json.name }}', prize: '={{ $json.prize }}' }),
			attributes: mapped({ subscription_groups: '={{ $json.groups }}', team: 'Reds' }),
		},
		[
			{
				id: 'u',
				name: 'M\ufffda',
				prize: 'x',
				groups: [{ subscription_group_id: 'g', subscription_state: 'subscribed' }],
			},
		],
	);
	expect(sent.json.warnings).toEqual([
		expect.stringMatching(/^Attribute "subscription_groups" is not set by a Canvas/),
		expect.stringMatching(/^Entry Properties: "name" has lost letters/),
	]);
	const [{ recipients }] = await world.sent('/canvas/trigger/send');
	expect(recipients).toMatchObject([{ attributes: { team: 'Reds' }, context: { prize: 'x' } }]);
	const catalog = { resource: 'catalogItem', operation: 'upsert', catalogName: 'prizes' };
	const [written] = await world.run(
		{ ...catalog, itemId: '={{ $json.id }}', fields: mapped({ rates: '={{ $json.rates }}' }) },
		[{ id: 'u', rates: [Number.POSITIVE_INFINITY] }],
	);
	expect(written.json.errors).toEqual([
		expect.stringMatching(/^Fields: rates \[0\] is not a number/),
	]);
});

it('a text that is too long may be shortened as its warning says, without half a character', async () => {
	const text = `${'a'.repeat(254)}😀😀`;
	const parameters = (value: string) => track({ note: value }, BY_ID);
	const [{ json }] = await world.run(parameters('={{ $json.text }}'), [{ id: 'u', text }]);
	const [, advice] = /(\{\{ .* \}\})/.exec(String(json.warnings)) ?? [];
	const value = `=${advice.replace('$json.field', '$json.text')}`;
	await world.run(parameters(value), [{ id: 'u', text }]);
	const [{ attributes }] = await world.sent('/users/track');
	expect(attributes).toEqual([{ external_id: 'u', note: `${'a'.repeat(254)}😀` }]);
});
