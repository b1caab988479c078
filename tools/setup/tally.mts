/** How many checks, or tests, came out which way. */
export interface Tally {
	passed: number;
	failed: number;
	skipped: number;
}

/** The tally of a program that counts as one check. */
export const single = (exitCode: number): Tally => ({
	passed: exitCode === 0 ? 1 : 0,
	failed: exitCode === 0 ? 0 : 1,
	skipped: 0,
});

export const sum = (tallies: Tally[]): Tally => ({
	passed: tallies.reduce((total, { passed }) => total + passed, 0),
	failed: tallies.reduce((total, { failed }) => total + failed, 0),
	skipped: tallies.reduce((total, { skipped }) => total + skipped, 0),
});

/** The closing line of checks, which CI reads. */
export const inWords = ({ passed, failed, skipped }: Tally) =>
	`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
