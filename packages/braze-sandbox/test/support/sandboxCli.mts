import { spawn } from 'node:child_process';
import path from 'node:path';

const CLI = path.join(import.meta.dirname, '../../src/cli.mts');

export interface CliResult {
	code: number | null;
	stdout: string;
	stderr: string;
}

/**
 * Runs the sandbox's command line.
 *
 * @param onReady called with the first line printed; returns the signal to stop it with
 * @param program what Node.js runs; the source by default
 */
export function runCli(
	args: string[],
	onReady?: (line: string) => Promise<NodeJS.Signals>,
	program: string[] = ['--import', 'tsx', CLI],
): Promise<CliResult> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [...program, ...args], {
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let stdout = '';
		let stderr = '';
		let isReady = false;
		child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
		child.stdout.on('data', (chunk: Buffer) => {
			stdout += chunk.toString();
			const end = stdout.indexOf('\n');
			if (end < 0 || isReady || !onReady) return;
			isReady = true;
			onReady(stdout.slice(0, end)).then(
				(signal) => child.kill(signal),
				(error: unknown) => {
					child.kill();
					reject(new Error('The test failed while the sandbox ran', { cause: error }));
				},
			);
		});
		child.on('error', reject);
		child.on('close', (code) => {
			resolve({ code, stdout, stderr });
		});
	});
}
