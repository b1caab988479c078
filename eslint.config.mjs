import { config } from '@n8n/node-cli/eslint';
import regexp from 'eslint-plugin-regexp';

/** Texts come from strangers: no pattern may take more than a few times as long as its text. */
const linearPatterns = {
	files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	plugins: { regexp },
	rules: {
		'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
		'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: true }],
	},
};

export default [...config, linearPatterns];
