import fs from 'node:fs';
import path from 'node:path';

import { readJson } from '../../packages/n8n-lab/src/system/json.mts';
import { makeTemporaryFolder } from '../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { groupTests } from './jestGroups.mts';
import { type Print, runBin } from './program.mts';
import { single, type Tally } from './tally.mts';

/** The parts of jest's `--json` that are used here. */
interface JestResult {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	numRuntimeErrorTestSuites: number;
}

/** With these, jest has no result to count: its output is for people alone. */
const FOR_PEOPLE = ['--watch', '--watchAll', '--listTests', '--showConfig', '--help', '--version'];

/** Projects whose files may share what they load, such as n8n and a server. */
const GROUPED = ['unit', 'nodes', 'sandbox'];

/**
 * Runs the tests of one of jest's projects.
 *
 * @param args jest's own, e.g. a file's name, `-t` and a test's name, or `--watch`; without any, the
 * files of some projects are run in groups, see `groupTests`
 */
export async function runJest(project: string, args: string[], print?: Print): Promise<Tally> {
	// (Last, since jest takes whatever follows for projects as well.)
	const selected = [...args, '--selectProjects', project];
	if (args.some((arg) => FOR_PEOPLE.includes(arg))) {
		return single(await runBin('jest', selected, { interactive: true }));
	}
	const { folder, remove } = makeTemporaryFolder('jest-');
	const outputFile = path.join(folder, 'result.json');
	try {
		// jest writes for people to standard error; its standard output repeats the file.
		const flags = ['--json', `--outputFile=${outputFile}`];
		const isGrouped = args.length === 0 && GROUPED.includes(project);
		const what = isGrouped ? await grouped(project, folder) : selected;
		const code = await runBin('jest', [...what, ...flags], { print, stdout: 'ignore' });
		return fs.existsSync(outputFile)
			? tallyOf(readJson(outputFile) as JestResult, code)
			: single(code || 1);
	} finally {
		remove();
	}
}

/** Writes groups of a project's test files. @returns jest's arguments to run them */
async function grouped(project: string, folder: string): Promise<string[]> {
	let output = '';
	const print = (text: string) => {
		output += text;
	};
	await runBin('jest', ['--listTests', '--selectProjects', project], { print });
	const files = output.split('\n').filter((line) => path.isAbsolute(line));
	return ['--config', JSON.stringify(groupTests(project, files, folder))];
}

function tallyOf(result: JestResult, code: number): Tally {
	// A file that cannot be run has no failed test in it, but it is a failure.
	const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
	return {
		passed: result.numPassedTests,
		failed: failed === 0 && code !== 0 ? 1 : failed,
		skipped: result.numPendingTests + result.numTodoTests,
	};
}
