import { summarise } from '../bench/statistics.mts';

/** How something measured at even intervals has changed. */
export interface Growth {
	/** The median. */
	level: number;
	/** By how much it rose over these values, by the median of the slopes between any two. */
	growth: number;
	/** How far a value usually lies from that line. */
	noise: number;
}

/** The part of the values that is warming up: caches, compiled code, connections. */
const WARMING_UP = 1 / 3;

/** A rise of less than this many times the noise may be chance. */
const CERTAIN = 3;

/** A rise within the last two thirds of the values: a line by Theil and Sen, which outliers do not move. */
export function growthOf(all: number[]): Growth {
	const values = all.slice(Math.round(all.length * WARMING_UP));
	const slopes = values.flatMap((value, at) =>
		values.slice(at + 1).map((later, distance) => (later - value) / (distance + 1)),
	);
	const slope = summarise(slopes).median;
	const start = summarise(values.map((value, at) => value - slope * at)).median;
	const away = values.map((value, at) => Math.abs(value - start - slope * at));
	return {
		level: summarise(values).median,
		growth: slope * (values.length - 1),
		noise: summarise(away).median,
	};
}

/**
 * @param most the largest rise that is allowed
 * @returns whether it rose by more, and by more than chance would
 */
export const isGrowing = ({ growth, noise }: Growth, most: number): boolean =>
	growth > most && growth > CERTAIN * noise;
