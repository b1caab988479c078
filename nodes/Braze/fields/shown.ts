import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

/** Values of other fields, by their names. */
type Values = Record<string, string[]>;

/** Shows fields only while others have one of these values, besides what each is shown for anyway. */
export function shownFor(show: Values, fields: readonly INodeProperties[]): INodeProperties[] {
	return updateDisplayOptions({ show }, [...fields]);
}

/** {@link shownFor} for the entries of a collection, in which paths to other fields start at the root. */
export function optionsShownFor(
	show: Values,
	options: readonly INodeProperties[],
): INodeProperties[] {
	const fromRoot = Object.entries(show).map(([name, values]) => [`/${name}`, values] as const);
	return shownFor(Object.fromEntries(fromRoot), options);
}
