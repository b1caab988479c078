import type { IDataObject } from 'n8n-workflow';

import type { Parameters } from '../../runtime/parameters';
import { chosen } from '../../model/choice';
import { ItemError } from '../../model/itemError';
import { readMapped } from '../../fields/mapped';
import { type Item, readText } from '../../fields/text';
import type { Triggered } from './kinds';

/** Compiles which campaign or Canvas an item triggers. */
export function compileTarget(parameters: Parameters, kind: Triggered): (...item: Item) => string {
	const id = parameters.perItem(kind.field.name);
	return (...item) => readText(id, kind.name, item);
}

/** Compiles the properties that an item's message is filled with: `{<field's name>: {...}}`. */
export function compileProperties(
	parameters: Parameters,
	{ properties }: Triggered,
): (...item: Item) => IDataObject {
	const { displayName, name, field, newField, bytes } = properties;
	const names = newField === undefined ? [field] : [field, newField];
	const mapping = parameters.mapping(name, displayName);
	const options = parameters.perItem('options', 'Options:');
	return (...item) => {
		const { propertiesField } = (options(...item) ?? {}) as IDataObject;
		const key = chosen(propertiesField, names, 'Send Properties As');
		const object = readMapped(mapping, item);
		if (object === undefined) return {};
		if (bytes !== undefined && Buffer.byteLength(JSON.stringify(object)) > bytes) {
			throw new ItemError(
				`${displayName}: larger than the ${bytes / 1024} KB that Braze accepts. Map fewer fields or shorter values.`,
			);
		}
		return { [key]: object };
	};
}

/** What an answer says about a send. */
export function sendOf(body: unknown): IDataObject {
	const { dispatch_id, send_id } = (body ?? {}) as IDataObject;
	return {
		...(dispatch_id !== undefined && { dispatch_id }),
		...(send_id !== undefined && { send_id }),
	};
}
