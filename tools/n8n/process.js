'use strict';

const { spawn } = require('node:child_process');
const { setTimeout: sleep } = require('node:timers/promises');

const axios = require('axios').default;

const { isWindows } = require('../setup/command');
const { atExit } = require('../setup/cleanup');

const KEPT_LINES = 60;
const READY_TIMEOUT_MS = 180_000;
const POLL_MS = 150;
const TERM_TIMEOUT_MS = 15_000;

/**
 * @typedef {object} N8nProcess one process of n8n: a server, a webhook processor or a worker
 * @property {number} pid
 * @property {Promise<string>} exited resolves with how it ended
 * @property {() => string} lastOutput
 * @property {(url: string) => Promise<void>} untilReady waits for 200 from this address
 * @property {() => Promise<void>} stop
 */

/**
 * Starts one n8n command as a process group of its own, so that stopping it also stops the task
 * runners it started.
 *
 * @param {import('./install').Installation} installation
 * @param {string[]} args e.g. `['start']`, `['webhook']`, `['worker', '--concurrency=10']`
 * @param {{ env: NodeJS.ProcessEnv, cwd: string, log?: (line: string) => void }} options `env` is
 * all it gets, see environment.js
 * @returns {N8nProcess}
 */
function spawnN8n(installation, args, { env, cwd, log }) {
	const child = spawn(installation.node, [installation.n8n, ...args], {
		cwd,
		env,
		detached: !isWindows,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	/** @type {string[]} */
	const tail = [];
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
			for (const line of chunk.split(/\r?\n/).filter(Boolean)) {
				tail.push(line);
				if (tail.length > KEPT_LINES) tail.shift();
				log?.(line);
			}
		});
	}
	let running = true;
	const exited = new Promise((/** @type {(how: string) => void} */ resolve) => {
		const end = (/** @type {string} */ how) => {
			running = false;
			resolve(how);
		};
		child.once('error', (error) => end(`could not be started: ${error.message}`));
		child.once('exit', (code, signal) => end(signal ? `was ended by ${signal}` : `code ${code}`));
	});
	const killGroup = () => signalGroup(child, 'SIGKILL');
	const forget = atExit(killGroup);
	const lastOutput = () => tail.join('\n');

	return {
		pid: child.pid ?? -1,
		exited,
		lastOutput,
		async untilReady(url) {
			const deadline = Date.now() + READY_TIMEOUT_MS;
			while (!(await answers(url))) {
				if (!running) throw new Error(`n8n ended (${await exited}):\n${lastOutput()}`);
				if (Date.now() > deadline) throw new Error(`n8n is not ready:\n${lastOutput()}`);
				await sleep(POLL_MS);
			}
		},
		async stop() {
			if (running) child.kill('SIGTERM');
			await Promise.race([exited, sleep(TERM_TIMEOUT_MS, undefined, { ref: false })]);
			// Whatever is left of the group, in time or not.
			killGroup();
			await exited;
			forget();
		},
	};
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
	if (child.pid === undefined) return;
	try {
		process.kill(isWindows ? child.pid : -child.pid, signal);
	} catch {
		// Gone already, which is what is wanted.
	}
}

/** @param {string} url */
async function answers(url) {
	try {
		const { status } = await axios.get(url, { timeout: 2_000, validateStatus: null });
		return status === 200;
	} catch {
		return false;
	}
}

module.exports = { spawnN8n };
