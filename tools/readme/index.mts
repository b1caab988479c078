/*
 * Runs the README's commands as somebody new to the project would: from a fresh clone, with an empty
 * home directory. Of this machine's own, only the cache with n8n is used. The clone has what was
 * committed here last. Usage: npm run check -- readme [--all]
 */

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { markdownTable } from 'markdown-table';

import { npmEnvironment, runCommand } from '../../packages/n8n-lab/src/system/command.js';
import { readJson } from '../../packages/n8n-lab/src/system/json.mts';
import { makeTemporaryFolder } from '../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { cacheFolder } from '../n8n/pins.mts';
import { root } from '../setup/dependencies.js';
import { planOf } from './plan.mts';

/** An environment with nothing of the user's in it, where the project's address is this clone. */
function freshEnvironment(home: string): NodeJS.ProcessEnv {
	const { repository } = readJson(path.join(root, 'package.json')) as {
		repository: { url: string };
	};
	const own = Object.entries(npmEnvironment()).filter(([name]) => !/^(XDG|npm)_/i.test(name));
	return {
		...Object.fromEntries(own),
		HOME: home,
		USERPROFILE: home,
		KOMO_BRAZE_CACHE: cacheFolder(),
		GIT_CONFIG_COUNT: '2',
		GIT_CONFIG_KEY_0: `url.file://${root}.insteadOf`,
		GIT_CONFIG_VALUE_0: repository.url.replace('git+', ''),
		// The clone may belong to someone other than the user who runs this, as in a container.
		GIT_CONFIG_KEY_1: 'safe.directory',
		GIT_CONFIG_VALUE_1: '*',
	};
}

/** @returns the folder that the next command runs in: another one after a `cd` */
const folderAfter = (command: string, folder: string) =>
	command.startsWith('cd ') ? path.resolve(folder, command.slice(3).trim()) : folder;

async function main() {
	const { folder: place } = makeTemporaryFolder('readme-');
	const home = path.join(place, 'home');
	fs.mkdirSync(home);
	const env = freshEnvironment(home);
	const readme = execFileSync('git', ['show', 'HEAD:README.md'], { cwd: root, encoding: 'utf8' });
	let folder = place;
	let failed = false;
	const rows: string[][] = [];
	for (const { command, run, leftOut } of planOf(readme, process.argv.includes('--all'))) {
		if (run === undefined || failed) {
			rows.push([command, '', `not run: ${leftOut ?? 'one before it failed'}`]);
			continue;
		}
		console.log(`$ ${run}`);
		const started = Date.now();
		try {
			await runCommand('bash', ['-c', run], { cwd: folder, env });
			folder = folderAfter(run, folder);
		} catch (error) {
			failed = true;
			console.error(error instanceof Error ? error.message : error);
		}
		const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`;
		const form = run === command ? '' : ` (as ${run})`;
		rows.push([command, seconds, `${failed ? 'FAILED' : 'ok'}${form}`]);
	}
	console.log(`\n${markdownTable([['Command', 'Time', 'Outcome'], ...rows])}`);
	process.exitCode = failed ? 1 : 0;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
