/**
 * The first few texts and how many more there are, since data can bring any number and nobody reads more.
 */
export function few(texts: readonly string[], most: number): string[] {
	const others = texts.length - most;
	if (others <= 0) return [...texts];
	return [...texts.slice(0, most), andMore(others)];
}

/** Replaces the texts that are not listed. */
export function andMore(others: number): string {
	return `… and ${others.toLocaleString('en-US')} more`;
}
