/**
 * The first few of many texts, and how many others there are: what comes from outside may be any
 * number, and nobody reads more.
 */
export function few(texts: readonly string[], most: number): string[] {
	const others = texts.length - most;
	if (others <= 0) return [...texts];
	return [...texts.slice(0, most), andMore(others)];
}

/** Stands in place of what is not named. */
export function andMore(others: number): string {
	return `… and ${others.toLocaleString('en-US')} more`;
}
