import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { PerItem } from '../mapping/perItem';
import { readBoolean } from '../model/boolean';
import { ItemError } from '../model/itemError';
import { readNumber } from '../model/numbers';
import type { Parameters } from '../runtime/parameters';

/** Return All and Limit, for operations that give any number of things. */
export const listFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
	},
];

/**
 * Compiles {@link listFields} to how many results an item wants; Infinity for all.
 *
 * @returns a function of the item that throws ItemError for what they cannot be
 */
export function compileLimit(parameters: Parameters): PerItem<number> {
	const returnAll = parameters.perItem('returnAll', 'Return All');
	const limit = parameters.perItem('limit', 'Limit');
	return (...item) => {
		if (readBoolean(returnAll(...item), 'Return All', false)) return Infinity;
		const value = limit(...item);
		const number = readNumber(value);
		if (!(number >= 1)) throw new ItemError('Limit must be a number of at least 1.', { value });
		return Math.floor(number);
	};
}

/**
 * Reads page after page until there is enough.
 *
 * @param pages each page's entries
 */
export async function take(
	pages: AsyncIterable<readonly IDataObject[]>,
	limit: number,
): Promise<IDataObject[]> {
	const entries: IDataObject[] = [];
	for await (const page of pages) {
		entries.push(...page);
		if (entries.length >= limit) return entries.slice(0, limit);
	}
	return entries;
}
