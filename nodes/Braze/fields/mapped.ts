import type { IDataObject } from 'n8n-workflow';

import type { Mapping } from '../mapping/assignments';
import { nest } from '../mapping/nest';
import { ItemErrors } from '../runtime/batchedOperation';
import type { Item } from './text';

/**
 * The object that an item's mapped fields make.
 *
 * @param label display name of the field that holds the mapping
 * @returns undefined if nothing is mapped, or nothing of it is there
 * @throws ItemErrors naming every field that cannot be had
 */
export function readMapped(mapping: Mapping, label: string, item: Item): IDataObject | undefined {
	const fields = mapping(...item);
	const problems = fields.flatMap(({ name, problem }) =>
		problem === undefined ? [] : [`${label}: ${name} ${problem}`],
	);
	if (problems.length > 0) throw new ItemErrors(problems);
	const object = nest(fields);
	return Object.keys(object).length > 0 ? object : undefined;
}
