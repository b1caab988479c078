import fs from 'node:fs';
import path from 'node:path';

import { DEFAULT_THRESHOLD, THRESHOLDS } from '../../../stryker.config.mjs';
import { isBelow, type Mutant, scoresOf } from '../../../tools/mutation/scores.mts';
import { root } from '../../../tools/setup/dependencies.js';

const mutants = (file: string, statuses: Array<Mutant['status']>): Mutant[] =>
	statuses.map((status) => ({ file, status }));

const thresholdOf = (file: string) => (file === 'a.ts' ? 75 : 90);

describe('the score of a file', () => {
	it('counts what a test noticed of what was tried', () => {
		const tried = mutants('a.ts', ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored']);
		const [score] = scoresOf(tried, thresholdOf);
		expect(score).toEqual({ file: 'a.ts', tried: 4, noticed: 2, score: 50, threshold: 75 });
		expect(isBelow(score)).toBe(true);
	});

	it('may be just the threshold', () => {
		const [score] = scoresOf(
			mutants('a.ts', ['Killed', 'Killed', 'Killed', 'Survived']),
			thresholdOf,
		);
		expect(isBelow(score)).toBe(false);
	});

	it('is given for each file by name, and for none without a change that was tried', () => {
		const scores = scoresOf(
			[
				...mutants('c.ts', ['Killed']),
				...mutants('b.ts', ['Survived']),
				...mutants('d.ts', ['Ignored']),
			],
			thresholdOf,
		);
		expect(scores.map(({ file, threshold }) => [file, threshold])).toEqual([
			['b.ts', 90],
			['c.ts', 90],
		]);
	});
});

describe('the thresholds', () => {
	it('are of files that there are, and percentages', () => {
		const gone = Object.keys(THRESHOLDS).filter(
			(file) => !fs.existsSync(path.join(root, 'nodes', file)),
		);
		expect(gone).toEqual([]);
		expect(Object.values(THRESHOLDS).filter((percent) => percent < 0 || percent > 100)).toEqual([]);
		expect(DEFAULT_THRESHOLD).toBeGreaterThanOrEqual(90);
	});
});
