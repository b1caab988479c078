'use strict';

const { spawn } = require('node:child_process');
const path = require('node:path');

const CLI = path.join(__dirname, '../../tools/sandbox/cli.js');

/**
 * Runs the sandbox's command line.
 *
 * @param {string[]} args
 * @param {(line: string) => Promise<NodeJS.Signals>} [onReady] called with the first line printed;
 *   gives the signal to stop it with
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>}
 */
function runCli(args, onReady) {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
		let stdout = '';
		let stderr = '';
		let isReady = false;
		child.stderr.on('data', (chunk) => (stderr += chunk));
		child.stdout.on('data', (chunk) => {
			stdout += chunk;
			const end = stdout.indexOf('\n');
			if (end < 0 || isReady || !onReady) return;
			isReady = true;
			onReady(stdout.slice(0, end)).then(
				(signal) => child.kill(signal),
				(error) => {
					child.kill();
					reject(error);
				},
			);
		});
		child.on('error', reject);
		child.on('close', (code) => resolve({ code, stdout, stderr }));
	});
}

module.exports = { runCli };
