/*
 * Regular expressions of what runs inside n8n: texts come from strangers, so none may take more than a few
 * times as long as its text. (Beside n8n's own rules, whose configuration may not be changed.)
 */
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

export default [
	{
		files: ['**/*.ts'],
		languageOptions: { parser: tseslint.parser },
		linterOptions: { reportUnusedDisableDirectives: 'off' },
		plugins: { regexp },
		rules: {
			'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
			'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: true }],
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
];
