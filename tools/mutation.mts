/*
 * Mutation testing: changes the code in small ways, and lists the changes that no unit test notices,
 * with a score for each file. Usage: npm run test:mutation -- [files or globs below nodes/]
 */

async function main(files: string[]) {
	// Not a static import: that would be made a `require`, which this package is not ready for.
	const { Stryker } = await import('@stryker-mutator/core');
	await new Stryker(files.length > 0 ? { mutate: files } : {}).runMutationTest();
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
