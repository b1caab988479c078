import axios from 'axios';

import { startSandbox, type Running } from '../../packages/braze-sandbox/src/index.mts';
import { publishTemplate } from '../../tools/demo/scene.mts';
import { packPackage } from '../../tools/n8n/package.mts';
import { startN8n, type RunningN8n } from '../../tools/n8n/start.mts';
import { makeTemporaryFolder } from '../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { compare, komoFormEntry, waitForProfile } from '../support/scene.mts';
import { readTemplate, templateFiles } from '../support/templates.mts';

/**
 * What n8n 3.0 has as its defaults, as far as the pinned version can be set so
 * (https://github.com/n8n-io/n8n-docs, docs/changelog/v30-breaking-changes.md).
 */
const LIKE_3_0 = {
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'false',
	N8N_RUNNERS_TASK_TIMEOUT: '60',
	N8N_SSRF_PROTECTION_ENABLED: 'true',
	N8N_SSRF_BLOCKED_IP_RANGES: 'default,100.64.0.0/10,64:ff9b::/96,2002::/16,2001::/32',
	// As docs/n8n-3.md advises for a Braze stand-in on the same machine.
	N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.0/8,::1/128',
};

/** What n8n's migration report says of each thing that will change. */
interface Report {
	report: { workflowResults: Array<{ ruleTitle: string; nbAffectedWorkflows: number }> };
}

/** A workflow with a node that 3.0 removes. */
const workflowBefore3 = () => ({
	name: 'Before 3.0',
	nodes: [
		{
			id: 'function',
			name: 'Function',
			type: 'n8n-nodes-base.function',
			typeVersion: 1,
			position: [0, 0],
			parameters: { functionCode: 'return items;' },
		},
	],
	connections: {},
	settings: {},
});

describe('With the settings of n8n 3.0, as far as there are any', () => {
	let sandbox: Running;
	let n8n: RunningN8n;
	let published: Awaited<ReturnType<typeof publishTemplate>>;

	beforeAll(async () => {
		const { folder, remove } = makeTemporaryFolder('package-');
		try {
			sandbox = await startSandbox();
			n8n = await startN8n({ packages: [await packPackage(folder)], env: LIKE_3_0 });
			published = await publishTemplate(n8n, sandbox);
		} finally {
			remove();
		}
	});

	afterAll(async () => {
		await n8n?.stop();
		await sandbox?.close();
	});

	/** What the credential's test says. */
	const test = async (restEndpoint: string) => {
		const data = { instance: 'custom', restEndpoint, apiKey: sandbox.apiKey };
		const stored = await n8n.api.addCredential('brazeApi', restEndpoint, data);
		const credentials = { ...stored, type: 'brazeApi', data };
		return (await n8n.api.call('post', '/credentials/test', { credentials })) as object;
	};

	it('a package that is in the image is loaded, and does its work', async () => {
		const { secret, webhookUrl } = published;
		const entry = komoFormEntry({ email: 'zoe@example.com', first_name: 'Zoe' });
		const response = await axios.post(webhookUrl, entry, { headers: { 'X-Komo-Secret': secret } });
		expect(response.data).toEqual({ status: 'accepted', submissions: 1 });
		const profile = await waitForProfile(sandbox, 'zoe@example.com');
		expect(compare(entry, profile).filter(({ right }) => !right)).toEqual([]);
	});

	it('an unverified package is not installed from the editor', async () => {
		const install = n8n.api.call('post', '/community-packages', { name: 'n8n-nodes-komo-braze' });
		await expect(install).rejects.toThrow(/unverified|forbidden|already installed/i);
	});

	it('the credential reaches an address that is allowed, and no other of these', async () => {
		expect(await test(sandbox.url)).toMatchObject({ status: 'OK' });
		const blocked = await test('https://100.64.0.1');
		expect(blocked).toMatchObject({ status: 'Error' });
		expect(JSON.stringify(blocked)).toMatch(/block|not allowed|restricted/i);
	});

	it('n8n’s own report finds nothing to change in the templates', async () => {
		// One that 3.0 does affect, so that the report is seen to work.
		await n8n.api.addWorkflow(workflowBefore3());
		for (const file of templateFiles()) await n8n.api.addWorkflow(readTemplate(file));
		await n8n.api.call('post', '/breaking-changes/report/refresh?version=v3');
		const response = await n8n.api.call('get', '/breaking-changes/report?version=v3');
		const { report } = response as Report;
		const affected = report.workflowResults.filter((one) => one.nbAffectedWorkflows > 0);
		expect(affected.length).toBeGreaterThan(0);
		expect(affected.filter((one) => one.nbAffectedWorkflows > 1)).toEqual([]);
	});
});
