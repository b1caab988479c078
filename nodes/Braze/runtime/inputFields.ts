import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/** The field that holds an item's outcome among its own. */
export const OUTCOME_FIELD = 'braze';

const field: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	noDataExpression: true,
	default: true,
	description: `Whether to output the fields of the input item, with the outcome in the field "${OUTCOME_FIELD}". If off, only the outcome is output.`,
};

/** An operation's properties with the choice of what its output holds, before the options. */
export function withInputFieldsChoice(properties: readonly INodeProperties[]): INodeProperties[] {
	const options = properties.findIndex(({ name }) => name === 'options');
	return properties.toSpliced(options < 0 ? properties.length : options, 0, field);
}

/** Whether the output holds the items' own fields: only where the operation has the choice. */
export function includesInputFields(context: IExecuteFunctions): boolean {
	return context.getNodeParameter(field.name, 0, false) === true;
}

/**
 * An item's own fields and its outcome. A field `error`, such as an earlier error output adds, is left
 * out: beside an item that was accepted it would be wrong, and with Retry On Fail n8n would run the
 * node again because of it.
 */
export function withOutcome(input: IDataObject, outcome: IDataObject): IDataObject {
	// The outcome first: added to the copy, it would make V8 keep that as a hash table, 3.5 times the size.
	const fields: IDataObject = { [OUTCOME_FIELD]: outcome, ...input };
	fields[OUTCOME_FIELD] = outcome;
	if (Object.hasOwn(fields, 'error')) delete fields.error;
	return fields;
}
