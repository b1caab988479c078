import { isBlank, trimInvisible } from '../model/invisible';
import { ItemError } from '../model/itemError';
import { MOST_LEVELS, tooDeep } from '../model/objects';
import { lastKeyOf, unescaped } from './path';

const STEP = /(?:^|\.)([^.[\]]+)|\[(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\d+))\]/suy;

/**
 * Reads a mapped name as a path: dots mean a nested object, and brackets (as n8n's editor writes for keys with
 * blanks: `['favorite team']`) mean that key. Surrounding blanks and invisible characters are dropped.
 *
 * @returns the keys, outermost first
 * @throws ItemError for an invalid name; the message follows the name
 */
export function parseName(name: string): string[] {
	const whole = trimInvisible(name);
	if (whole === '') throw new ItemError('the name is empty. Enter one, or remove the row.');
	const keys: string[] = [];
	STEP.lastIndex = 0;
	while (STEP.lastIndex < whole.length) {
		const match = STEP.exec(whole) as ReadonlyArray<string | undefined> | null;
		// Not a path (`C[++]`, `a..b`): the whole name is the key.
		if (match === null) return [whole];
		if (match[4] !== undefined) {
			throw new ItemError('points into a list, which no attribute can do. Enter a plain name.');
		}
		keys.push(match[1] ?? unescaped(match[2] ?? match[3] ?? ''));
	}
	// Nor is a sentence: `No. of children`, `1. Your age?`.
	if (keys.length > 1 && keys.some((key) => key !== key.trim())) return [whole];
	if (keys.length > MOST_LEVELS) throw tooDeep();
	return keys.map((key) => key.trim());
}

/**
 * The path of a row. The editor names rows by the last key of the dragged path, unescaped (`utm.source`,
 * `Mum\'s pick`), so if the row's value is a path that ends with the row's name, the name is that key.
 *
 * @param value the row's unresolved value
 * @returns the keys, outermost first
 * @throws ItemError like {@link parseName}
 */
export function pathOfRow(name: string, value: unknown): string[] {
	const key = typeof value === 'string' ? lastKeyOf(value) : undefined;
	if (key === undefined || isBlank(key)) return parseName(name);
	return key === name || key === unescaped(name) ? [trimInvisible(key)] : parseName(name);
}
