import type { IDataObject } from 'n8n-workflow';

import type { Mapping } from '../mapping/assignments';
import { nest } from '../mapping/nest';
import { Problems } from '../model/itemError';
import type { Item } from './text';

/**
 * The object that an item's mapped fields make.
 *
 * @returns undefined if nothing is mapped, or nothing of it is there
 * @throws ItemError naming every field that cannot be had
 */
export function readMapped(mapping: Mapping, [json, itemIndex]: Item): IDataObject | undefined {
	const problems = new Problems();
	const fields = mapping(json, itemIndex, problems);
	problems.throwIfAny();
	const object = nest(fields);
	return Object.keys(object).length > 0 ? object : undefined;
}
