/**
 * A text without the characters that a pattern matches at both ends. (One pattern for a whole run, such as
 * `/\s+$/`, looks at each run of the text again and again: quadratic, and people paste anything.)
 *
 * @param isAround matches one character
 */
export function trimmed(text: string, isAround: RegExp): string {
	let start = 0;
	let end = text.length;
	while (isAround.test(text.charAt(start))) start++;
	while (isAround.test(text.charAt(end - 1))) end--;
	return text.slice(start, end);
}
