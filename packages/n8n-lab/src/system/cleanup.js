'use strict';

/** @type {Set<() => void>} */
const cleanups = new Set();
let listening = false;

const SIGNAL_NUMBERS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 };

/**
 * Has `cleanup` called when this process ends in any way but SIGKILL. It must work
 * synchronously: nothing asynchronous runs by then.
 *
 * @param {() => void} cleanup
 * @returns {() => void} forgets it again
 */
function atExit(cleanup) {
	cleanups.add(cleanup);
	if (!listening) listen();
	return () => cleanups.delete(cleanup);
}

function listen() {
	listening = true;
	process.on('exit', () => {
		// The latest first: a folder goes after the processes that were started in it. One that fails
		// doesn't keep the others from running.
		for (const cleanup of [...cleanups].reverse()) {
			try {
				cleanup();
			} catch (error) {
				console.error(error instanceof Error ? error.message : error);
			}
		}
	});
	for (const [signal, number] of Object.entries(SIGNAL_NUMBERS)) {
		process.on(signal, () => {
			// A program that handles the signal itself ends the process in its own time.
			if (process.listenerCount(signal) === 1) process.exit(128 + number);
		});
	}
}

module.exports = { atExit };
