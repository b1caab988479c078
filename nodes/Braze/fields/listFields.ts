import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { PerItem } from '../mapping/perItem';
import { readBoolean } from '../model/boolean';
import { chosen } from '../model/choice';
import { ItemError } from '../model/itemError';
import { readNumber } from '../model/numbers';
import type { Parameters } from '../runtime/parameters';

/** Return All and Limit, for operations that return any number of things. */
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
 * Compiles {@link listFields} to the number of results that an item asks for; Infinity for all.
 *
 * @returns a function of the item that throws ItemError for invalid values
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

const DIRECTIONS = ['desc', 'asc'] as const;

/** The option Sort, by a time that entries have. */
export function sortField(by: string): INodeProperties {
	return {
		displayName: 'Sort',
		name: 'sortDirection',
		type: 'options',
		options: [
			{ name: 'Newest First', value: 'desc' },
			{ name: 'Oldest First', value: 'asc' },
		],
		default: 'desc',
		description: `The order of the results, by ${by}`,
	};
}

/** Reads {@link sortField}. @throws ItemError for another direction */
export function readDirection(value: unknown): (typeof DIRECTIONS)[number] {
	return chosen(value, DIRECTIONS, 'Sort');
}

/**
 * Reads pages until there are enough entries.
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
