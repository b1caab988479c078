'use strict';

const { spawn } = require('node:child_process');

const { atExit } = require('./cleanup');
const { watchOver } = require('./survivors');

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] replaces the environment
 * @property {(line: string) => void} [onLine] called with every line of output, both streams
 */

const KEPT_LINES = 60;
const isWindows = process.platform === 'win32';

/**
 * Runs a program to its end, with an empty standard input.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<string>} what it wrote to standard output
 * @throws when it cannot be started or ends with a code other than 0; the message holds the last
 * lines of its output
 */
function runCommand(program, args, options = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, {
			cwd: options.cwd,
			env: options.env,
			// npm is a .cmd file on Windows, which only a shell can start.
			shell: isWindows && program === 'npm',
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const forget = atExit(() => child.kill());
		const isGone = watchOver({ pid: child.pid });
		let stdout = '';
		/** @type {string[]} */
		const tail = [];
		/** @param {import('node:stream').Readable} stream */
		const follow = (stream) => {
			let rest = '';
			stream.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
				const lines = (rest + chunk).split(/\r?\n/);
				rest = lines.pop() ?? '';
				for (const line of lines) keep(line);
			});
			stream.on('end', () => rest && keep(rest));
		};
		/** @param {string} line */
		const keep = (line) => {
			tail.push(line);
			if (tail.length > KEPT_LINES) tail.shift();
			options.onLine?.(line);
		};
		follow(child.stdout);
		follow(child.stderr);
		child.stdout.on('data', (chunk) => (stdout += chunk));
		child.on('error', (error) => {
			reject(new Error(`${program} could not be started: ${error.message}`));
		});
		child.on('close', (code, signal) => {
			forget();
			isGone();
			if (code === 0) return resolve(stdout);
			const end = signal ? `was ended by ${signal}` : `ended with code ${code}`;
			reject(new Error(`${program} ${args[0] ?? ''} ${end}.\n${tail.join('\n')}`));
		});
	});
}

/**
 * The environment for an npm that works in another folder: without what an outer `npm run` set for
 * its own project, and without settings that would leave packages out or keep it from saying why it
 * failed (`npm run --silent`).
 *
 * @param {NodeJS.ProcessEnv} [extra]
 * @returns {NodeJS.ProcessEnv}
 */
function npmEnvironment(extra = {}) {
	const foreign =
		/^npm_(package|lifecycle|config_(local_prefix|loglevel|ignore_scripts|omit|production))/i;
	const kept = Object.entries(process.env).filter(
		([name]) => !foreign.test(name) && name !== 'NODE_ENV' && name !== 'NODE_OPTIONS',
	);
	return { ...Object.fromEntries(kept), npm_config_update_notifier: 'false', ...extra };
}

module.exports = { runCommand, npmEnvironment, isWindows };
