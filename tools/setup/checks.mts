import os from 'node:os';
import path from 'node:path';

import { ensurePrograms } from '../../packages/n8n-lab/src/cluster/programs.mts';
import { OLDEST } from '../n8n/pins.mts';
import { ensureN8n } from '../n8n/start.mts';
import { ensureBrowser } from './browser.mts';
import { runJest } from './jest.mts';
import { type Print, runBin, runNode } from './program.mts';
import { inWords, single, sum, type Tally } from './tally.mts';

interface Circumstances {
	/** Of the command line: passed on to jest, or to a linter. */
	args: string[];
	onProgress: (line: string) => void;
	print: Print;
}

type Check = (circumstances: Circumstances) => Promise<Tally>;

const CACHE = path.join('node_modules', '.cache');

const jestProject =
	(project: string): Check =>
	({ args, print }) =>
		runJest(project, args, print);

/** The short form of a tool that starts a cluster; left out where its programs cannot be installed. */
const withCluster =
	(tool: string): Check =>
	async ({ onProgress, print }) => {
		await ensureN8n(onProgress);
		try {
			await ensurePrograms(onProgress);
		} catch (error) {
			onProgress(`Left out: ${error instanceof Error ? error.message : String(error)}`);
			return { passed: 0, failed: 0, skipped: 1 };
		}
		return single(await runTool(tool, ['--quick'], print));
	};

const checks: Record<string, Check> = {
	async format({ print }) {
		return single(await runBin('prettier', ['--check', '--cache', '.'], { print }));
	},
	/** Without a cache: these rules read types, which change with other files. */
	async lint({ args, print }) {
		const nodes = await runBin('@n8n/node-cli', ['lint', ...args], { print }, 'n8n-node');
		const config = ['--config', 'eslint.strict.config.mjs'];
		const folders = ['nodes', 'credentials', 'tools', 'packages', 'test'];
		const others = await runBin('eslint', [...config, ...args, ...folders], { print });
		return single(nodes || others);
	},
	/**
	 * With TypeScript 7, which needs a third of the time. 5.9 builds, since 7's declarations of JavaScript
	 * are not what n8n's lint accepts, and reads types for typescript-eslint.
	 * (The build checks once more that nodes/ makes do without what only tools and tests have.)
	 */
	async types({ print }) {
		const cache = ['--incremental', '--tsBuildInfoFile', path.join(CACHE, 'types.tsbuildinfo')];
		const args = ['-p', 'tsconfig.json', ...cache];
		return single(await runBin('@typescript/native', args, { print }, 'tsc'));
	},
	async spelling({ print }) {
		const cache = ['--cache', '--cache-location', path.join(CACHE, 'cspell')];
		return single(await runBin('cspell', ['--no-progress', '--no-summary', ...cache], { print }));
	},
	async scan({ print }) {
		return single(await runTool('scan', [], print));
	},
	unit: jestProject('unit'),
	nodes: jestProject('nodes'),
	sandbox: jestProject('sandbox'),
	async page({ args, onProgress, print }) {
		await ensureBrowser(onProgress);
		return await runJest('page', args, print);
	},
	async e2e({ args, onProgress, print }) {
		await ensureN8n(onProgress);
		await ensureBrowser(onProgress);
		return await runJest('e2e', ['--runInBand', ...args], print);
	},
	async 'e2e-oldest'({ args, onProgress, print }) {
		await ensureN8n(onProgress, OLDEST);
		return await runJest('e2e-oldest', ['--runInBand', ...args], print);
	},
	faults: withCluster('faults'),
	soak: withCluster('soak'),
};

export const isCheck = (name: string) => Object.hasOwn(checks, name);

/** Checks that neither need the built package nor read its folder, so they don't wait for the build. */
const WITHOUT_BUILD = ['lint', 'types', 'unit', 'sandbox'];

interface RunOptions {
	/** Of the command line: passed on to jest, or to a linter. */
	args: string[];
	onProgress: (line: string) => void;
	/** Resolves when the package is built. */
	built: Promise<void>;
}

/**
 * Runs groups of checks one after the other, all of them even if one fails, and prints the sum of their
 * results as the closing line. The checks of a group run side by side, each shown when it has ended.
 *
 * @returns the exit code: 0 only if something passed and nothing failed
 */
export async function runChecks(groups: string[][], options: RunOptions): Promise<number> {
	const isOnly = groups.flat().length === 1;
	const tallies: Tally[] = [];
	for (const names of groups) {
		await sideBySide(names, async (name) => {
			const tally = await runCheck(name, names.length === 1, { ...options, isOnly });
			tallies.push(tally);
		});
	}
	const total = sum(tallies);
	console.log(`\n${inWords(total)}`);
	return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

async function runCheck(
	name: string,
	isAlone: boolean,
	{ isOnly, built, ...given }: RunOptions & { isOnly: boolean },
): Promise<Tally> {
	let output = '';
	const keep = (text: string) => {
		output += text;
	};
	const started = Date.now();
	if (isAlone) console.log(`\n=== ${name} ===`);
	const ready = WITHOUT_BUILD.includes(name) ? Promise.resolve() : built;
	const check = async () => await checks[name]({ ...given, print: isAlone ? undefined : keep });
	const tally = await ready.then(check).catch((error: unknown): Tally => {
		keep(`${error instanceof Error ? error.message : String(error)}\n`);
		return single(1);
	});
	if (!isAlone) console.log(`\n=== ${name} ===`);
	if (output) console.log(output.trimEnd());
	const seconds = Math.round((Date.now() - started) / 1000);
	if (!isOnly) console.log(`--- ${name}: ${inWords(tally)} (${seconds} s)`);
	return tally;
}

/** Does the work for each value, one more at once than there are processors: tests also wait. */
async function sideBySide<T>(values: T[], work: (value: T) => Promise<void>) {
	const waiting = values.values();
	const lane = async () => {
		for (const value of waiting) await work(value);
	};
	await Promise.all(Array.from({ length: os.availableParallelism() + 1 }, lane));
}

/** Runs a tool of this project. */
const runTool = (name: string, args: string[], print: Print) =>
	runNode(['--import', 'tsx', path.join('tools', name, 'index.mts'), ...args], { print });
