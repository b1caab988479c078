import { compileFunction } from 'node:vm';

/**
 * What a piece of JavaScript gives, as an expression of n8n's.
 *
 * @param names what it may name, e.g. `$json`
 * @throws SyntaxError, or what it throws itself
 */
export function evaluateCode(code: string, names: Readonly<Record<string, unknown>>): unknown {
	const run = compileFunction(`return (${code})`, Object.keys(names)) as (
		...given: unknown[]
	) => unknown;
	return run(...Object.values(names));
}
