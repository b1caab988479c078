'use strict';

/*
 * What must not outlive this process, even where it is killed and runs no code of its own any more:
 * the servers that it has started, and throw-away folders. A small process watches over them: when a
 * pipe ends, it knows that this one is gone.
 */

const { spawn } = require('node:child_process');
const path = require('node:path');

/**
 * @typedef {object} Survivor
 * @property {number} [pid] a process
 * @property {boolean} [group] whether it leads a process group, which ends as a whole
 * @property {string} [folder]
 */

/** @type {Map<number, Survivor>} */
const survivors = new Map();
let latest = 0;

/** @type {import('node:stream').Writable | undefined} */
let pipe;

/**
 * Has something ended or removed should this process be gone first. The watch begins with the first
 * server, and then covers earlier survivors as well; until then, `atExit` has to do.
 *
 * @param {Survivor} survivor
 * @param {{ isServer?: boolean }} [options]
 * @returns {() => void} ends the watch over it, once it is gone
 */
function watchOver(survivor, { isServer = false } = {}) {
	const id = ++latest;
	survivors.set(id, survivor);
	if (pipe) tell(id, survivor);
	else if (isServer) pipe = startWatchdog();
	return () => {
		survivors.delete(id);
		if (pipe) tell(id, { gone: true });
	};
}

/**
 * @param {number} id
 * @param {Survivor | { gone: true }} what
 */
const tell = (id, what) => pipe?.write(`${JSON.stringify({ id, ...what })}\n`);

/** @returns {import('node:stream').Writable} its input */
function startWatchdog() {
	const watchdog = spawn(process.execPath, [path.join(__dirname, 'watchdog.js')], {
		// In a session of its own, it gets no signals from a terminal.
		detached: true,
		stdio: ['pipe', 'ignore', 'ignore'],
		windowsHide: true,
	});
	watchdog.unref();
	// Without it, everything is still cleaned up, except after SIGKILL.
	watchdog.on('error', () => undefined);
	watchdog.stdin.on('error', () => undefined);
	// Node's pipe is a socket, which must not keep this process alive.
	/** @type {import('node:net').Socket} */ (watchdog.stdin).unref();
	for (const [id, survivor] of survivors) {
		watchdog.stdin.write(`${JSON.stringify({ id, ...survivor })}\n`);
	}
	return watchdog.stdin;
}

module.exports = { watchOver };
