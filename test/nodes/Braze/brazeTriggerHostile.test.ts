import { attack, BODIES, inherited } from '../../support/hostileCalls.mts';
import { closeClient } from '../../support/webhookClient.mts';
import { startWebhookServer, type WebhookServer } from '../../support/webhookServer.mts';
import { BrazeTrigger } from '../../../nodes/Braze/BrazeTrigger.node';

const SECRET = 'a-long-random-shared-secret';

let server: WebhookServer;
afterAll(async () => {
	await server.close();
	closeClient();
});

it(`${BODIES} hostile bodies are answered, and nothing throws or is changed`, async () => {
	server = await startWebhookServer({
		trigger: new BrazeTrigger(),
		parameters: {
			authentication: 'secret',
			sources: ['currents', 'export', 'transactional', 'webhook'],
			options: { includeHeaders: true, ignoreBotClicks: true, ignoreMachineOpens: true },
		},
		credential: { secret: SECRET, headerName: '' },
		store: async (items) => {
			// n8n stores what starts a workflow as JSON.
			expect(JSON.stringify(items)).not.toContain(SECRET);
			expect(JSON.stringify(items)).not.toContain('"__proto__":');
			await Promise.resolve();
		},
	});
	const before = inherited();
	const responses = await attack(server.url, {
		keys: ['events', 'event_type', 'id', 'time', 'user', 'properties', 'status', 'metadata'],
		texts: ['users.messages.email.Click', 'delivered'],
		entry: (id) => JSON.stringify({ events: [{ event_type: 'users.messages.email.Click', id }] }),
		headers: {
			authorization: [`Bearer ${SECRET}`, SECRET, SECRET, '', 'Bearer wrong'],
			'braze-currents-version': ['1', '', ''],
		},
	});
	expect(server.exceptions).toEqual([]);
	expect(inherited()).toEqual(before);
	// Nothing else is answered, and the generator reached every kind.
	expect([...responses.keys()].sort()).toEqual([
		'200 accepted',
		'200 duplicate',
		'200 ignored',
		'400 rejected',
		'401 unauthorized',
		'422',
		'503 rejected',
	]);
	for (const count of responses.values()) expect(count).toBeGreaterThan(10);
	expect([...responses.values()].reduce((sum, count) => sum + count, 0)).toBe(BODIES);
});
