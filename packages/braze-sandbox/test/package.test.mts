import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { SandboxClient } from '../src/client.mts';
import { runCli } from './support/sandboxCli.mts';

const run = promisify(execFile);
const ROOT = path.join(import.meta.dirname, '..');

describe('the package, as it would be published', () => {
	let folder: string;
	beforeAll(() => {
		folder = mkdtempSync(path.join(os.tmpdir(), 'braze-sandbox-'));
		// Where its one dependency is.
		symlinkSync(path.join(ROOT, '../../node_modules'), path.join(folder, 'node_modules'));
	});
	afterAll(() => {
		rmSync(folder, { recursive: true, force: true });
	});

	it('holds all it needs, and runs without tsx', async () => {
		const options = { cwd: ROOT, shell: process.platform === 'win32' };
		await run('npm', ['run', 'build'], options);
		await run('npm', ['pack', '--pack-destination', folder], options);
		const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
		await run('tar', ['-xf', tarball], { cwd: folder });
		const installed = path.join(folder, 'package');
		expect(readdirSync(installed).toSorted()).toEqual([
			'LICENSE',
			'README.md',
			'TRUST.md',
			'dist',
			'package.json',
		]);
		const { code } = await runCli(
			['--json'],
			async (line) => {
				const { status, data } = await new SandboxClient(JSON.parse(line)).get('/');
				expect([status, data]).toEqual([200, expect.stringContaining('Local Braze')]);
				return 'SIGTERM';
			},
			[path.join(installed, 'dist', 'cli.mjs')],
		);
		expect(code).toBe(0);
	});
});
