import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import { atExit } from './cleanup.js';
import { isWindows } from './command.js';
import { watchOver } from './survivors.js';

const KEPT_LINES = 60;
const READY_TIMEOUT_MS = 180_000;
const POLL_MS = 150;
const TERM_TIMEOUT_MS = 15_000;

/** A server that this process has started. */
export interface ServerProcess {
	pid: number;
	/** Resolves with a description of how it ended. */
	exited: Promise<string>;
	lastOutput: () => string;
	/** Waits until this address responds with 200, or this function returns true. */
	untilReady: (ready: string | (() => Promise<boolean>)) => Promise<void>;
	/** Sends SIGKILL to it and all its children, as an operating system short of memory may. */
	kill: () => Promise<void>;
	/** Asks it to end by a signal, and kills it if that takes too long. */
	stop: (signal?: NodeJS.Signals) => Promise<void>;
}

export interface SpawnOptions {
	/** Its whole environment: nothing of this process's is added. */
	env: NodeJS.ProcessEnv;
	cwd: string;
	/** The user that it runs as, by default the caller's; only root may choose another. */
	user?: { uid: number; gid: number };
	/** Gets its output. */
	log?: (line: string) => void;
}

/**
 * Starts a server as a process group of its own, so that stopping it also stops what it started
 * (n8n's task runners, say). It ends with this process, even if that is killed.
 */
export function spawnServer(
	program: string,
	args: string[],
	{ env, cwd, user, log }: SpawnOptions,
): ServerProcess {
	const child = spawn(program, args, {
		cwd,
		env,
		...user,
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
	const killGroup = () => {
		signalGroup(child, 'SIGKILL');
	};
	const forget = atExit(killGroup);
	const isGone = watchOver({ pid: child.pid, group: !isWindows }, { isServer: true });
	let running = true;
	const exited = new Promise<string>((resolve) => {
		const end = (how: string) => {
			running = false;
			// What it has started must not outlive it.
			killGroup();
			forget();
			isGone();
			resolve(how);
		};
		child.once('error', (error) => {
			end(`could not be started: ${error.message}`);
		});
		child.once('exit', (code, signal) => {
			end(signal ? `was ended by ${signal}` : `code ${code ?? 'unknown'}`);
		});
	});
	const lastOutput = () => tail.join('\n');
	const name = [program, ...args].map((part) => path.basename(part)).join(' ');

	return {
		pid: child.pid ?? -1,
		exited,
		lastOutput,
		async untilReady(ready) {
			const ask = typeof ready === 'string' ? () => responds(ready) : ready;
			const deadline = Date.now() + READY_TIMEOUT_MS;
			for (;;) {
				const isReady = await ask();
				// A response from another process at this address does not count.
				if (!running) throw new Error(`${name} ended (${await exited}):\n${lastOutput()}`);
				if (isReady) return;
				if (Date.now() > deadline) throw new Error(`${name} is not ready:\n${lastOutput()}`);
				await sleep(POLL_MS);
			}
		},
		async kill() {
			if (running) killGroup();
			await exited;
		},
		async stop(signal = 'SIGTERM') {
			if (running) child.kill(signal);
			await Promise.race([exited, sleep(TERM_TIMEOUT_MS, undefined, { ref: false })]);
			if (running) killGroup();
			await exited;
		},
	};
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals) {
	if (child.pid === undefined) return;
	try {
		process.kill(isWindows ? child.pid : -child.pid, signal);
	} catch {
		// Already gone.
	}
}

async function responds(url: string) {
	try {
		const { status } = await axios.get(url, { timeout: 2_000, validateStatus: null });
		return status === 200;
	} catch {
		return false;
	}
}
