'use strict';

/*
 * Runs a task of this project on a fresh clone: installs what is missing, builds what the task
 * needs, then does it. Usage: node tools/run.js <task> [arguments of the task]
 */

const Module = require('node:module');
const path = require('node:path');

const { ensureDependencies, root } = require('./setup/dependencies');

/**
 * @typedef {object} Task
 * @property {string[]} [checks] names of checks to run and sum up, see setup/checks.js
 * @property {string} [script] a program to run in this process
 * @property {boolean} [build] whether it needs the built package
 */

/** @type {Record<string, Task>} */
const tasks = {
	test: {
		checks: ['format', 'lint', 'types', 'scan', 'unit', 'nodes', 'sandbox', 'e2e'],
		build: true,
	},
	unit: { checks: ['unit'] },
	nodes: { checks: ['nodes'], build: true },
	'test-sandbox': { checks: ['sandbox'] },
	e2e: { checks: ['e2e'], build: true },
	mutation: { script: 'mutation.js' },
	scan: { script: 'scan/index.js', build: true },
	demo: { script: 'demo/index.js', build: true },
	sandbox: { script: '../packages/braze-sandbox/src/cli.mts' },
	'bench-track': { script: 'bench/track.js', build: true },
	'bench-webhook': { script: 'bench/webhook.js', build: true },
};

/** Progress goes to standard error: the standard output belongs to the task. */
const onProgress = (/** @type {string} */ line) => console.error(line);

/**
 * @param {string} name
 * @param {string[]} args
 */
async function main(name, args) {
	const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
	if (!task) throw new Error(`Usage: node tools/run.js <${Object.keys(tasks).join(' | ')}>`);
	await ensureDependencies(onProgress);
	if (task.build) await require('./setup/build').buildPackage(onProgress);
	if (task.checks) {
		process.exitCode = await require('./setup/checks').runChecks(task.checks, args, onProgress);
	}
	if (task.script) runHere(path.join(root, 'tools', task.script), args);
}

/**
 * Goes on as if this program had been started: no process in between that signals, standard
 * streams and exit codes would have to get through.
 *
 * @param {string} file
 * @param {string[]} args
 */
function runHere(file, args) {
	process.argv = [process.argv[0], file, ...args];
	// From here on TypeScript can be required.
	require('tsx/cjs/api').register();
	if (file.endsWith('.mts')) require(file);
	else Module.runMain();
}

main(process.argv[2] ?? '', process.argv.slice(3)).catch((error) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
