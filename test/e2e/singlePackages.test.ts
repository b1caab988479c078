import axios from 'axios';

import { startSandbox, type Running } from '../../packages/braze-sandbox/src/index.mts';
import { publishTemplate } from '../../tools/demo/scene.mts';
import { startN8n, type RunningN8n } from '../../tools/n8n/start.mts';
import { packProduct } from '../../tools/release/assemble.mts';
import { SINGLES } from '../../tools/release/products.mts';
import { SINGLES_FOLDER } from '../../tools/release/templates.mts';
import { makeTemporaryFolder } from '../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { compare, komoFormEntry, waitForProfile } from '../support/scene.mts';

describe('The packages of one service each, side by side in a real n8n', () => {
	let sandbox: Running;
	let n8n: RunningN8n;

	beforeAll(async () => {
		const { folder, remove } = makeTemporaryFolder('singles-');
		try {
			const tarballs: string[] = [];
			for (const product of SINGLES) tarballs.push(await packProduct(product, folder));
			sandbox = await startSandbox();
			n8n = await startN8n({ packages: tarballs });
		} finally {
			remove();
		}
	});

	afterAll(async () => {
		await n8n?.stop();
		await sandbox?.close();
	});

	it('take a Komo form entry to Braze, by the template made for them', async () => {
		const { secret, webhookUrl } = await publishTemplate(n8n, sandbox, SINGLES_FOLDER);
		const entry = komoFormEntry({ email: 'uma@example.com', first_name: 'Uma' });

		const response = await axios.post(webhookUrl, entry, { headers: { 'X-Komo-Secret': secret } });

		expect(response.data).toEqual({ status: 'accepted', submissions: 1 });
		const profile = await waitForProfile(sandbox, 'uma@example.com');
		expect(compare(entry, profile).filter(({ right }) => !right)).toEqual([]);
	});

	it('are the types that n8n offers, and there are no others of ours', async () => {
		const { data } = await axios.get<Array<{ name: string }>>(`${n8n.url}/types/nodes.json`, {
			headers: { Cookie: n8n.api.cookie() },
		});
		const ours = data.map(({ name }) => name).filter((name) => /komo|braze/i.test(name));
		expect(new Set(ours.map((name) => name.split('.')[0]))).toEqual(
			new Set(SINGLES.map(({ name }) => name)),
		);
		expect(ours).toEqual(expect.arrayContaining(['n8n-nodes-komo.komoTrigger']));
		expect(ours).toEqual(expect.arrayContaining(['n8n-nodes-braze.braze']));
	});
});
