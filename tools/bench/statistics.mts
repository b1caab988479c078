/** Repeated measurements of one thing. */
export interface Sample {
	median: number;
	min: number;
	max: number;
	/** How often it was measured. */
	count: number;
}

/**
 * @param values only finite ones count
 * @returns NaN for each figure, and a count of 0, if there are none
 */
export function summarise(values: number[]): Sample {
	const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
	if (sorted.length === 0) return { median: NaN, min: NaN, max: NaN, count: 0 };
	const middle = sorted.length >> 1;
	const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	return { median, min: sorted[0], max: sorted[sorted.length - 1], count: sorted.length };
}

/** @returns about three significant digits: all before the point, at most three after it; `-` for none */
export function figure(value: number): string {
	if (!Number.isFinite(value)) return '-';
	const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
	return value.toLocaleString('en', {
		minimumFractionDigits: 0,
		maximumFractionDigits: Math.min(digits, 3),
	});
}

/** @returns e.g. `212 (198–240)` */
export const withSpread = ({ median, min, max, count }: Sample): string =>
	count === 0 ? '-' : `${figure(median)} (${figure(min)}–${figure(max)})`;
