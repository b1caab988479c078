import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import axios from 'axios';

import { isWindows } from '../setup/command.js';
import { atExit } from '../setup/cleanup.js';
import type { Installation } from './install.mts';

const KEPT_LINES = 60;
const READY_TIMEOUT_MS = 180_000;
const POLL_MS = 150;
const TERM_TIMEOUT_MS = 15_000;

/** One process of n8n: a server, a webhook processor or a worker */
export interface N8nProcess {
	pid: number;
	/** Resolves with how it ended. */
	exited: Promise<string>;
	lastOutput: () => string;
	/** Waits for 200 from this address. */
	untilReady: (url: string) => Promise<void>;
	stop: () => Promise<void>;
}

interface SpawnOptions {
	/** All that it gets, see `n8nEnvironment`. */
	env: NodeJS.ProcessEnv;
	cwd: string;
	/** Gets its output. */
	log?: (line: string) => void;
}

/**
 * Starts one n8n command as a process group of its own, so that stopping it also stops the task
 * runners it started.
 *
 * @param args e.g. `['start']`, `['webhook']`, `['worker', '--concurrency=10']`
 */
export function spawnN8n(
	installation: Installation,
	args: string[],
	{ env, cwd, log }: SpawnOptions,
): N8nProcess {
	const child = spawn(installation.node, [installation.n8n, ...args], {
		cwd,
		env,
		detached: !isWindows,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const tail: string[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		createInterface({ input: stream }).on('line', (line) => {
			tail.push(line);
			if (tail.length > KEPT_LINES) tail.shift();
			log?.(line);
		});
	}
	let running = true;
	const exited = new Promise<string>((resolve) => {
		const end = (how: string) => {
			running = false;
			resolve(how);
		};
		child.once('error', (error) => {
			end(`could not be started: ${error.message}`);
		});
		child.once('exit', (code, signal) => {
			end(signal ? `was ended by ${signal}` : `code ${code ?? 'unknown'}`);
		});
	});
	const killGroup = () => {
		signalGroup(child, 'SIGKILL');
	};
	const forget = atExit(killGroup);
	const lastOutput = () => tail.join('\n');

	return {
		pid: child.pid ?? -1,
		exited,
		lastOutput,
		async untilReady(url) {
			const deadline = Date.now() + READY_TIMEOUT_MS;
			for (;;) {
				const isReady = await answers(url);
				// Another process that answers at this address does not count.
				if (!running) throw new Error(`n8n ended (${await exited}):\n${lastOutput()}`);
				if (isReady) return;
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

function signalGroup(child: ChildProcess, signal: NodeJS.Signals) {
	if (child.pid === undefined) return;
	try {
		process.kill(isWindows ? child.pid : -child.pid, signal);
	} catch {
		// Gone already, which is what is wanted.
	}
}

async function answers(url: string) {
	try {
		const { status } = await axios.get(url, { timeout: 2_000, validateStatus: null });
		return status === 200;
	} catch {
		return false;
	}
}
