import { identityOf } from '../../../../nodes/Braze/trigger/identity';
import type { Received, Source } from '../../../../nodes/Braze/trigger/sources';
import { click, exported, sent, written } from './support/samples';

const of = (source: Source, body: object) => identityOf({ source, body } as Received);

it.each<[Source, object, object]>([
	['currents', click, { ...click, time: 1 }],
	['currents', { ...click, id: 7 }, { ...click, id: '7' }],
	['transactional', sent, { ...sent, metadata: { reason: 'later' } }],
	['export', exported, { ...exported, success: false }],
	['webhook', written, { ...written }],
])('%s is the same when it comes again', (source, body, again) => {
	expect(of(source, body)).toEqual(expect.any(String));
	expect(of(source, again)).toBe(of(source, body));
});

it.each<[Source, object, object]>([
	['currents', click, { ...click, id: 'another' }],
	['transactional', sent, { ...sent, status: 'delivered' }],
	['transactional', sent, { ...sent, dispatch_id: 'another' }],
	['export', exported, { ...exported, url: 'https://example.com/other.zip' }],
	['webhook', written, { ...written, external_id: 'u-2' }],
	['webhook', written, { ...written, dispatch_id: 'd-2' }],
])('%s is another one when what tells it apart is', (source, body, other) => {
	expect(of(source, other)).toEqual(expect.any(String));
	expect(of(source, other)).not.toBe(of(source, body));
});

it('no source is taken for another', () => {
	const id = 'same';
	expect(of('currents', { id })).not.toBe(of('export', { url: id }));
});

it.each<[Source, object]>([
	['currents', { ...click, id: '' }],
	['currents', { ...click, id: null }],
	['currents', { ...click, id: ['1'] }],
	['currents', {}],
	['export', { success: true }],
	['webhook', {}],
	['webhook', { dispatch_id: 'd-1', prize_name: 'Shirt' }],
	['webhook', { dispatch_id: 'd-1', external_id: '' }],
	['webhook', { dispatch_id: '', external_id: 'u-1' }],
	['webhook', { external_id: 'u-1', email: 'a@b.c' }],
])('%s without what tells it apart is never a duplicate: %j', (source, body) => {
	expect(of(source, body)).toBeUndefined();
});

it.each([
	'braze_id',
	'email',
	'email_address',
	'external_id',
	'external_user_id',
	'phone',
	'user_id',
])('a webhook may name its user as %s, also in an object', (key) => {
	const dispatch_id = 'd-1';
	expect(of('webhook', { dispatch_id, [key]: 'x' })).toEqual(expect.any(String));
	expect(of('webhook', { dispatch_id, [key]: 7 })).toEqual(expect.any(String));
	expect(of('webhook', { dispatch_id, user: { [key]: 'x' } })).toEqual(expect.any(String));
});

it('is short, however much it is about', () => {
	const body = { ...written, prize_name: 'x'.repeat(100_000) };
	expect(of('webhook', body)).toHaveLength(44);
});
