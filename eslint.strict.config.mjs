/*
 * typescript-eslint's strict type-checked rules, for all but the tests that are laid out like nodes/, and rules
 * for the patterns of nodes/. (n8n's own rules for what runs inside n8n, in eslint.config.mjs, stand beside them:
 * that file may not be changed.)
 */
import jsdoc from 'eslint-plugin-jsdoc';
import regexp from 'eslint-plugin-regexp';
import importSort from 'eslint-plugin-simple-import-sort';
import tseslint from 'typescript-eslint';

export default tseslint.config(
	{ ignores: ['**/node_modules/', '**/dist/'] },
	{
		files: ['**/*.mts', '**/*.cts', 'nodes/**/*.ts', 'credentials/**/*.ts'],
		extends: [tseslint.configs.strictTypeChecked],
		languageOptions: { parserOptions: { project: 'tsconfig.json' } },
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		plugins: { 'import-sort': importSort, jsdoc },
		rules: {
			// Packages, then our own rooms from afar to near.
			'import-sort/imports': ['error', { groups: [['^node:', '^@?\\w'], ['^\\.']] }],
			'jsdoc/tag-lines': ['error', 'never', { startLines: 1 }],
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
			],
			'no-duplicate-imports': 'error',
		},
	},
	{
		// n8n's interfaces want promises, and its data are records whose names the user chooses.
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		linterOptions: { noInlineConfig: true },
		plugins: { regexp },
		rules: {
			// Texts come from strangers, so no pattern may take more than a few times as long as its text.
			'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
			'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: true }],
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/no-dynamic-delete': 'off',
			// An early return may hand on what gives nothing.
			'@typescript-eslint/no-confusing-void-expression': 'off',
			// What a parameter holds is known where it is read.
			'@typescript-eslint/no-unnecessary-type-parameters': 'off',
		},
	},
	{
		// What these look at is short: longer texts are turned away before.
		files: ['attributeRules', 'boolean', 'email', 'placeholder', 'places'].map(
			(name) => `nodes/Braze/model/${name}.ts`,
		),
		rules: {
			'regexp/no-super-linear-backtracking': 'off',
			'regexp/no-super-linear-move': 'off',
		},
	},
	{
		// The benchmarks run these without a compiler: types are stripped, nothing else.
		files: ['tools/**/*.mts', 'test/support/*.mts', 'packages/n8n-lab/src/**/*.mts'],
		rules: {
			'@typescript-eslint/parameter-properties': 'error',
			'no-restricted-syntax': ['error', 'TSEnumDeclaration', 'TSModuleDeclaration'],
		},
	},
	{
		// Answers are JSON that a test takes apart as it expects it.
		files: ['packages/*/test/**/*.mts'],
		rules: {
			'@typescript-eslint/no-explicit-any': 'off',
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
		},
	},
);
