import { figure } from './statistics.mts';
import { table } from './table.mts';

/** What was to be reached, and what was reached. */
export interface Aim {
	aim: string;
	value: number;
	atLeast?: number;
	atMost?: number;
	met: boolean;
}

export function judge(
	aim: string,
	value: number,
	{ atLeast, atMost }: { atLeast?: number; atMost?: number },
): Aim {
	// If nothing was measured, nothing is met.
	const met =
		Number.isFinite(value) && value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
	return { aim, value: Math.round(value * 1000) / 1000, atLeast, atMost, met };
}

export const aimsTable = (aims: Aim[]) =>
	table(
		['Aim', 'Wanted', 'Came out', 'Met'],
		aims.map(({ aim, value, atLeast, atMost, met }) => {
			const wanted = atLeast === undefined ? `at most ${atMost ?? '-'}` : `at least ${atLeast}`;
			return [aim, wanted, figure(value), met ? 'yes' : 'no'];
		}),
	);
