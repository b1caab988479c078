import { figure } from './statistics.mts';
import { table } from './table.mts';

/** A figure to reach, and the one that was measured. */
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
	// Without a measurement, no aim is met.
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
