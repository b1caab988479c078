import { parsePath, REFERENCES } from './path';

/** What decides between values, or leaves some out: `a ?? b`, `a ? b : c`, `[a, b].filter(Boolean)`. */
const DECIDES = /\?(?!\.)|\|\||&&|=>|\b(?:filter|if|isEmpty|isNotEmpty|ifEmpty|switch)\b/;

/** A fallback in an expression, for a missing value: `$json.ref ?? 'guest'`. */
const STANDS_IN = /(?:\?\?|\|\||:|,)\s*(?:(['"`])(?!\1)|-?\d)/;

/** What pads a text, and stands in for no value: `padStart(8, '0')`. */
const FILLS = /\.pad(?:Start|End)\([^()]*\)/g;

/** What has another value each time, whatever the item. */
const VARIES =
	/\$(?!json\b|node\b|input\b|\(|\{|if\b|ifEmpty\b|jmespath\b)|\b(?:Date|DateTime|Math|crypto)\b/;

/**
 * The values of items that a piece of code reads and makes something else of. If all of them are missing,
 * it returns the same for everybody, whatever its functions do: `$json.ref.hash()`,
 * `'komo-{0}'.replace('{0}', $json.ref)`.
 *
 * @returns their code, as the user wrote it; none where that is not certain: the code is a value itself,
 *   or has a text for a missing one, or returns something else each time
 */
export function readValuesOf(code: string): readonly string[] {
	if (parsePath(`={{${code}}}`) !== undefined || VARIES.test(code)) return [];
	if (DECIDES.test(code) && STANDS_IN.test(code.replace(FILLS, ''))) return [];
	return [...new Set(code.match(REFERENCES))];
}
