import { maxHeaderSize } from 'node:http';

import { KomoTrigger } from '../../../nodes/Komo/KomoTrigger.node.ts';
import { MAX_SECRET_LENGTH } from '../../../nodes/receiving/sharedSecretTest.ts';
import { closeClient, post } from '../../support/webhookClient.mts';
import { startWebhookServer, type WebhookServer } from '../../support/webhookServer.mts';

const form = { event: 'CompetitionEntrySuccess', submission_id: 's-1' };
const secret = 'x'.repeat(MAX_SECRET_LENGTH);

let server: WebhookServer;
afterEach(async () => await server.close());
afterAll(closeClient);

it.each(['header', 'query'])('the longest secret arrives in the %s', async (secretLocation) => {
	server = await startWebhookServer({
		trigger: new KomoTrigger(),
		parameters: { authentication: 'secret', secretLocation },
		credential: { secret, headerName: '' },
	});
	const url = secretLocation === 'query' ? `${server.url}?secret=${secret}` : server.url;
	const headers: Record<string, string> =
		secretLocation === 'query' ? {} : { 'X-Komo-Secret': secret };
	expect((await post(url, form, headers)).status).toBe(200);
});

it('one that n8n could never receive gets a 431 from Node.js before any node sees it', async () => {
	server = await startWebhookServer({ trigger: new KomoTrigger() });
	const headers = { 'X-Komo-Secret': 'x'.repeat(maxHeaderSize) };
	const { status } = await fetch(server.url, { method: 'POST', body: '{}', headers });
	expect(status).toBe(431);
	expect(server.executions).toEqual([]);
});
