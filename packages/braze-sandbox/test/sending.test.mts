import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import type { Json } from '../src/types.mts';
import { Local } from './support/client.mts';

interface Received {
	path: string;
	headers: IncomingHttpHeaders;
	body: any;
}

let local: Local;
let server: Server;
let url: string;
let received: Received[];
/** Wakes whoever waits for more. */
let wake: () => void;

beforeAll(async () => {
	local = await Local.start();
	server = createServer((request, response) => {
		void json(request).then((body) => {
			received.push({ path: request.url ?? '', headers: request.headers, body });
			response.end();
			wake();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	await local.close();
	server.close();
});
beforeEach(async () => {
	received = [];
	wake = () => {};
	await local.reset();
});

/** Waits until this many requests have come. */
async function arrived(count: number): Promise<Received[]> {
	while (received.length < count) await new Promise<void>((resolve) => (wake = resolve));
	return received;
}

const types = () =>
	received.flatMap(({ body }) => (body.events as Json[]).map(({ event_type: type }) => type));

async function eventsArrived(count: number): Promise<Json[]> {
	const all = () => received.flatMap(({ body }) => body.events as Json[]);
	while (all().length < count) await new Promise<void>((resolve) => (wake = resolve));
	return all();
}

const user = { external_id: 'u1', email: 'mia@example.com', first_name: 'Mia "M" Marsh' };
const trigger = async () =>
	await local.post('/campaigns/trigger/send', {
		campaign_id: 'c1',
		recipients: [{ external_user_id: 'u1', trigger_properties: { prize_name: 'Shirt' } }],
	});

describe('by itself', () => {
	it('sends Currents the events of a campaign: sent, delivered, opened', async () => {
		await local.workspace({
			campaigns: [{ id: 'c1', name: 'Prize' }],
			currents: [{ url: `${url}/currents`, token: 'secret' }],
		});
		await local.track({ attributes: [user] });
		await trigger();
		const [{ id, time, ...sent }, ...others] = await eventsArrived(3);
		expect([id, time]).toEqual([expect.any(String), expect.any(Number)]);
		expect(sent).toEqual({
			event_type: 'users.messages.email.Send',
			user: { user_id: expect.any(String), external_user_id: 'u1' },
			properties: {
				campaign_id: 'c1',
				campaign_name: 'Prize',
				dispatch_id: expect.any(String),
				email_address: 'mia@example.com',
			},
		});
		expect(others.map(({ event_type: type }) => type)).toEqual([
			'users.messages.email.Delivery',
			'users.messages.email.Open',
		]);
		expect(received[0]).toMatchObject({
			path: '/currents',
			headers: { authorization: 'Bearer secret', 'braze-currents-version': '1' },
		});
	});

	it('sends the engagement set for a campaign, if the connector selects it', async () => {
		await local.workspace({
			campaigns: [{ id: 'c1', engagement: ['Send', 'Bounce'] }],
			currents: [{ url, events: ['users.messages.email.Bounce'] }],
		});
		await local.track({ attributes: [user] });
		await trigger();
		await eventsArrived(1);
		expect(types()).toEqual(['users.messages.email.Bounce']);
	});

	it('calls the webhook of a Canvas, filled in', async () => {
		const body = {
			external_id: '{{${user_id} | json_escape}}',
			name: '{{${first_name} | json_escape}}',
			city: "{{${city} | default: 'unknown'}}",
			canvas_id: '{{canvas.${api_id}}}',
			prize: '{{context.${prize_name}}}',
		};
		const headers = { authorization: 'Bearer secret' };
		await local.workspace({
			canvases: [{ id: 'v1', name: 'Winners', webhook: { url: `${url}/hook`, headers, body } }],
		});
		await local.track({ attributes: [user] });
		await local.post('/canvas/trigger/send', {
			canvas_id: 'v1',
			recipients: [{ external_user_id: 'u1', context: { prize_name: 'Shirt' } }],
		});
		const [{ path, headers: sent, body: filled }] = await arrived(1);
		expect([path, sent.authorization]).toEqual(['/hook', 'Bearer secret']);
		expect(filled).toEqual({
			external_id: 'u1',
			name: 'Mia "M" Marsh',
			city: 'unknown',
			canvas_id: 'v1',
			prize: 'Shirt',
		});
	});

	it.each([
		['sent', ['sent', 'processed', 'delivered']],
		['bounced', ['sent', 'processed', 'bounced']],
	])('posts the statuses of a transactional email that is %s', async (outcome, statuses) => {
		await local.workspace({
			campaigns: [{ id: 't1', transactional: true, outcome }],
			statusPostbacks: [`${url}/status`],
		});
		await local.track({ attributes: [user] });
		const { data } = await local.post('/transactional/v1/campaigns/t1/send', {
			external_send_id: 'order-1',
			recipient: { external_user_id: 'u1' },
		});
		const bodies = (await arrived(3)).map(({ body }) => body);
		expect(bodies.map(({ status }) => status).sort()).toEqual([...statuses].sort());
		for (const { dispatch_id: id, metadata } of bodies) {
			expect(id).toBe(data.dispatch_id);
			expect(metadata).toMatchObject({ campaign_api_id: 't1', external_send_id: 'order-1' });
		}
	});

	it('posts where an export is', async () => {
		await local.workspace({ segments: ['vip'] });
		const { data } = await local.post('/users/export/segment', {
			segment_id: 'vip',
			fields_to_export: ['email'],
			callback_endpoint: `${url}/export?segment=vip`,
		});
		const [{ path, body }] = await arrived(1);
		expect(path).toBe('/export?segment=vip');
		expect(body).toEqual({ success: true, url: data.url });
	});
});

describe('on demand', () => {
	it.each([
		['currents', { events: [{ event_type: 'a' }] }, { events: [{ event_type: 'a' }] }],
		['currents', { events: [] }, { events: [] }],
		['webhook', { body: { a: 1 } }, { a: 1 }],
		[
			'transactional',
			{ status: 'bounced', reason: '550', external_send_id: 'o' },
			{ status: 'bounced', metadata: { reason: '550', external_send_id: 'o' } },
		],
		[
			'export',
			{ file: 'https://example.com/a.zip' },
			{ success: true, url: 'https://example.com/a.zip' },
		],
	])('sends what the source %s sends', async (source, order, body) => {
		const ended = await local.send({ source, url, ...order });
		expect(ended).toEqual({ outcome: 'delivered', statuses: [200] });
		expect(received).toMatchObject([{ body }]);
	});

	it.each([
		[{ source: 'pigeon' }, "'source' must be one of"],
		[{ source: 'webhook', url: 'https://example.com' }, 'the sandbox calls only'],
		[{ source: 'currents', url: 'http://localhost', events: 1 }, "'events' must be a list"],
	])('refuses %j', async (order, message) => {
		await expect(local.send(order)).rejects.toThrow(message);
	});

	it('lists what was sent', async () => {
		await local.send({ source: 'webhook', url, body: { a: 1 } });
		const { data } = await local.get('/_sandbox/sent');
		expect(data).toEqual({
			sent: [{ url: `${url}/`, body: { a: 1 }, status: 200 }],
			connectors: [],
		});
	});
});
