'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const { ensureN8n } = require('../n8n');
const { ensureBrowser } = require('./browser');
const { isWindows, npmEnvironment } = require('./command');
const { root } = require('./dependencies');

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */
/** @typedef {(line: string) => void} OnProgress */
/** @typedef {(args: string[], onProgress: OnProgress) => Promise<Tally>} Check */

/** @type {Record<string, Check>} */
const checks = {
	format: () => single('npm', ['run', '--silent', 'format:check']),
	lint: () => single('npm', ['run', '--silent', 'lint']),
	types: () => single('npm', ['run', '--silent', 'types']),
	scan: () => single(process.execPath, [path.join(root, 'tools', 'scan', 'index.js')]),
	unit: (args) => jest('unit', args),
	nodes: (args) => jest('nodes', args),
	sandbox: (args) => jest('sandbox', args),
	async e2e(args, onProgress) {
		await ensureN8n(onProgress);
		await ensureBrowser(onProgress);
		return jest('e2e', ['--runInBand', ...args]);
	},
};

/**
 * Runs checks one after the other, all of them whatever becomes of each, and prints the sum of
 * their results as the closing line.
 *
 * @param {string[]} names
 * @param {string[]} args passed on to jest, e.g. a file name or `-t` and a test's name
 * @param {OnProgress} onProgress
 * @returns {Promise<number>} the exit code: 0 only if something passed and nothing failed
 */
async function runChecks(names, args, onProgress) {
	const sum = { passed: 0, failed: 0, skipped: 0 };
	for (const name of names) {
		console.log(`\n=== ${name} ===`);
		const tally = await checks[name](args, onProgress).catch((error) => {
			console.log(error instanceof Error ? error.message : error);
			return { passed: 0, failed: 1, skipped: 0 };
		});
		sum.passed += tally.passed;
		sum.failed += tally.failed;
		sum.skipped += tally.skipped;
		if (names.length > 1) console.log(`--- ${name}: ${inWords(tally)}`);
	}
	console.log(`\n${inWords(sum)}`);
	return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
}

/** @param {Tally} tally */
const inWords = ({ passed, failed, skipped }) =>
	`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;

/**
 * A program that counts as one check.
 *
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<Tally>}
 */
async function single(program, args) {
	const ok = (await run(program, args)) === 0;
	return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/**
 * @param {string} project
 * @param {string[]} args
 * @returns {Promise<Tally>}
 */
async function jest(project, args) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jest-'));
	const outputFile = path.join(folder, 'result.json');
	const bin = require.resolve('jest/bin/jest');
	const flags = ['--selectProjects', project, '--json', `--outputFile=${outputFile}`];
	try {
		const code = await run(process.execPath, [bin, ...flags, ...args], ['ignore', 'ignore', 2]);
		if (!fs.existsSync(outputFile)) return { passed: 0, failed: 1, skipped: 0 };
		const result = JSON.parse(fs.readFileSync(outputFile, 'utf8'));
		// A file that cannot be run has no failed test in it, but it is a failure.
		const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
		return {
			passed: result.numPassedTests,
			failed: failed === 0 && code !== 0 ? 1 : failed,
			skipped: result.numPendingTests + result.numTodoTests,
		};
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').StdioOptions} [stdio]
 * @returns {Promise<number>} the exit code
 */
function run(program, args, stdio = ['ignore', 'inherit', 'inherit']) {
	return new Promise((resolve, reject) => {
		// Without colours the log stays readable in CI.
		const env = npmEnvironment(process.stdout.isTTY ? {} : { NO_COLOR: '1' });
		const shell = isWindows && program === 'npm';
		const child = spawn(program, args, { cwd: root, env, stdio, shell });
		child.once('error', reject);
		child.once('exit', (code) => resolve(code ?? 1));
	});
}

module.exports = { runChecks };
