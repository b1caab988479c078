/*
 * Raises a pinned n8n: its lock file, and wherever else its version stands. It is installed when
 * something next needs it. Usage: npm run pins -- newest 2.41.3 [VERSION-OF-NODE]
 */

import fs from 'node:fs';
import path from 'node:path';

import { npmEnvironment, runCommand } from '../../packages/n8n-lab/src/system/command.js';
import { writeJson } from '../../packages/n8n-lab/src/system/json.mts';
import { makeTemporaryFolder } from '../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { root } from '../setup/dependencies.js';
import { NEWEST, OLDEST, type Pin } from './pins.mts';

/** Where the versions are named, besides the lock files. Measurements keep the version that they were made with. */
const FILES = [
	'tools/n8n/pins.mts',
	'README.md',
	'deploy/Dockerfile',
	'packages/n8n-lab/README.md',
];

/** @returns the text with one version replaced by another; longer versions are left alone */
export const withVersion = (text: string, before: string, now: string): string =>
	text.replace(new RegExp(`(?<![\\d.])${before.replaceAll('.', '\\.')}(?![\\d]|\\.\\d)`, 'g'), now);

/**
 * @throws when npm's registry lacks something that this version depends on; nothing is changed then
 */
async function raise(pin: Pin, n8n: string, node: string) {
	const { pinned: folder } = pin;
	const { folder: trial, remove } = makeTemporaryFolder('pins-');
	try {
		const manifest = fs.readFileSync(path.join(folder, 'package.json'), 'utf8');
		writeJson(path.join(trial, 'package.json'), {
			...(JSON.parse(manifest) as object),
			dependencies: { n8n },
		});
		// The lock file names no registry, so it works with any.
		const flags = ['--package-lock-only', '--ignore-scripts', '--omit-lockfile-registry-resolved'];
		const args = ['install', ...flags, '--no-audit', '--no-fund'];
		await runCommand('npm', args, { cwd: trial, env: npmEnvironment() });
		for (const name of ['package.json', 'package-lock.json']) {
			fs.copyFileSync(path.join(trial, name), path.join(folder, name));
		}
	} finally {
		remove();
	}
	for (const name of FILES) {
		const file = path.join(root, name);
		const text = withVersion(fs.readFileSync(file, 'utf8'), pin.n8n, n8n);
		fs.writeFileSync(file, withVersion(text, pin.node, node));
	}
}

async function main([name, n8n, node]: Array<string | undefined>) {
	const pin = [NEWEST, OLDEST].find((release) => release.name === name);
	if (!pin || !n8n) throw new Error('Usage: npm run pins -- newest|oldest VERSION [NODE]');
	await raise(pin, n8n, node ?? pin.node);
	console.log(`${name}: n8n ${n8n}. Now: npm run check -- e2e`);
}

if (process.argv[1] === import.meta.filename) {
	main(process.argv.slice(2)).catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
}
