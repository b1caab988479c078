import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { ensurePrograms } from '../n8n/cluster/programs.mts';
import { ensureN8n } from '../n8n/install.mts';
import { OLDEST } from '../n8n/pins.mts';
import { ensureBrowser } from './browser.mts';
import { isWindows, npmEnvironment } from './command.js';
import { root } from './dependencies.js';
import { readJson } from './json.mts';
import { makeTemporaryFolder } from './temporaryFolder.mts';

interface Tally {
	passed: number;
	failed: number;
	skipped: number;
}

interface Circumstances {
	/** Passed on to jest, e.g. a file name or `-t` and a test's name. */
	args: string[];
	onProgress: (line: string) => void;
	/** Gets all that the check's programs write; without it, that is seen as it comes. */
	print?: (text: string) => void;
}

type Check = (circumstances: Circumstances) => Promise<Tally>;

const npmRun =
	(script: string): Check =>
	async ({ print }) =>
		single(await run('npm', ['run', '--silent', script], print));

/** The short form of a tool that starts a cluster; left out where its programs may not be installed. */
const withCluster =
	(tool: string): Check =>
	async ({ onProgress }) => {
		await ensureN8n(onProgress);
		try {
			await ensurePrograms(onProgress);
		} catch (error) {
			onProgress(`Left out: ${error instanceof Error ? error.message : String(error)}`);
			return { passed: 0, failed: 0, skipped: 1 };
		}
		return single(await runTool(tool, ['--quick']));
	};

const checks: Record<string, Check> = {
	format: npmRun('format:check'),
	lint: npmRun('lint'),
	types: npmRun('types'),
	spelling: npmRun('spelling'),
	async scan({ print }) {
		return single(await runTool('scan', [], print));
	},
	unit: ({ args }) => jest('unit', args),
	nodes: ({ args }) => jest('nodes', args),
	async sandbox({ args, onProgress }) {
		await ensureBrowser(onProgress);
		return await jest('sandbox', args);
	},
	async e2e({ args, onProgress }) {
		await ensureN8n(onProgress);
		await ensureBrowser(onProgress);
		return await jest('e2e', ['--runInBand', ...args]);
	},
	async 'e2e-oldest'({ args, onProgress }) {
		await ensureN8n(onProgress, OLDEST);
		return await jest('e2e-oldest', ['--runInBand', ...args]);
	},
	faults: withCluster('faults'),
	soak: withCluster('soak'),
};

/**
 * Runs groups of checks one after the other, all of them whatever becomes of each, and prints the
 * sum of their results as the closing line. The checks of one group run at once, and the output of
 * each is shown when it has ended.
 *
 * @param args passed on to jest
 * @returns the exit code: 0 only if something passed and nothing failed
 */
export async function runChecks(
	groups: string[][],
	args: string[],
	onProgress: (line: string) => void,
): Promise<number> {
	const sum: Tally = { passed: 0, failed: 0, skipped: 0 };
	const isOnly = groups.flat().length === 1;
	const runCheck = async (name: string, isAlone: boolean) => {
		let output = '';
		const print = (text: string) => {
			output += text;
		};
		if (isAlone) console.log(`\n=== ${name} ===`);
		const tally = await checks[name]({ args, onProgress, ...(!isAlone && { print }) }).catch(
			(error: unknown): Tally => {
				output += `${error instanceof Error ? error.message : String(error)}\n`;
				return { passed: 0, failed: 1, skipped: 0 };
			},
		);
		if (!isAlone) console.log(`\n=== ${name} ===`);
		if (output) console.log(output.trimEnd());
		sum.passed += tally.passed;
		sum.failed += tally.failed;
		sum.skipped += tally.skipped;
		if (!isOnly) console.log(`--- ${name}: ${inWords(tally)}`);
	};
	for (const names of groups) {
		await Promise.all(names.map((name) => runCheck(name, names.length === 1)));
	}
	console.log(`\n${inWords(sum)}`);
	return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
}

const inWords = ({ passed, failed, skipped }: Tally) =>
	`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;

/** What a program that counts as one check comes to. */
const single = (exitCode: number): Tally => ({
	passed: exitCode === 0 ? 1 : 0,
	failed: exitCode === 0 ? 0 : 1,
	skipped: 0,
});

/** The parts of jest's `--json` that are used here. */
interface JestResult {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	numRuntimeErrorTestSuites: number;
}

async function jest(project: string, args: string[]): Promise<Tally> {
	const { folder, remove } = makeTemporaryFolder('jest-');
	const outputFile = path.join(folder, 'result.json');
	const bin = createRequire(import.meta.filename).resolve('jest/bin/jest');
	const flags = ['--selectProjects', project, '--json', `--outputFile=${outputFile}`];
	try {
		// What is for people goes to standard error; its standard output repeats the file.
		const code = await run(process.execPath, [bin, ...flags, ...args], undefined, 'ignore');
		if (!fs.existsSync(outputFile)) return { passed: 0, failed: 1, skipped: 0 };
		const result = readJson(outputFile) as JestResult;
		// A file that cannot be run has no failed test in it, but it is a failure.
		const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
		return {
			passed: result.numPassedTests,
			failed: failed === 0 && code !== 0 ? 1 : failed,
			skipped: result.numPendingTests + result.numTodoTests,
		};
	} finally {
		remove();
	}
}

/** Runs a tool of this project. */
const runTool = (name: string, args: string[], print?: (text: string) => void) =>
	run(process.execPath, ['--import', 'tsx', path.join('tools', name, 'index.mts'), ...args], print);

/**
 * @param print gets its output; without it, that goes where this process's own goes
 * @param stdout what becomes of its standard output then
 * @returns the exit code
 */
function run(
	program: string,
	args: string[],
	print?: (text: string) => void,
	stdout: 'inherit' | 'ignore' = 'inherit',
): Promise<number> {
	return new Promise((resolve, reject) => {
		// Without colours the log stays readable in CI.
		const env = npmEnvironment(process.stdout.isTTY ? {} : { NO_COLOR: '1' });
		const child = spawn(program, args, {
			cwd: root,
			env,
			stdio: ['ignore', print ? 'pipe' : stdout, print ? 'pipe' : 'inherit'],
			shell: isWindows && program === 'npm',
		});
		for (const stream of [child.stdout, child.stderr]) {
			stream?.setEncoding('utf8').on('data', (text: string) => print?.(text));
		}
		child.once('error', reject);
		child.once('close', (code) => {
			resolve(code ?? 1);
		});
	});
}
