import type { schema } from '@stryker-mutator/api/core';

/** A change to the code, and what became of it. */
export interface Mutant {
	/** Relative to `nodes/`. */
	file: string;
	status: schema.MutantStatus;
}

export interface Score {
	file: string;
	tried: number;
	/** By a test that failed, or that came to no end. */
	noticed: number;
	/** Noticed of tried, in percent. */
	score: number;
	/** What the score must not fall below. */
	threshold: number;
}

/** @returns the score of each file, by name; what is static is not tried, and a file of only that has none */
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
