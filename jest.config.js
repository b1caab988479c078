'use strict';

/** @returns {import('jest').Config} one jest project: a folder below `test/` */
const project = (displayName, folders, options = {}) => ({
	displayName,
	testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.json' }] },
	// n8n-core and its parts each bring a copy of n8n-workflow; errors are compared by class.
	moduleNameMapper: { '^n8n-workflow$': require.resolve('n8n-workflow') },
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	...options,
});

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		project('unit', ['unit']),
		project('nodes', ['nodes', 'sandbox', 'package']),
		project('e2e', ['e2e'], {
			globalSetup: '<rootDir>/test/support/e2eSetup.js',
			globalTeardown: '<rootDir>/test/support/e2eTeardown.js',
			// (A project's own testTimeout is ignored where there is a general one.)
			setupFilesAfterEnv: ['<rootDir>/test/support/e2eTimeout.js'],
		}),
	],
	testTimeout: 30_000,
};
