/**
 * Mutation testing of the pure rooms with their unit tests: which changes to the code would no test
 * notice. Started by `npm run test:mutation`, with the files to look at as arguments.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	mutate: [
		'nodes/Braze/{api,batch,mapping,model,track}/**/*.ts',
		'nodes/Komo/**/*.ts',
		'!nodes/Komo/{KomoTrigger.node,description,panel}.ts',
	],
	testRunner: 'mocha',
	mochaOptions: {
		spec: ['test/unit/{Komo,Braze/{api,batch,mapping,model,track}}/**/*.test.ts'],
		// Replaces a module, which only jest can.
		ignore: ['test/unit/Komo/responseMode.test.ts'],
		require: ['./tools/mutation/mochaSetup.js'],
	},
	coverageAnalysis: 'perTest',
	ignoreStatic: true,
	// The files are transpiled without a type check, so mutants need none.
	disableTypeChecks: false,
	ignorePatterns: ['dist', 'docs/images'],
	reporters: ['clear-text', 'progress'],
	clearTextReporter: { logTests: false, allowEmojis: false, reportScoreTable: false },
	concurrency: 2,
};
