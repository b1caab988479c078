import { compileFunction } from 'node:vm';

/**
 * The value of a piece of JavaScript, as in an n8n expression.
 *
 * @param names what it may name, e.g. `$json`
 * @throws SyntaxError, or what the code throws itself
 */
export function evaluateCode(code: string, names: Readonly<Record<string, unknown>>): unknown {
	const run = compileFunction(`return (${code})`, Object.keys(names)) as (
		...given: unknown[]
	) => unknown;
	return run(...Object.values(names));
}
