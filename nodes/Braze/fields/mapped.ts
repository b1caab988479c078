import type { IDataObject } from 'n8n-workflow';

import type { Mapping } from '../mapping/assignments';
import { buildAttributes } from '../mapping/buildAttributes';
import { compileContact, writeContacts } from '../mapping/contact';
import { nest } from '../mapping/nest';
import type { Item } from '../mapping/perItem';
import { ItemError, Problems } from '../model/itemError';
import { hasKeys } from '../model/objects';
import { readdsRemoved } from '../model/operators';
import type { Parameters } from '../runtime/parameters';

/**
 * Builds an object from an item's mapped fields.
 *
 * @returns undefined if nothing is mapped, or no field has a value
 * @throws ItemError that names every field that cannot be read
 */
export function readMapped(mapping: Mapping, [json, itemIndex]: Item): IDataObject | undefined {
	const problems = new Problems();
	const fields = mapping(json, itemIndex, problems);
	problems.throwIfAny();
	const object = nest(fields);
	return hasKeys(object) ? object : undefined;
}

/**
 * Compiles the Attributes field of operations that send messages, by the rules of Track User. Empty
 * attributes and those that Braze would refuse are left out: the message is sent all the same.
 *
 * @returns a function of the item that returns undefined if there are none, and adds what it leaves out to
 *   the problems
 */
export function compileAttributes(
	parameters: Parameters,
): (item: Item, problems: Problems) => IDataObject | undefined {
	const mapping = parameters.mapping('attributes', 'Attributes');
	const contact = compileContact(parameters);
	return (item, problems) => {
		const single = problems.within('', { kind: 'attribute' });
		const attributes = buildAttributes(mapping(...item, single), 'skip', single);
		for (const [name, value] of Object.entries(attributes)) {
			if (!readdsRemoved(value)) continue;
			const problem =
				'removes an object and adds it again, of which Braze leaves nothing in one request. Use Track User for it.';
			single.within(`Attribute "${name}" `).add(new ItemError(problem, { field: name }));
			delete attributes[name];
		}
		writeContacts(attributes, contact(...item), single);
		return hasKeys(attributes) ? attributes : undefined;
	};
}
