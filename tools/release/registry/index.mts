import fs from 'node:fs';
import path from 'node:path';

import { npmEnvironment, runCommand } from '../../../packages/n8n-lab/src/system/command.js';
import { readJson } from '../../../packages/n8n-lab/src/system/json.mts';
import { withLock } from '../../../packages/n8n-lab/src/system/lock.js';
import { freePorts } from '../../../packages/n8n-lab/src/system/ports.mts';
import { spawnServer } from '../../../packages/n8n-lab/src/system/server.mts';
import { makeTemporaryFolder } from '../../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { cacheFolder } from '../../n8n/pins.mts';

/** Pins Verdaccio and its dependencies. */
const PINNED = path.join(import.meta.dirname, 'pinned');

/** A registry of npm packages on this machine, with nothing in it. */
export interface Registry {
	url: string;
	/** For npm: its only registry. */
	env: NodeJS.ProcessEnv;
	stop: () => Promise<void>;
}

/**
 * Brings Verdaccio (https://www.verdaccio.org, MIT) into the cache, once: half a minute, 60 MB. It
 * isn't a development dependency, since one of its own dependencies has to be replaced, and the
 * package's manifest may have no `overrides`.
 *
 * @returns the program
 */
async function ensureVerdaccio(onProgress: (line: string) => void): Promise<string> {
	const { dependencies } = readJson(path.join(PINNED, 'package.json')) as {
		dependencies: { verdaccio: string };
	};
	const folder = path.join(cacheFolder(), `verdaccio-${dependencies.verdaccio}`);
	if (!fs.existsSync(folder)) {
		await withLock(`${folder}.lock`, async () => {
			if (fs.existsSync(folder)) return;
			onProgress(`Installing Verdaccio into ${cacheFolder()} (once)`);
			const partial = `${folder}.installing-${process.pid}`;
			try {
				fs.cpSync(PINNED, partial, { recursive: true });
				const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
				await runCommand('npm', args, { cwd: partial, env: npmEnvironment() });
				fs.renameSync(partial, folder);
			} finally {
				fs.rmSync(partial, { recursive: true, force: true });
			}
		});
	}
	return path.join(folder, 'node_modules', 'verdaccio', 'bin', 'verdaccio');
}

/** Anyone on this machine may publish and install; nothing is fetched from elsewhere. */
const configuration = (storage: string) => `
storage: ${JSON.stringify(storage)}
uplinks: {}
packages:
  '**':
    access: $all
    publish: $all
log: { type: stdout, format: pretty, level: warn }
`;

/** Starts an empty registry on a free port of the loopback address. */
export async function startRegistry(
	onProgress: (line: string) => void = () => undefined,
): Promise<Registry> {
	const program = await ensureVerdaccio(onProgress);
	const { folder, remove } = makeTemporaryFolder('registry-');
	const config = path.join(folder, 'config.yaml');
	fs.writeFileSync(config, configuration(path.join(folder, 'storage')));
	const [port] = await freePorts(1);
	const url = `http://127.0.0.1:${port}`;
	const args = [program, '--config', config, '--listen', `127.0.0.1:${port}`];
	const server = spawnServer(process.execPath, args, {
		env: npmEnvironment({ HOME: folder }),
		cwd: folder,
	});
	const stop = async () => {
		await server.stop();
		remove();
	};
	try {
		await server.untilReady(`${url}/-/ping`);
	} catch (error) {
		await stop();
		throw error;
	}
	// npm publishes only for those who are logged in; this registry accepts anyone.
	const npmrc = path.join(folder, '.npmrc');
	fs.writeFileSync(npmrc, `registry=${url}/\n//127.0.0.1:${port}/:_authToken=anyone\n`);
	const env = npmEnvironment({
		npm_config_userconfig: npmrc,
		npm_config_registry: `${url}/`,
		npm_config_cache: path.join(folder, 'npm-cache'),
	});
	return { url, env, stop };
}
