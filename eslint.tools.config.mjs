/*
 * Lints what is no part of the published nodes: the sandbox, tools and test support. (n8n's own rules,
 * in eslint.config.mjs, are for code that runs inside n8n: they forbid Node's globals.)
 */
import tseslint from 'typescript-eslint';

export default tseslint.config(
	{ ignores: ['**/node_modules/', '**/dist/'] },
	{
		files: ['**/*.mts', '**/*.cts'],
		extends: [tseslint.configs.strictTypeChecked],
		languageOptions: { parserOptions: { project: 'tsconfig.json' } },
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
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
		// The benchmarks run these without a compiler: types are stripped, nothing else.
		files: ['tools/**/*.mts', 'test/support/*.mts'],
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
