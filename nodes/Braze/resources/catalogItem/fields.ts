import type { INodeProperties } from 'n8n-workflow';

import type { ItemValue } from '../../mapping/value';
import type { Parameters } from '../../runtime/parameters';
import { ItemError } from '../../model/itemError';
import { isLonger } from '../../model/limits';
import { type Item, readPathSegment, readText } from '../../fields/text';

/** Source: https://www.braze.com/docs/api/endpoints/catalogs/, `ids-too-large`, `invalid-ids` */
const ID_LENGTH = 250;
const ID = /^[\w-]+$/;

export const itemIdField: INodeProperties = {
	displayName: 'Item ID',
	name: 'itemId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. {{ $json.prize_id }}',
	description: 'The ID of the item in the catalog: letters, digits, hyphens and underscores',
};

export const valuesField: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'assignmentCollection',
	default: {},
	description:
		'The values of the catalog item. Drag fields here from the input. Each name must be a field of the catalog; a dot makes a nested object.',
};

/** Compiles which catalog an item is about. */
export function compileCatalog(parameters: Parameters): (...item: Item) => string {
	const name = parameters.perItem('catalogName');
	return (...item) => readPathSegment(name, 'Catalog', item);
}

/** An ID that Braze takes. */
export function readItemId(source: ItemValue, item: Item): string {
	const id = readText(source, 'Item ID', item);
	if (isLonger(id, ID_LENGTH)) {
		throw new ItemError(`Item ID is longer than the ${ID_LENGTH} characters that Braze accepts.`);
	}
	if (!ID.test(id)) {
		throw new ItemError('Item ID can contain only letters, digits, hyphens and underscores.', {
			value: id,
		});
	}
	return id;
}
