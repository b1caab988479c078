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
	['an export to cloud storage', { success: true }, 'export'],
	['an export that says more', { ...exported, expires: 1 }, 'export'],
	['the body of a webhook', written, 'webhook'],
	['a webhook about a success', { success: true, email: 'a@b.c' }, 'webhook'],
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
	expect(sourcesOf([written, sent])).toEqual(['webhook', 'transactional']);
});

describe('a call that says it is from Currents', () => {
	it('has events, whatever is in them or beside them', () => {
		expect(sourcesOf({ events: [{}, sent], more: 1 }, true)).toEqual(['currents', 'currents']);
	});

	it.each([{ events: [] }, { events: null }, {}, [], null, 1, [click]])(
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
