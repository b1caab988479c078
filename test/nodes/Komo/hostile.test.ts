import { attack, BODIES, inherited } from '../../support/hostileCalls.mts';
import { closeClient } from '../../support/webhookClient.mts';
import { startWebhookServer, type WebhookServer } from '../../support/webhookServer.mts';
import { KomoTrigger } from '../../../nodes/Komo/KomoTrigger.node';

const SECRET = 'a-long-random-shared-secret';

let server: WebhookServer;
afterAll(async () => {
	await server.close();
	closeClient();
});

it(`${BODIES} hostile bodies are answered, and nothing throws or is changed`, async () => {
	server = await startWebhookServer({
		trigger: new KomoTrigger(),
		parameters: {
			authentication: 'secret',
			events: ['*'],
			output: 'grouped',
			options: { includeHeaders: true, ignoreDuplicates: 1_440, siteIds: '' },
		},
		credential: { secret: SECRET, headerName: 'X-Komo-Secret' },
		store: async (items) => {
			// n8n stores what starts a workflow as JSON.
			expect(JSON.stringify(items)).not.toContain(SECRET);
			expect(JSON.stringify(items)).not.toContain('"__proto__":');
			await Promise.resolve();
		},
	});
	const before = inherited();
	const responses = await attack(server.url, {
		keys: ['event', 'id', 'submission_id', 'score', 'correct', 'optin', 'site_id', 'card_type'],
		texts: ['CompetitionEntrySuccess'],
		entry: (id) => JSON.stringify({ event: 'CompetitionEntrySuccess', submission_id: id }),
		headers: { 'x-komo-secret': [SECRET, SECRET, SECRET, '', 'wrong'] },
	});
	expect(server.exceptions).toEqual([]);
	expect(inherited()).toEqual(before);
	// Nothing else is answered, and the generator reached every kind.
	expect([...responses.keys()].sort()).toEqual([
		'200 accepted',
		'200 duplicate',
		'400 rejected',
		'401 unauthorized',
		'422',
	]);
	for (const count of responses.values()) expect(count).toBeGreaterThan(10);
	expect([...responses.values()].reduce((sum, count) => sum + count, 0)).toBe(BODIES);
});
