/*
 * Mutation testing: changes the code in small ways, lists the changes that no unit test notices, and
 * ends with a table of the files. Fails if one is below its threshold in stryker.config.mjs.
 * Usage: npm run check -- mutation [files or globs below nodes/]
 */

import path from 'node:path';
import { markdownTable } from 'markdown-table';

import { DEFAULT_THRESHOLD, THRESHOLDS } from '../../stryker.config.mjs';
import { root } from '../setup/dependencies.js';
import { isBelow, type Score, scoresOf } from './scores.mts';

const NODES = path.join(root, 'nodes');

async function main(files: string[]) {
	// Not a static import, which would become a `require`, which this package does not support.
	const { Stryker } = await import('@stryker-mutator/core');
	const results = await new Stryker(files.length > 0 ? { mutate: files } : {}).runMutationTest();
	const mutants = results.map(({ fileName, status }) => ({
		file: path.relative(NODES, fileName).replaceAll(path.sep, '/'),
		status,
	}));
	const scores = scoresOf(mutants, (file) => THRESHOLDS[file] ?? DEFAULT_THRESHOLD);
	console.log(`\n${tableOf(scores)}`);
	const missed = scores.filter(isBelow);
	if (missed.length > 0) {
		console.log(
			`\nBelow the threshold in stryker.config.mjs: ${missed.map(({ file }) => file).join(', ')}`,
		);
	}
	process.exitCode = missed.length > 0 || scores.length === 0 ? 1 : 0;
}

/** @returns a Markdown table of the scores */
function tableOf(scores: readonly Score[]): string {
	const rows = scores.map((score) => [
		score.file,
		...[score.tried, score.noticed, score.tried - score.noticed].map(String),
		`${score.score.toFixed(1)} %`,
		`${score.threshold} %${isBelow(score) ? ' MISSED' : ''}`,
	]);
	const head = ['file', 'mutants', 'noticed', 'left', 'score', 'at least'];
	return markdownTable([head, ...rows], { align: ['l', 'r', 'r', 'r', 'r', 'r'] });
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
