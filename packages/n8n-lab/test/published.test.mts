import fs from 'node:fs';
import path from 'node:path';

import * as lab from '../src/index.mts';
import { packFolder, unpackPackage } from '../src/package.mts';
import { npmEnvironment, runCommand } from '../src/system/command.js';
import { makeTemporaryFolder } from '../src/system/temporaryFolder.mts';

const ROOT = path.join(import.meta.dirname, '..');

/** Starts a server, which needs the watchdog's file, and prints what the package exports. */
const PROGRAM = `
	import * as lab from './package/dist/index.mjs';
	const server = lab.spawnServer(process.execPath, ['-e', 'console.log("up")'], { cwd: '.', env: {} });
	if ((await server.exited) !== 'code 0') throw new Error(server.lastOutput());
	console.log(JSON.stringify(Object.keys(lab)));
`;

describe('The package, as it would be published', () => {
	const { folder, remove } = makeTemporaryFolder('published-');
	afterAll(remove);

	it('holds all it needs, and runs without tsx', async () => {
		await runCommand('npm', ['run', 'build'], { cwd: ROOT, env: npmEnvironment() });
		// Its dependencies are there.
		const modules = path.join(ROOT, '..', '..', 'node_modules');
		fs.symlinkSync(modules, path.join(folder, 'node_modules'), 'junction');
		const installed = path.join(folder, 'package');
		await unpackPackage(await packFolder(ROOT, folder), installed);
		expect(fs.readdirSync(installed).sort()).toEqual([
			'LICENSE',
			'README.md',
			'dist',
			'package.json',
		]);

		const args = ['--input-type=module', '-e', PROGRAM];
		const output = await runCommand(process.execPath, args, { cwd: folder });

		// (jest's modules have a default export as well.)
		const names = Object.keys(lab).filter((name) => name !== 'default');
		expect((JSON.parse(output) as string[]).sort()).toEqual(names.sort());
	});
});
