'use strict';

/*
 * Runs a task of this project on a fresh clone: installs what is missing, builds what the task
 * needs, then does it. Usage: node tools/run.js <task> [arguments of the task]
 * (JavaScript, like the files it needs to install: they run before there is anything else.)
 */

const path = require('node:path');

const { ensureDependencies, root } = require('./setup/dependencies');

/**
 * @typedef {object} Task
 * @property {string[][]} [checks] names of checks to run and sum up, see setup/checks.mts: group
 * after group, those of a group at once
 * @property {string} [script] a program to run in this process
 * @property {boolean} [build] whether it needs the built package
 */

/** @type {Record<string, Task>} */
const tasks = {
	test: {
		checks: [
			['format', 'lint', 'types', 'spelling', 'scan'],
			['unit'],
			['nodes'],
			['sandbox'],
			['e2e'],
			['e2e-oldest'],
			['faults'],
			['soak'],
		],
		build: true,
	},
	unit: { checks: [['unit']] },
	nodes: { checks: [['nodes']], build: true },
	'test-sandbox': { checks: [['sandbox']] },
	e2e: { checks: [['e2e']], build: true },
	'e2e-oldest': { checks: [['e2e-oldest']], build: true },
	screenshots: { script: 'tools/screenshots/index.mts', build: true },
	scan: { script: 'tools/scan/index.mts', build: true },
	pins: { script: 'tools/n8n/raisePins.mts' },
	release: { script: 'tools/release/index.mts', build: true },
	dev: { script: 'tools/dev/index.mts', build: true },
	demo: { script: 'tools/demo/index.mts', build: true },
	cluster: { script: 'tools/demo/cluster.mts', build: true },
	faults: { script: 'tools/faults/index.mts', build: true },
	duplicates: { script: 'tools/faults/duplicates.mts', build: true },
	'verify-readme': { script: 'tools/readme/index.mts' },
	soak: { script: 'tools/soak/index.mts', build: true },
	'verify-live': { script: 'tools/live/index.mts' },
	mutation: { script: 'tools/mutation/index.mts' },
	sandbox: { script: 'packages/braze-sandbox/src/cli.mts' },
	'bench-track': { script: 'tools/bench/track.mts', build: true },
	'bench-latency': { script: 'tools/bench/latency.mts', build: true },
	'bench-webhook': { script: 'tools/bench/webhook.mts', build: true },
	'bench-waiting': { script: 'tools/bench/waiting.mts', build: true },
	'bench-cluster': { script: 'tools/bench/cluster.mts', build: true },
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
	// From here on TypeScript can be required.
	require('tsx/cjs/api').register();
	if (task.build) await require('./setup/build.mts').buildPackage(onProgress);
	if (task.checks) {
		process.exitCode = await require('./setup/checks.mts').runChecks(task.checks, args, onProgress);
	}
	if (task.script) runHere(path.join(root, task.script), args);
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
	require(file);
}

main(process.argv[2] ?? '', process.argv.slice(3)).catch((error) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
