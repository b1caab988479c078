/*
 * Runs n8n in queue mode on this machine, with the template published and a local Braze: Postgres,
 * Redis, main, two webhook processes, two workers, Caddy. Ends with Ctrl-C, and leaves nothing behind.
 * Usage: npm run cluster [-- --once]   (--once: starts, sends a form entry, ends)
 */

import axios from 'axios';

import { startSandbox } from '../../packages/braze-sandbox/src/index.mts';
import { makeTemporaryFolder } from '../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { packPackage } from '../n8n/package.mts';
import { type Cluster, startCluster } from '../n8n/start.mts';
import { endOnSignal } from './endOnSignal.mts';
import { waitForProfile } from './profile.mts';
import { publishTemplate } from './scene.mts';
import { komoFormEntry } from './submission.mts';

const once = process.argv.includes('--once');

const onProgress = (line: string) => {
	console.error(line);
};

async function main() {
	const { folder, remove } = makeTemporaryFolder('package-');
	const sandbox = await startSandbox();
	let cluster: Cluster | undefined;
	const stop = async () => {
		await cluster?.stop();
		await sandbox.close();
		remove();
	};
	try {
		cluster = await startCluster({ packages: [await packPackage(folder)], onProgress });
		const template = await publishTemplate(cluster, sandbox);
		const headers = { 'X-Komo-Secret': template.secret };
		const entry = komoFormEntry();
		const { status } = await axios.post(template.webhookUrl, entry, { headers });
		await waitForProfile(sandbox, entry.email);
		onProgress(`A form entry was answered ${status}, and stands in Braze.`);
		if (once) {
			await stop();
			return;
		}
		// (While it starts, a signal ends everything at once.)
		endOnSignal(stop);
		console.log(addresses(cluster, sandbox, template));
	} catch (error) {
		await stop();
		throw error;
	}
}

function addresses(
	{ url, main: editor, webhooks, workers, owner, postgresPort, redisPort }: Cluster,
	braze: { url: string; apiKey: string },
	{ webhookUrl, secret, workflowId }: Awaited<ReturnType<typeof publishTemplate>>,
): string {
	const processes = [editor, ...webhooks, ...workers];
	return [
		`Proxy           ${url}`,
		`n8n's editor    ${url}/workflow/${workflowId}`,
		`                log in as ${owner.email} with the password ${owner.password}`,
		`Local Braze     ${braze.url}`,
		`                with the API key ${braze.apiKey}`,
		`Komo's webhook  ${webhookUrl}`,
		`                with the header X-Komo-Secret: ${secret}`,
		`Postgres, Redis 127.0.0.1:${postgresPort}, 127.0.0.1:${redisPort}`,
		...processes.map(({ name, port, pid }) => `${name.padEnd(18)}port ${port}, process ${pid()}`),
		'',
		'Everything here is thrown away when you press Ctrl-C.',
	].join('\n');
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
