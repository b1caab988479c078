import axios from 'axios';

import { sharedScene } from '../support/scene.mts';
import { startStrangeServer } from '../support/strangeServer.mts';

const { api, n8n, sandbox } = sharedScene();
const isOldest = n8n.release === 'oldest';

/** What the test says; of some failures, the oldest n8n says less. */
const saying = (pattern: RegExp): string =>
	(isOldest ? expect.any(String) : expect.stringMatching(pattern)) as string;

beforeAll(async () => {
	await axios.post(`${sandbox.url}/_sandbox/workspace`, {
		keys: [
			{ key: 'track-only', permissions: ['users.track'] },
			{ key: 'no-track', permissions: ['campaigns.list'] },
		],
	});
});

/** What n8n's credential dialog says after "Save", or "Retry". */
async function test(type: string, data: object): Promise<{ status: string; message: string }> {
	const stored = await api.addCredential(type, `Test ${JSON.stringify(data).length}`, data);
	return (await api.call('post', '/credentials/test', {
		credentials: { ...stored, type, data },
	})) as { status: string; message: string };
}

const braze = async (apiKey: string, restEndpoint = sandbox.url) =>
	await test('brazeApi', { instance: 'custom', restEndpoint, apiKey });

describe('The Braze credential, tested by a real n8n', () => {
	it('passes with a key that may only track users, and writes nothing', async () => {
		expect(await braze('track-only')).toMatchObject({ status: 'OK' });
		const { data } = await axios.get<{ profiles: object[] }>(`${sandbox.url}/_sandbox/profiles`);
		expect(JSON.stringify(data.profiles)).not.toContain('n8n-credential-test');
	});

	it('passes with an address as people paste it', async () => {
		const pasted = ` ${sandbox.url}/users/track `;
		expect(await braze('track-only', pasted)).toMatchObject({ status: 'OK' });
	});

	it('tells a wrong key or instance from a missing permission', async () => {
		expect(await braze('wrong')).toMatchObject({
			status: 'Error',
			message: saying(/rejected the API key.*401.*instance/),
		});
		expect(await braze('no-track')).toMatchObject({
			status: 'Error',
			message: saying(/403.*users\.track/),
		});
	});

	it('says what is wrong with an address', async () => {
		expect(await braze('track-only', 'http://braze.example.com')).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('unencrypted') as string,
		});
		expect(await braze('track-only', 'iad-03')).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('is not a valid address') as string,
		});
	});

	it('does not follow a redirect, and takes no other server for Braze', async () => {
		const other = await startStrangeServer();
		const target = await startStrangeServer();
		try {
			other.says(307, '', { location: `${target.url}/users/track` });
			expect(await braze('track-only', other.url)).toMatchObject({
				status: 'Error',
				message: saying(/redirects to another one \(307\)/),
			});
			expect(other.arrived).toHaveLength(1);
			expect(target.arrived).toEqual([]);
			other.says(200, '<html>Welcome</html>', { 'content-type': 'text/html' });
			expect(await braze('track-only', other.url)).toMatchObject({
				status: 'Error',
				message: expect.stringContaining('is not from Braze') as string,
			});
		} finally {
			await other.close();
			await target.close();
		}
	});

	it('cleans a key, or says what is wrong with it', async () => {
		expect(await braze(' "Bearer track-only"\n')).toMatchObject({ status: 'OK' });
		expect(await braze('track only')).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('The API key contains a space') as string,
		});
	});

	it('needs no address for one of Braze’s instances', async () => {
		const instance = 'https://rest.fra-01.braze.eu';
		const { id } = await api.addCredential('brazeApi', 'EU-01', { instance, apiKey: 'x' });
		expect(id).toEqual(expect.any(String));
	});
});

describe('The Komo credential, tested by a real n8n', () => {
	it('passes with a secret and a header, and says what is wrong with others', async () => {
		const good = { secret: 'a long enough shared secret', headerName: 'X-Komo-Secret' };
		expect(await test('komoWebhookApi', good)).toMatchObject({ status: 'OK' });
		// (The oldest n8n stores no credential that lacks one.)
		if (!isOldest) {
			expect(await test('komoWebhookApi', { ...good, secret: '' })).toMatchObject({
				status: 'Error',
			});
		}
		expect(await test('komoWebhookApi', { ...good, headerName: 'X Komo' })).toMatchObject({
			status: 'Error',
		});
	});
});
