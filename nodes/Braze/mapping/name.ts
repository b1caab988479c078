import { ItemError } from '../model/itemError';
import { MOST_LEVELS, tooDeep } from '../model/objects';

const STEP = /(?:^|\.)([^.[\]]+)|\[(?:"([^"]*)"|'([^']*)'|(\d+))\]/y;

/**
 * Reads a mapped name as the path it stands for: dots mean a nested object, and a path in brackets,
 * as n8n's editor writes it for a key with blanks (`['favorite team']`), means that key.
 *
 * @returns the keys, outermost first
 * @throws ItemError for a name that cannot be one; follows the name
 */
export function parseName(name: string): string[] {
	if (name.trim() === '') throw new ItemError('the name is empty. Enter one, or remove the row.');
	const keys: string[] = [];
	STEP.lastIndex = 0;
	while (STEP.lastIndex < name.length) {
		const match = STEP.exec(name);
		// Not a path at all (`C[++]`, `a..b`): the name is the key, as it stands.
		if (match === null) return [name];
		if (match[4] !== undefined) {
			throw new ItemError('points into a list, which no attribute can do. Enter a plain name.');
		}
		keys.push(match[1] ?? match[2] ?? match[3] ?? '');
	}
	if (keys.length > MOST_LEVELS) throw tooDeep();
	return keys;
}
