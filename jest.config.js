'use strict';

/** @returns {import('jest').Config} one jest project: the tests of some folders */
const project = (displayName, folders, options = {}) => ({
	displayName,
	testMatch: folders.map((folder) => `<rootDir>/${folder}/**/*.test.{ts,mts}`),
	transform: { '^.+\\.([cm]?ts|config\\.mjs)$': '<rootDir>/tools/setup/jestTransform.js' },
	moduleFileExtensions: ['ts', 'mts', 'cts', 'js', 'cjs', 'mjs', 'json', 'node'],
	// n8n-core and its parts each bring a copy of n8n-workflow; errors are compared by class.
	moduleNameMapper: { '^n8n-workflow$': require.resolve('n8n-workflow') },
	modulePathIgnorePatterns: [
		'<rootDir>/.stryker-tmp/',
		'<rootDir>/dist/',
		'<rootDir>/packages/[^/]+/dist/',
	],
	...options,
});

/** All end-to-end tests share one n8n. */
const shared = {
	globalSetup: '<rootDir>/test/support/e2eSetup.cts',
	globalTeardown: '<rootDir>/test/support/e2eTeardown.cts',
};

/** What runs on the oldest n8n, too: what differs between versions and needs no browser. */
const onTheOldest = [
	'compiledMapping',
	'credentials',
	'errorOutput',
	'komoLastNode',
	'komoTrigger',
	'mainJob',
	'metrics',
	'prizeJourney',
];

const PAGE = 'packages/braze-sandbox/test/page.test.mts';

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		project('unit', ['test/unit', 'packages/n8n-lab/test']),
		project('nodes', ['test/nodes', 'test/package'], {
			globalSetup: '<rootDir>/test/support/temporarySetup.cts',
			globalTeardown: '<rootDir>/test/support/temporaryTeardown.cts',
		}),
		project('sandbox', ['packages/braze-sandbox/test'], { testPathIgnorePatterns: [PAGE] }),
		// In a real browser.
		project('page', [], { testMatch: [`<rootDir>/${PAGE}`] }),
		project('e2e', ['test/e2e'], shared),
		project('e2e-oldest', [], {
			testMatch: onTheOldest.map((name) => `<rootDir>/test/e2e/${name}.test.ts`),
			...shared,
		}),
	],
	// For what hangs. How long the work takes depends on what else the machine does.
	testTimeout: 300_000,
};
