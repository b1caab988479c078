import { parseDate } from './dates.mts';

const BOOLEANS: Record<string, boolean> = {
	'1': true,
	true: true,
	t: true,
	'0': false,
	false: false,
	f: false,
};

const isScalar = (value: unknown): value is string | number | boolean =>
	['string', 'number', 'boolean'].includes(typeof value);

/** A text that is a decimal number, and nothing else. */
const isNumeric = (value: unknown): value is string =>
	typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value);

/**
 * A value as a type that the dashboard forces.
 *
 * braze(managing): `1`, `true`, `t` and `0`, `false`, `f` become booleans, numeric texts numbers, and
 *   numbers texts; what cannot be coerced is ignored.
 *
 * @param value as sent
 * @returns undefined when it cannot be coerced
 */
export function coerced(value: unknown, type: string): unknown {
	if (!isScalar(value)) return undefined;
	if (type === 'Boolean') return BOOLEANS[String(value).toLowerCase()];
	if (type === 'Number') return isNumeric(value) ? Number(value) : undefined;
	if (type === 'String') return typeof value === 'number' ? String(value) : undefined;
	return type === 'Time' ? (parseDate(value) ?? undefined) : undefined;
}
