'use strict';

/*
 * Ends and removes what a process leaves behind when it cannot do so itself, as after SIGKILL. Started
 * by survivors.js with the reading end of a pipe as its standard input: each line is the JSON of
 * something to end or remove, or of its end; when the writing end is gone, so is the process that held it.
 */

const fs = require('node:fs');
const { createInterface } = require('node:readline');
const { setTimeout: sleep } = require('node:timers/promises');

/** @typedef {import('./survivors').Survivor} Survivor */

/** How long the processes may take to end, in steps. */
const STEPS = 50;
const STEP_MS = 100;

/** @type {Map<number, Survivor>} */
const survivors = new Map();

/** @param {Survivor} survivor @returns {boolean} whether there was something to send a signal to */
function signal({ pid = 0, group }, name = /** @type {NodeJS.Signals | 0} */ ('SIGKILL')) {
	try {
		return process.kill(group ? -pid : pid, name);
	} catch {
		return false;
	}
}

async function end() {
	// The latest first, as when a process ends by itself.
	const all = [...survivors.values()].reverse();
	const processes = all.filter(({ pid }) => pid !== undefined);
	for (const survivor of processes) signal(survivor);
	for (let step = 0; step < STEPS && processes.some((one) => signal(one, 0)); step++) {
		await sleep(STEP_MS);
	}
	for (const { folder } of all) {
		if (folder) fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	}
}

// A closed terminal, or Ctrl-C, is for the process that is watched.
for (const name of ['SIGINT', 'SIGHUP', 'SIGTERM']) process.on(name, () => undefined);

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
	const { id, gone, ...survivor } = JSON.parse(line);
	if (gone) survivors.delete(id);
	else survivors.set(id, survivor);
});
lines.on('close', () => void end());
