/** A number as people read it: `1,234`. */
export function figure(number: number): string {
	return number.toLocaleString('en-US');
}

/** How many there are of something: `1 item`, `1,234 items`. */
export function counted(number: number, noun: string): string {
	return `${figure(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** The verb that follows a number of things. */
export function were(number: number): 'was' | 'were' {
	return number === 1 ? 'was' : 'were';
}

/** A number of seconds, in words. */
export function inSeconds(seconds: number): string {
	return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
}

/** Words as a sentence lists them: `a, b or c`. */
export function listed(words: readonly string[], last: 'and' | 'or'): string {
	return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter(Boolean).join(` ${last} `);
}

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
	return `… and ${figure(others)} more`;
}
