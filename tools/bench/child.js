'use strict';

const { fork } = require('node:child_process');

const { atExit } = require('../setup/cleanup');

/**
 * @typedef {object} ChildOptions
 * @property {string} [node] the Node to run it with, else this one
 * @property {string[]} [flags] of that Node
 * @property {unknown} [input] sent to the program as its first message
 */

/**
 * Starts a program of the benchmarks as a process of its own, which ends with this one.
 *
 * @param {string} file
 * @param {ChildOptions} [options]
 */
function startChild(file, { node = process.execPath, flags = [], input } = {}) {
	const child = fork(file, [], {
		execPath: node,
		execArgv: flags,
		stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
	});
	let errors = '';
	child.stderr?.setEncoding('utf8').on('data', (text) => (errors = (errors + text).slice(-4000)));
	const forget = atExit(() => child.kill('SIGKILL'));
	const ended = new Promise((/** @type {(how: string) => void} */ resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('exit', (code, signal) => {
			forget();
			resolve(`it ended with ${signal ?? `code ${code}`}`);
		});
	});
	if (input !== undefined) child.send(/** @type {import('child_process').Serializable} */ (input));
	return {
		/** @returns {Promise<any>} what it sends first */
		async firstMessage() {
			const message = new Promise((resolve) =>
				child.once('message', (value) => resolve({ value })),
			);
			const outcome = await Promise.race([message, ended]);
			if (typeof outcome === 'string') throw new Error(`${file}: ${outcome}\n${errors}`);
			return outcome.value;
		},
		async stop() {
			child.kill();
			await ended;
		},
	};
}

/**
 * Runs such a program to its end.
 *
 * @param {string} file
 * @param {ChildOptions} [options]
 * @returns {Promise<any>} what it sent
 */
async function runChild(file, options) {
	const child = startChild(file, options);
	try {
		return await child.firstMessage();
	} finally {
		await child.stop();
	}
}

/**
 * The other side: does the work of a program started by `runChild`.
 *
 * @param {(input: any) => Promise<unknown>} work
 */
function answerParent(work) {
	process.once('message', async (input) => {
		process.send?.(await work(input), undefined, undefined, () => process.disconnect());
	});
}

module.exports = { answerParent, runChild, startChild };
