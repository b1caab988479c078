import type { IDataObject } from 'n8n-workflow';

import { Problems } from '../../../../nodes/Braze/model/itemError';
import { leftOutOf } from '../../../../nodes/Braze/model/leftOut';
import { compileActivities, readActivities } from '../../../../nodes/Braze/track/activities';
import { engineOf, never } from '../support/engine';
import { dragged, parametersOf } from '../support/parameters';
import { objectsOf } from '../support/activities';

const NOW = '2026-11-24T00:00:00.000Z';
const TICKET = { product_id: 'ticket', currency: 'AUD', price: 9.5 };

const read = (
	options: IDataObject,
	json: IDataObject = {},
	more: IDataObject = {},
	appId?: string,
) => {
	const problems = new Problems();
	const templates = compileActivities(parametersOf({ ...more, options }, engineOf(never)));
	const activities = readActivities(
		templates,
		{ json, itemIndex: 0, now: NOW, emptyValues: 'skip', appId },
		problems,
	);
	const { events, purchases } = activities;
	return { events: objectsOf(events), purchases: objectsOf(purchases), activities, problems };
};

const eventsOf = (eventsJson: unknown, json: IDataObject = {}) => {
	const { events, problems } = read({ eventsJson } as IDataObject, json);
	return {
		events,
		leftOut: leftOutOf(problems),
		whole: problems.found.filter(({ part }) => !part),
	};
};

const LIST = '={{ $json.list }}';

describe('lists of events', () => {
	it('become events of their own, at the item’s time unless they have one', () => {
		const list = [
			{ name: 'answered', properties: { question: 1, answer: 'a', none: null } },
			{ name: 'answered', time: '2026-01-01 10:00:00', app_id: 'own' },
		];
		const json = { list, timestamp: '2026-03-01T10:00:00.000Z' };
		const { events, problems } = read({ eventsJson: LIST }, json, {}, 'app');
		expect(problems.messages).toEqual([]);
		expect(events).toEqual([
			{
				name: 'answered',
				time: '2026-03-01T10:00:00.000Z',
				properties: { question: 1, answer: 'a' },
				app_id: 'app',
			},
			{ name: 'answered', time: '2026-01-01T10:00:00.000+11:00', app_id: 'own' },
		]);
	});

	it.each([1_767_225_600_000, '1767225600', '2026-01-01T00:00:00Z'])(
		'may call their time timestamp, as other systems do (%j)',
		(timestamp) => {
			const json = { list: [{ name: 'a', timestamp }], bought: [{ ...TICKET, timestamp }] };
			const options = { eventsJson: LIST, purchasesJson: '={{ $json.bought }}' };
			const { events, purchases, problems } = read(options, { ...json, timestamp: NOW });
			expect(problems.messages).toEqual([]);
			for (const object of [...events, ...purchases]) {
				expect(object.time).toMatch(/^2026-01-01T00:00:00(?:\.000)?Z$/);
				expect(object).not.toHaveProperty('properties');
			}
		},
	);

	it.each([
		[{ timestamp: 'in May' }, NOW],
		[{ time: '2026-02-01T00:00:00.000Z', timestamp: 'in May' }, '2026-02-01T00:00:00.000Z'],
		[
			{ time: '2026-02-01T00:00:00.000Z', timestamp: '2026-03-01T00:00:00Z' },
			'2026-02-01T00:00:00.000Z',
		],
	])('move a timestamp that is not their time to properties: %j', (times, time) => {
		const { events } = read({ eventsJson: LIST }, { list: [{ name: 'a', ...times }] });
		const { timestamp } = times;
		expect(events).toEqual([{ name: 'a', time, properties: { timestamp } }]);
	});

	it('stand after the rows', () => {
		const rows = { event: [{ name: 'row', properties: dragged({ a: 1 }) }] } as IDataObject;
		const { events } = read({ eventsJson: LIST }, { list: [{ name: 'listed' }] }, { events: rows });
		expect(events.map(({ name }) => name)).toEqual(['row', 'listed']);
	});

	it('keep their places, whatever is not sent before them', () => {
		const event = [
			{ name: 'no', sendIf: false },
			{ name: '' },
			{ name: 'late', time: 'never' },
			{ name: 'row' },
		];
		const list = [null, { name: '' }, { name: 'listed' }];
		const { activities } = read({ eventsJson: LIST }, { list }, {
			events: { event },
		} as unknown as IDataObject);
		expect(activities.events.map(({ position, object }) => [position, object.name])).toEqual([
			[4, 'row'],
			[7, 'listed'],
		]);
	});

	it('may be text, a single object or nothing', () => {
		expect(eventsOf('[{"name": "a"}]').events).toEqual([{ name: 'a', time: NOW }]);
		expect(eventsOf(LIST, { list: '{"name": "a"}' }).events).toEqual([{ name: 'a', time: NOW }]);
		expect(eventsOf(LIST, { list: { name: 'a' } }).events).toEqual([{ name: 'a', time: NOW }]);
		for (const list of [undefined, null, '', ' ', []]) {
			expect(eventsOf(LIST, { list } as IDataObject)).toEqual({
				events: [],
				leftOut: [],
				whole: [],
			});
		}
		for (const none of [undefined, '', '[]']) expect(eventsOf(none).events).toEqual([]);
	});

	it('have no event where an entry is nothing, or its name is empty', () => {
		expect(eventsOf(LIST, { list: [null, { name: '' }, { name: null }, { name: 'a' }] })).toEqual({
			events: [{ name: 'a', time: NOW }],
			leftOut: [],
			whole: [],
		});
	});

	it('lose their bad entries alone, each named by its place', () => {
		const list = [
			{ name: 'good' },
			'text',
			{ properties: {} },
			{ name: 'late', time: 'soon' },
			{ name: 'other', external_id: '7', id: 1, app_id: {} },
			{ name: 'part', properties: { time: 1, a: 1 } },
			{ name: 'odd', properties: [1] },
		];
		const { events, leftOut } = eventsOf(LIST, { list });
		expect(events).toEqual([
			{ name: 'good', time: NOW },
			{ name: 'other', time: NOW, properties: { id: 1 } },
			{ name: 'part', time: NOW, properties: { a: 1 } },
			{ name: 'odd', time: NOW },
		]);
		expect(leftOut).toEqual([
			{
				field: 'event',
				message:
					'Events (JSON), entry 2: must be an object. Value: "text". The event was left out.',
			},
			{
				field: 'event',
				message: 'Events (JSON), entry 3: the name is missing. The event was left out.',
			},
			{
				field: 'event "late"',
				message:
					'Events (JSON), entry 4: Event "late": Time is not a date and time that can be read in one way only. Use a format such as 2026-03-26T18:12:00Z, or seconds or milliseconds since 1970. Value: "soon". The event was left out.',
			},
			{
				field: 'App ID',
				message: 'Events (JSON), entry 5: App ID must be text. Value: {}. The App ID was left out.',
			},
			{
				field: 'property "time" of event "part"',
				message:
					'Events (JSON), entry 6: Event "part": Property "time" has a name that Braze reserves. Rename it. Value: 1. The property was left out.',
			},
			{
				field: 'properties of event "odd"',
				message:
					'Events (JSON), entry 7: Event "odd": properties must be an object. The properties were left out.',
			},
		]);
	});

	it('cost their item where the node’s own text is wrong, and only themselves where the item’s is', () => {
		expect(eventsOf('[').whole).toMatchObject([
			{ message: expect.stringMatching(/^Events \(JSON\) is not valid JSON/) },
		]);
		expect(eventsOf('5').whole).toHaveLength(1);
		for (const [list, what] of [
			[
				'[',
				/^Events \(JSON\) is not valid JSON: it ends too early.*\. The events were left out\.$/,
			],
			[5, /^Events \(JSON\) must be a list of objects\. Value: 5\./],
		] as const) {
			expect(eventsOf(LIST, { list })).toMatchObject({
				events: [],
				whole: [],
				leftOut: [{ field: 'events of the list', message: expect.stringMatching(what) }],
			});
		}
	});
});

describe('lists of purchases', () => {
	it('become purchases of their own', () => {
		const list = [{ ...TICKET, price: '9.5', quantity: 2, properties: { a: 1 } }, TICKET];
		const rows = { purchase: [{ productId: 'row', currency: 'usd', price: 1 }] } as IDataObject;
		const { purchases } = read({ purchasesJson: LIST }, { list }, { purchases: rows });
		expect(purchases).toEqual([
			{ product_id: 'row', currency: 'USD', price: 1, time: NOW },
			{ ...TICKET, quantity: 2, properties: { a: 1 }, time: NOW },
			{ ...TICKET, time: NOW },
		]);
	});

	it('lose their bad entries alone', () => {
		const list = [
			{ ...TICKET, price: 'x', quantity: 0 },
			{ ...TICKET, sku: 1 },
			{},
			undefined,
			TICKET,
		];
		const { purchases, problems } = read({ purchasesJson: LIST }, { list });
		expect(purchases).toEqual([
			{ ...TICKET, time: NOW, properties: { sku: 1 } },
			{ ...TICKET, time: NOW },
		]);
		expect(problems.remarks.map(({ message }) => message)).toEqual([
			'Purchases (JSON), entry 2: Purchase "ticket": "sku" is not part of an entry and was moved to properties.',
		]);
		expect(leftOutOf(problems)).toEqual([
			{
				field: 'purchase "ticket"',
				message: expect.stringMatching(
					/^Purchases \(JSON\), entry 1: Purchase "ticket": Price .* Value: "x"\. .*Quantity .* Value: 0\. The purchase was left out\.$/,
				),
			},
			{ field: 'purchase', message: expect.stringMatching(/entry 3: Product ID is empty/) },
		]);
	});
});

describe('keys of an entry that are not Braze’s', () => {
	it('are read beside its properties, which win, and its user is the item’s: all is told', () => {
		const list = [
			{ ...TICKET, brand: 'B', email: 'x@y.co', _update_existing_only: true },
			{ ...TICKET, brand: 'B', properties: { brand: 'P', size: 'L' } },
		];
		const { purchases, problems } = read({ purchasesJson: LIST }, { list });
		expect(purchases.map(({ properties }) => properties)).toEqual([
			{ brand: 'B' },
			{ brand: 'P', size: 'L' },
		]);
		expect(problems.found).toEqual([]);
		const said = problems.remarks.map(({ message }) => message.replace(/^.*"ticket": /, ''));
		expect(said).toEqual([
			'"email", "_update_existing_only" are not part of an entry and were ignored: the user is always that of the item.',
			'"brand" is not part of an entry and was moved to properties.',
			'"brand" is not part of an entry and was ignored: properties has a value for it as well.',
		]);
	});
});

describe('empty properties', () => {
	const rows = {
		event: [
			{
				name: 'e',
				properties: dragged({ a: '={{ $json.a }}' }),
				propertiesJson: '={{ $json.more }}',
			},
		],
	};
	const json = { a: '', more: { b: null, c: ['', null], d: { e: '', f: 1 }, g: ['', 'x', null] } };
	const propertiesOf = (emptyValues: 'skip' | 'clear' | 'send') => {
		const templates = compileActivities(parametersOf({ events: rows as never }, engineOf(never)));
		const item = { json, itemIndex: 0, now: NOW, emptyValues };
		return readActivities(templates, item, new Problems()).events[0].object.properties;
	};

	it('are left out at every level', () => {
		for (const mode of ['skip', 'clear'] as const) {
			expect(propertiesOf(mode)).toEqual({ d: { f: 1 }, g: ['x'] });
		}
	});

	it('are sent at every level if they are to be', () => {
		expect(propertiesOf('send')).toEqual({ a: '', ...json.more });
	});
});

describe('conditions', () => {
	const rows = (sendIf: unknown) => ({
		events: { event: [{ name: '={{ $json.fails }}', sendIf, time: 'x' }] },
		purchases: { purchase: [{ productId: '', sendIf }] },
	});

	it('decide before anything else of a row is read', () => {
		const given = rows('={{ $json.no }}') as unknown as IDataObject;
		const { events, purchases, problems } = read({}, { no: 'false' }, given);
		expect([events, purchases, problems.found]).toEqual([[], [], []]);
	});

	it('that cannot be told cost their row', () => {
		const { events, purchases, problems } = read(
			{},
			{},
			rows('={{ x() }}') as unknown as IDataObject,
		);
		expect([events, purchases]).toEqual([[], []]);
		expect(leftOutOf(problems)).toEqual([
			{ field: 'event', message: expect.stringMatching(/^Send If could not be evaluated/) },
			{ field: 'purchase', message: expect.stringMatching(/^Send If could not be evaluated/) },
		]);
	});
});
