import { assert, constantFrom, dictionary, jsonValue, oneof, property } from 'fast-check';
import { readBody, type Source } from '../../../../nodes/Braze/trigger/sources';
import { MAX_ENTRIES } from '../../../../nodes/receiving/entries';
import { click, exported, sent, written } from './support/samples';

const sourcesOf = (body: unknown, isCurrents = false) =>
	readBody(body, isCurrents)?.received.map(({ source }) => source);

it.each<[string, unknown, Source]>([
	['an event of Currents', { events: [click] }, 'currents'],
	['an event of a type that nobody knows', { events: [{ event_type: 'x' }] }, 'currents'],
	['the status of a transactional email', sent, 'transactional'],
	['a status that nobody knows', { ...sent, status: 'x', more: 1 }, 'transactional'],
	['the URL of an export', exported, 'export'],
	['a status alone', { dispatch_id: 'd', status: 'delivered' }, 'transactional'],
	[
		'a status with empty metadata',
		{ dispatch_id: 'd', status: 'sent', metadata: null },
		'transactional',
	],
	['an export to cloud storage', { success: true }, 'export'],
	['an export without a URL', { success: false, url: null }, 'export'],
	['an export that says more', { ...exported, expires: 1 }, 'export'],
	['the body of a webhook', written, 'webhook'],
	['a webhook about a success', { success: true, email: 'a@b.c' }, 'webhook'],
	['an event of Currents alone', click, 'currents'],
	['a new event alone', { event_type: 'users.new.Thing', id: '1' }, 'currents'],
	['a webhook about an event', { event_type: 'order.paid', id: '1' }, 'webhook'],
	[
		'a webhook with a status and more',
		{ dispatch_id: 'd', status: 'sent', email: 'a@b.c' },
		'webhook',
	],
	['a webhook with a status', { dispatch_id: 'd', status: 'gold' }, 'webhook'],
	['a webhook with events of its own', { email: 'a@b.c', events: [click] }, 'webhook'],
	['a webhook with a list of events', { events: ['a', 'b'] }, 'webhook'],
	['a webhook that says nothing', {}, 'webhook'],
])('%s is told by its form', (_, body, source) => {
	expect(sourcesOf(body)).toEqual([source]);
});

it('a batch becomes one for each event, in order, with what each has', () => {
	const events = [click, { ...click, id: '2', more: { new: true } }, { id: '3' }];
	expect(readBody({ events }, false)).toEqual({
		received: events.map((body) => ({ source: 'currents', body })),
		rejected: [],
		rejectedCount: 0,
	});
});

it('a list becomes one for each body', () => {
	expect(sourcesOf([written, sent, click])).toEqual(['webhook', 'transactional', 'currents']);
});

describe('a call that says it is from Currents', () => {
	it('has events, whatever is in them or beside them', () => {
		expect(sourcesOf({ events: [{}, sent], more: 1 }, true)).toEqual(['currents', 'currents']);
	});

	it.each([
		[[click, { id: '2' }], 2],
		[{ events: click }, 1],
		[click, 1],
		[{ event_type: 'new' }, 1],
	])('has them in any form: %j', (body, count) => {
		expect(sourcesOf(body, true)).toEqual(Array<Source>(count).fill('currents'));
	});

	it.each([{ events: 'none' }, { events: 7 }, 1, 'text'])('has one that is none in %j', (body) => {
		expect(readBody(body, true)).toMatchObject({ received: [], rejectedCount: 1 });
	});

	it.each([{ events: [] }, { events: null }, { events: '' }, {}, { ping: 1 }, [], null, ''])(
		'has none in %j',
		(body) => {
			expect(readBody(body, true)).toEqual({ received: [], rejected: [], rejectedCount: 0 });
		},
	);

	it('keeps the good events of a batch, and names the others', () => {
		expect(readBody({ events: [1, click, null] }, true)).toEqual({
			received: [{ source: 'currents', body: click }],
			rejected: [
				{ position: 1, error: 'Expected an object, but found a number.' },
				{ position: 3, error: 'Expected an object, but found null.' },
			],
			rejectedCount: 2,
		});
	});
});

it('an empty list of events is no webhook', () => {
	expect(readBody({ events: [] }, false)?.received).toEqual([]);
});

it('a list may be so long, and no longer', () => {
	const events = Array.from({ length: MAX_ENTRIES + 1 }, () => click);
	expect(readBody({ events }, true)).toBeUndefined();
	expect(readBody({ events: events.slice(1) }, true)?.received).toHaveLength(MAX_ENTRIES);
});

it('every object has exactly one source', () => {
	const key = constantFrom('events', 'dispatch_id', 'status', 'metadata', 'success', 'url', 'x');
	const value = oneof(constantFrom('text', true, {}, [click]), jsonValue());
	assert(
		property(dictionary(key, value), (body) => {
			const isBatch = Object.keys(body).length === 1 && Array.isArray(body.events);
			expect(isBatch || sourcesOf({ ...body })?.length === 1).toBe(true);
		}),
	);
});
