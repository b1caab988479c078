import type { IDataObject } from 'n8n-workflow';

import type { Mapping } from '../mapping/assignments';
import { nest } from '../mapping/nest';
import { ItemError, Problems } from '../model/itemError';
import { buildAttributes } from '../mapping/buildAttributes';
import { readdsRemoved } from '../model/operators';
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

/**
 * The attributes that an item's mapped fields make for a user who is sent something, by the rules of
 * Track User: Braze may not say which recipient's attribute it refuses. Empty ones are left out.
 *
 * @returns undefined if there are none
 * @throws ItemError naming every attribute that cannot be set
 */
export function readAttributes(mapping: Mapping, [json, itemIndex]: Item): IDataObject | undefined {
	const problems = new Problems();
	const attributes = buildAttributes(mapping(json, itemIndex, problems), 'skip', problems);
	for (const [name, value] of Object.entries(attributes)) {
		if (readdsRemoved(value)) {
			problems.add(
				new ItemError(
					`Attribute "${name}" removes an object and adds it again, of which Braze leaves nothing in one request. Use Track User for it.`,
				),
			);
		}
	}
	problems.throwIfAny();
	return Object.keys(attributes).length > 0 ? attributes : undefined;
}
