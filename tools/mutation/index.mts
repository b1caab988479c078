/*
 * Mutation testing: changes the code in small ways, lists the changes that no unit test notices, and
 * ends with a table of the files. Usage: npm run test:mutation -- [files or globs below nodes/]
 */

import path from 'node:path';

import type { schema } from '@stryker-mutator/api/core';
import { markdownTable } from 'markdown-table';

import { root } from '../setup/dependencies.js';

interface Mutant {
	fileName: string;
	status: schema.MutantStatus;
}

async function main(files: string[]) {
	// Not a static import: that would be made a `require`, which this package is not ready for.
	const { Stryker } = await import('@stryker-mutator/core');
	const mutants = await new Stryker(files.length > 0 ? { mutate: files } : {}).runMutationTest();
	console.log(`\n${table(mutants)}`);
}

/** What is static, such as the text of a table, is not tried: each would need all loaded anew. */
function table(mutants: readonly Mutant[]): string {
	const tried = mutants.filter(({ status }) => status !== 'Ignored');
	const files = [...new Set(tried.map(({ fileName }) => fileName))].sort();
	const rows = files.map((file) => {
		const own = tried.filter(({ fileName }) => fileName === file);
		const noticed = own.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
		const score = ((100 * noticed) / own.length).toFixed(1);
		const counts = [own.length, noticed, own.length - noticed].map(String);
		return [path.relative(root, file), ...counts, `${score} %`];
	});
	const head = ['file', 'mutants', 'noticed', 'left', 'score'];
	return markdownTable([head, ...rows], { align: ['l', 'r', 'r', 'r', 'r'] });
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
