import type { IDataObject } from 'n8n-workflow';
import { type OutputShape, toOutput } from '../../../../nodes/Braze/trigger/output';
import type { Source } from '../../../../nodes/Braze/trigger/sources';
import { click, exported, sent, written } from './support/samples';

const show = (
	source: Source,
	body: IDataObject,
	query: IDataObject = {},
	shape: OutputShape = 'flat',
) => toOutput({ source, body }, shape, query);

describe('flat', () => {
	it('an event has its source, and its time as text', () => {
		expect(show('currents', { ...click, more: 1 })).toEqual({
			...click,
			more: 1,
			source: 'currents',
			time: '2026-01-01T00:00:00.000Z',
		});
	});

	it.each([
		undefined,
		null,
		'yesterday',
		'2026-01-01T00:00:00Z',
		'20260131',
		'',
		true,
		9e15,
		-9e15,
	])('a time like %j stays', (time) => {
		expect(show('currents', { ...click, time })).toMatchObject({ time });
	});

	it('an event without a time gets none', () => {
		expect(show('currents', { id: '1' })).toEqual({ source: 'currents', id: '1' });
	});

	it.each([
		[0, '1970-01-01T00:00:00.000Z'],
		[1.5, '1970-01-01T00:00:01.500Z'],
		[-1, '1969-12-31T23:59:59.000Z'],
		[99_999_999_999, '5138-11-16T09:46:39.000Z'],
		[100_000_000_000, '1973-03-03T09:46:40.000Z'],
		[1_767_225_600_123, '2026-01-01T00:00:00.123Z'],
		['1767225600', '2026-01-01T00:00:00.000Z'],
		['1767225600123', '2026-01-01T00:00:00.123Z'],
		['1767225600.5', '2026-01-01T00:00:00.500Z'],
		[8_640_000_000_000_000, '+275760-09-13T00:00:00.000Z'],
	])('seconds or milliseconds, %j are %s', (time, iso) => {
		expect(show('currents', { time })).toEqual({ source: 'currents', time: iso });
	});

	it('a transactional status has what its metadata says beside it', () => {
		expect(show('transactional', sent)).toEqual({
			source: 'transactional',
			dispatch_id: sent.dispatch_id,
			status: 'sent',
			...sent.metadata,
		});
		const body = { ...sent, metadata: { status: 'other', source: 'other', reason: 'why' } };
		expect(show('transactional', body)).toEqual({
			source: 'transactional',
			dispatch_id: sent.dispatch_id,
			status: 'sent',
			reason: 'why',
		});
	});

	it('an export and a webhook have their source', () => {
		expect(show('export', exported)).toEqual({ source: 'export', ...exported });
		expect(show('webhook', written)).toEqual({ source: 'webhook', ...written });
	});

	it('a webhook may have a source and a time of its own', () => {
		const body = { source: 'shop', time: 1 };
		expect(show('webhook', body)).toEqual(body);
	});

	it('what the URL says is shown, but for the secret', () => {
		const query = { secret: 's', segment: 'vip' };
		expect(show('export', exported, query)).toMatchObject({ query: { segment: 'vip' } });
		expect(show('export', exported, { secret: 's' })).not.toHaveProperty('query');
		expect(show('webhook', { query: 'own' }, query)).toEqual({
			source: 'webhook',
			query: 'own',
			request_query: { segment: 'vip' },
		});
	});
});

it.each<[Source, IDataObject]>([
	['currents', click],
	['transactional', sent],
	['export', exported],
	['webhook', written],
])('raw: %s is as it came', (source, body) => {
	expect(show(source, body, { segment: 'vip' }, 'raw')).toBe(body);
});
