import type { schema } from '@stryker-mutator/api/core';

/** A change to the code, and whether it was noticed. */
export interface Mutant {
	/** Relative to `nodes/`. */
	file: string;
	status: schema.MutantStatus;
}

export interface Score {
	file: string;
	tried: number;
	/** Those that a test noticed, by failing or timing out. */
	noticed: number;
	/** The percentage of tried mutants that were noticed. */
	score: number;
	/** The lowest score that passes. */
	threshold: number;
}

/** @returns the score of each file, by name; static code is not tried, so a file with nothing else has none */
export function scoresOf(
	mutants: readonly Mutant[],
	thresholdOf: (file: string) => number,
): Score[] {
	const tried = mutants.filter(({ status }) => status !== 'Ignored');
	const files = [...new Set(tried.map(({ file }) => file))].sort();
	return files.map((file) => {
		const own = tried.filter((mutant) => mutant.file === file);
		const noticed = own.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
		const score = (100 * noticed) / own.length;
		return { file, tried: own.length, noticed, score, threshold: thresholdOf(file) };
	});
}

export const isBelow = ({ score, threshold }: Score) => score < threshold;
