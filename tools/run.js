'use strict';

/*
 * Every `npm run …` of this project: installs what is missing, so that it works on a fresh clone,
 * builds what the task needs, then does it. Without a task it lists them.
 * (JavaScript, like the files it needs to install: they run before there is anything else.)
 */

const path = require('node:path');

const { ensureDependencies, root } = require('./setup/dependencies');

/**
 * @typedef {object} Task
 * @property {string} says one line of help
 * @property {string[][]} [checks] names of checks, see setup/checks.mts: group after group, those of
 * a group side by side
 * @property {string} [script] a program to run in this process
 * @property {boolean} [build] whether it needs the built package
 */

/** What needs no more than npm's packages. The longest comes first, so that no processor idles at the end. */
const QUICK = ['nodes', 'lint', 'unit', 'types', 'sandbox', 'format', 'scan', 'spelling'];

/** What needs a browser or a real n8n: one after the other, since n8n uses the whole machine. */
const REST = [['page'], ['e2e'], ['e2e-oldest'], ['faults'], ['soak']];

const JEST = '-- FILE, -- -t NAME, -- --watch';

/** @type {Record<string, Task>} */
const checks = {
	rest: {
		says: 'what test:all adds to test',
		checks: REST,
		build: true,
	},
	page: { says: "the local Braze's page in a browser", checks: [['page']] },
	e2e: {
		says: 'a real n8n and its editor in a browser; FILE, -t NAME',
		checks: [['e2e']],
		build: true,
	},
	'e2e-oldest': {
		says: 'some of them on the oldest n8n that is supported',
		checks: [['e2e-oldest']],
		build: true,
	},
	faults: {
		says: "kills n8n's parts under load; --part, --only, --receiver NAME, --quick, --json",
		script: 'tools/faults/index.mts',
		build: true,
	},
	soak: {
		says: 'half an hour under load: does anything grow? --minutes N, --rate N, --quick',
		script: 'tools/soak/index.mts',
		build: true,
	},
	duplicates: {
		says: 'the same submissions at once, through the templates without duplicates',
		script: 'tools/faults/duplicates.mts',
		build: true,
	},
	mutation: {
		says: 'which changes would no unit test notice? FILES below nodes/',
		script: 'tools/mutation/index.mts',
	},
	readme: {
		says: "the README's commands, from a fresh clone with an empty home; --all",
		script: 'tools/readme/index.mts',
	},
	live: {
		says: "what Braze's documentation leaves open, against a Braze of your own; --write",
		script: 'tools/live/index.mts',
	},
	format: { says: 'Prettier', checks: [['format']] },
	types: { says: 'TypeScript', checks: [['types']] },
	spelling: {
		says: 'of all that users read; words of our own stand in cspell.config.yaml',
		checks: [['spelling']],
	},
	scan: {
		says: "n8n's scan of community packages, offline",
		checks: [['scan']],
		build: true,
	},
};

/** @type {Record<string, Task>} */
const benchmarks = {
	track: {
		says: 'the work of writing to Braze, in n8n',
		script: 'tools/bench/track.mts',
		build: true,
	},
	latency: {
		says: 'the same with a slow Braze, or one with a rate limit',
		script: 'tools/bench/latency.mts',
		build: true,
	},
	webhook: {
		says: 'receiving from Komo and from Currents, in one process; --part komo|currents',
		script: 'tools/bench/webhook.mts',
		build: true,
	},
	cluster: {
		says: 'receiving in queue mode, process by process (Linux); --part queue|process',
		script: 'tools/bench/cluster.mts',
		build: true,
	},
	verify: {
		says: 'what Verify in Braze adds in time and requests',
		script: 'tools/bench/verify.mts',
		build: true,
	},
	waiting: {
		says: 'memory while as many calls wait as may (Linux)',
		script: 'tools/bench/waiting.mts',
		build: true,
	},
};

/**
 * The scripts of package.json, except those that run other programs.
 *
 * @type {Record<string, Task | { says: string, of: Record<string, Task> }>}
 */
const tasks = {
	test: {
		says: 'all that needs no n8n: format, lint, types, spelling, scan, and the next three',
		checks: [QUICK],
		build: true,
	},
	'test:all': { says: 'everything', checks: [QUICK, ...REST], build: true },
	'test:unit': { says: `the pure rooms, the lab and the tools; ${JEST}`, checks: [['unit']] },
	'test:nodes': {
		says: "the nodes in n8n-core's contexts, and the packed package; the same",
		checks: [['nodes']],
		build: true,
	},
	'test:sandbox': { says: 'the local Braze; the same', checks: [['sandbox']] },
	lint: { says: "n8n's rules, and those of typescript-eslint; -- --fix", checks: [['lint']] },
	dev: {
		says: 'n8n with the package; what you change in nodes/ shows in its editor',
		script: 'tools/dev/index.mts',
		build: true,
	},
	demo: {
		says: 'a real n8n, a local Braze, and a submission; -- --once ends by itself',
		script: 'tools/demo/index.mts',
		build: true,
	},
	cluster: {
		says: 'n8n in queue mode, with Postgres, Redis and Caddy; -- --once ends by itself',
		script: 'tools/demo/cluster.mts',
		build: true,
	},
	sandbox: {
		says: 'the local Braze alone; -- --demo fills it',
		script: 'packages/braze-sandbox/src/cli.mts',
	},
	screenshots: {
		says: 'takes the pictures of README and docs anew; -- -t NAME',
		script: 'tools/screenshots/index.mts',
		build: true,
	},
	release: {
		says: 'what a release needs, see docs/release.md; -- COMMAND',
		script: 'tools/release/index.mts',
		build: true,
	},
	pins: {
		says: 'raises the n8n that the tests run; -- newest|oldest VERSION',
		script: 'tools/n8n/raisePins.mts',
	},
	check: { says: 'one check:', of: checks },
	bench: {
		says: 'one benchmark; --quick for a short run, --json for machines:',
		of: benchmarks,
	},
};

/** @returns {string} what can be run, one line each */
function help() {
	const lines = Object.entries(tasks).flatMap(([name, task]) => [
		line(name === 'test' ? 'npm test' : `npm run ${name}`, task.says),
		...Object.entries('of' in task ? task.of : {}).map(([part, { says }]) =>
			line(`npm run ${name} -- ${part}`, says),
		),
	]);
	lines.push(line('npm run format', 'formats everything'), line('npm run build', 'into dist/'));
	return lines.join('\n');
}

/**
 * @param {string} command
 * @param {string} says
 */
const line = (command, says) => `${command.padEnd(30)}${says}`;

/**
 * Finds the task that a command line names.
 *
 * @param {string[]} words
 * @returns {{ task: Task, args: string[] } | undefined}
 */
function find(words) {
	const [name, ...args] = words;
	const task = ownOf(tasks, name);
	if (!task) return undefined;
	if (!('of' in task)) return { task, args };
	const part = ownOf(task.of, args[0]);
	return part && { task: part, args: args.slice(1) };
}

/**
 * @template T
 * @param {Record<string, T>} record
 * @param {string} key
 * @returns {T | undefined}
 */
const ownOf = (record, key) => (Object.hasOwn(record, key) ? record[key] : undefined);

/** Progress goes to standard error: the standard output belongs to the task. */
const onProgress = (/** @type {string} */ line) => console.error(line);

/** @param {string[]} words of the command line */
async function main(words) {
	const found = find(words);
	if (!found) {
		console.error(help());
		process.exitCode = 1;
		return;
	}
	const { task, args } = found;
	await ensureDependencies(onProgress);
	// From here on TypeScript can be required.
	require('tsx/cjs/api').register();
	/** @type {Promise<void>} */
	const built = task.build
		? require('./setup/build.mts').buildPackage(onProgress)
		: Promise.resolve();
	if (task.checks) {
		const { runChecks } = require('./setup/checks.mts');
		process.exitCode = await runChecks(task.checks, { args, onProgress, built });
	}
	if (task.script) {
		await built;
		runHere(path.join(root, task.script), args);
	}
}

/**
 * Goes on as if this program had been started: without a process in between, which would have to pass on
 * signals, standard streams and exit codes.
 *
 * @param {string} file
 * @param {string[]} args
 */
function runHere(file, args) {
	process.argv = [process.argv[0], file, ...args];
	require(file);
}

if (require.main === module) {
	main(process.argv.slice(2)).catch((error) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
}

module.exports = { tasks, find, help };
