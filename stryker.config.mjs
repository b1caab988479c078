import jestConfig from './jest.config.js';

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
		'!nodes/Komo/KomoTrigger.node.ts',
	],
	testRunner: 'jest',
	jest: {
		projectType: 'custom',
		// In place of the root's projects, which Stryker reads first.
		config: {
			...jestConfig.projects.find(({ displayName }) => displayName === 'unit'),
			projects: [],
		},
	},
	coverageAnalysis: 'perTest',
	// The files are transpiled without a type check, so mutants need none.
	disableTypeChecks: false,
	ignorePatterns: ['dist', 'docs', 'deploy', 'icons', 'packages', 'workflows', 'test/e2e'],
	reporters: ['clear-text', 'progress'],
	clearTextReporter: { logTests: false, allowEmojis: false },
	concurrency: 2,
};
