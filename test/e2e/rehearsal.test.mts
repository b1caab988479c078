import fs from 'node:fs';
import path from 'node:path';

import { installedFolder, installPackage } from '../../packages/n8n-lab/src/package.mts';
import { runCommand } from '../../packages/n8n-lab/src/system/command.js';
import { makeTemporaryFolder } from '../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { rootManifest } from '../../tools/release/manifest.mts';
import { MAIN, PRODUCTS } from '../../tools/release/products.mts';
import { packAll, publishAll, tarballsIn } from '../../tools/release/publish.mts';
import { type Registry, startRegistry } from '../../tools/release/registry/index.mts';
import { root } from '../../tools/setup/dependencies.js';

const NAMES = [...PRODUCTS.map(({ name }) => name), 'braze-sandbox', 'n8n-lab'];

describe('A release, rehearsed with a registry on this machine', () => {
	const { folder, remove } = makeTemporaryFolder('rehearsal-');
	const packed = path.join(folder, 'packed');
	const { version } = rootManifest();
	let registry: Registry | undefined;

	const running = () => {
		if (!registry) throw new Error('The registry did not start.');
		return registry;
	};

	const npm = (args: string[], cwd: string) => runCommand('npm', args, { cwd, env: running().env });

	/** What `publish` says of each package. */
	const publish = async (dryRun: boolean) => {
		const lines: string[] = [];
		const { url, env } = running();
		const options = { registry: url, env, dryRun };
		await publishAll(tarballsIn(packed), options, (line) => lines.push(line));
		return lines.sort();
	};

	const each = (text: string) => NAMES.map((name) => `${name}@${version} ${text}`).sort();

	beforeAll(async () => {
		registry = await startRegistry();
		await packAll(packed);
	});

	afterAll(async () => {
		await registry?.stop();
		remove();
	});

	it('tries everything first, and publishes nothing by that', async () => {
		expect(await publish(true)).toEqual(each('could be published'));
		await expect(npm(['view', MAIN.name, 'version'], folder)).rejects.toThrow('E404');
	});

	it('publishes every package, and none twice when it is run again', async () => {
		expect(await publish(false)).toEqual(each('is published'));
		expect(await publish(false)).toEqual(each('is published already'));
	});

	it.each(PRODUCTS)('gives n8n $name, which installs and loads it', async ({ name }) => {
		// As n8n does it: `downloadPackage` in community-packages.service.js, n8n 2.41.1.
		const downloads = fs.mkdtempSync(path.join(folder, 'downloads-'));
		const tarball = (await npm(['pack', `${name}@latest`, '--quiet'], downloads)).trim();
		const userFolder = path.join(folder, `n8n-${name}`);
		await installPackage(path.join(downloads, tarball), userFolder);

		const installed = installedFolder(userFolder, name);
		const workflowPackage = path.join(root, 'node_modules', 'n8n-workflow');
		fs.symlinkSync(workflowPackage, path.join(path.dirname(installed), 'n8n-workflow'), 'junction');
		const script = `console.log(Object.keys(require(${JSON.stringify(installed)})).join())`;
		const loaded = (await runCommand(process.execPath, ['-e', script])).trim().split(',');
		const manifest = JSON.parse(fs.readFileSync(path.join(installed, 'package.json'), 'utf8')) as {
			version: string;
			n8n: { nodes: string[]; credentials: string[] };
		};
		expect(manifest.version).toBe(version);
		const listed = [...manifest.n8n.credentials, ...manifest.n8n.nodes];
		expect(loaded).toEqual(listed.map((file) => path.basename(file).split('.')[0]));
	});

	it('gives everybody else the package by name', async () => {
		const project = fs.mkdtempSync(path.join(folder, 'project-'));
		fs.writeFileSync(path.join(project, 'package.json'), '{"private":true}');
		const flags = ['--ignore-scripts', '--omit=peer', '--no-audit', '--no-fund'];
		await npm(['install', ...flags, MAIN.name], project);
		expect(fs.readdirSync(path.join(project, 'node_modules'))).toContain(MAIN.name);
	});
});
