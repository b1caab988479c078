import { spawn, type StdioOptions } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { npmEnvironment } from '../../packages/n8n-lab/src/system/command.js';
import { readJson } from '../../packages/n8n-lab/src/system/json.mts';
import { root } from './dependencies.js';

/** Gets all that a program writes. Without it, the program writes where this process does. */
export type Print = ((text: string) => void) | undefined;

interface ProgramOptions {
	print?: Print;
	/** Drops its standard output, even if there is a `print`. */
	stdout?: 'ignore';
	/** Whether it reads standard input, as a watch does. */
	interactive?: boolean;
}

/**
 * Runs a program of a development dependency, without npm between.
 *
 * @param name of the package
 * @param bin which of its programs, if not the one of the package's name
 * @returns the exit code
 */
export const runBin = (name: string, args: string[], options: ProgramOptions = {}, bin = name) =>
	runNode([binOf(name, bin), ...args], options);

/**
 * Runs Node in the project's folder.
 *
 * @returns the exit code
 */
export function runNode(
	args: string[],
	{ print, stdout, interactive }: ProgramOptions = {},
): Promise<number> {
	const out = print ? 'pipe' : 'inherit';
	const stdio: StdioOptions = [interactive ? 'inherit' : 'ignore', stdout ?? out, out];
	// Without colors the log stays readable in CI.
	const env = npmEnvironment(process.stdout.isTTY && !print ? {} : { NO_COLOR: '1' });
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, args, { cwd: root, env, stdio });
		for (const stream of [child.stdout, child.stderr]) {
			stream?.setEncoding('utf8').on('data', (text: string) => print?.(text));
		}
		child.once('error', reject);
		child.once('close', (code) => {
			resolve(code ?? 1);
		});
	});
}

interface Manifest {
	bin: string | Record<string, string>;
}

function binOf(name: string, bin: string): string {
	const manifest = findManifest(name);
	const { bin: bins } = readJson(manifest) as Manifest;
	return path.join(path.dirname(manifest), typeof bins === 'string' ? bins : bins[bin]);
}

/** (Not every package lets its manifest be resolved as a module.) */
function findManifest(name: string): string {
	const folders = createRequire(import.meta.filename).resolve.paths(name) ?? [];
	const manifest = folders
		.map((folder) => path.join(folder, name, 'package.json'))
		.find((file) => fs.existsSync(file));
	if (!manifest) throw new Error(`The package ${name} is not installed.`);
	return manifest;
}
