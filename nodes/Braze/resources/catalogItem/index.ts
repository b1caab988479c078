import type { Resource } from '../../runtime/operation';
import { deleteItem } from './delete.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { update, upsert } from './write';

const operations = [upsert, deleteItem, get, getMany, update];

/** A row of a catalog, such as a prize that messages show. */
export const catalogItem: Resource = {
	name: 'Catalog Item',
	value: 'catalogItem',
	operations,
	defaultOperation: upsert.value,
};
