import type { INodeProperties } from 'n8n-workflow';

import { readPathSegment, readText } from '../../fields/text';
import { compileComposed } from '../../mapping/composed';
import type { PerItem } from '../../mapping/perItem';
import { checkIdText } from '../../model/idText';
import { withoutInvisible } from '../../model/invisible';
import { ItemError, named } from '../../model/itemError';
import { isLonger } from '../../model/limits';
import { isLeftByProgram } from '../../model/placeholder';
import type { Parameters } from '../../runtime/parameters';

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

/** Compiles the name of an item's catalog. */
export function compileCatalog(parameters: Parameters): PerItem<string> {
	const name = parameters.perItem('catalogName');
	return (...item) => readPathSegment(name, 'Catalog', item);
}

/**
 * Compiles the ID of an item's catalog item. Placeholders such as "n/a" are refused, since all items with one
 * would overwrite each other.
 */
export function compileItemId(parameters: Parameters): PerItem<string> {
	const value = compileComposed(parameters.raw('itemId'), parameters.engine);
	return (...item) => {
		const given = named('Item ID ', () => value(...item));
		return checkItemId(withoutInvisible(readText(() => given, 'Item ID', item)));
	};
}

function checkItemId(id: string): string {
	checkIdText(id, 'Item ID', (text) => isLeftByProgram(text) || !/[a-z\d]/i.test(text));
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
