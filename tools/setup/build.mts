import fs from 'node:fs';
import path from 'node:path';

import { npmEnvironment, runCommand } from '../../packages/n8n-lab/src/system/command.js';
import { root } from './dependencies.js';

/** Builds the package from scratch, so that no file of an earlier build gets into it. */
export async function buildPackage(onProgress: (line: string) => void) {
	onProgress('Building the package');
	fs.rmSync(path.join(root, 'dist'), { recursive: true, force: true });
	await runCommand('npm', ['run', 'build'], { cwd: root, env: npmEnvironment() });
}
