import type { IDataObject } from 'n8n-workflow';

/**
 * The parameters of Track User with fields as if dragged in the editor.
 *
 * @param attributes names and values, expressions as n8n stores them
 * @param more parameters besides the attributes
 * @param types of fields that aren't texts
 */
export function track(
	attributes: Record<string, unknown>,
	more: IDataObject = {},
	types: Record<string, string> = {},
): IDataObject {
	const assignments = Object.entries(attributes).map(([name, value], index) => ({
		id: String(index),
		name,
		value,
		type: types[name] ?? 'string',
	}));
	return {
		resource: 'user',
		operation: 'track',
		attributesMode: 'drag',
		attributes: { assignments },
		...more,
	} as IDataObject;
}
