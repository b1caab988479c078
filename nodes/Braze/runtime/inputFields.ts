import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import { isPlainObject } from '../model/objects';

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
 * An item's own fields and its outcome. A field `error` that an earlier error output added is left out:
 * beside an item that was accepted it would be wrong.
 */
export function withOutcome(item: INodeExecutionData, outcome: IDataObject): IDataObject {
	// The outcome first: added to the copy, it would make V8 keep that as a hash table, 3.5 times the size.
	const fields: IDataObject = { [OUTCOME_FIELD]: outcome, ...item.json };
	fields[OUTCOME_FIELD] = outcome;
	if (Object.hasOwn(fields, 'error') && isFromErrorOutput(item)) delete fields.error;
	return fields;
}

/** Statuses of items that leave by the first output. */
const GOOD: ReadonlySet<unknown> = new Set([
	'accepted',
	'applied',
	'unchanged',
	'skipped',
	'preview',
]);

/** Whether an error output gave the item: n8n keeps the error of most, this node an outcome that failed. */
function isFromErrorOutput({ json, error }: INodeExecutionData): boolean {
	if (error !== undefined) return true;
	const outcome = json[OUTCOME_FIELD];
	if (isPlainObject(outcome))
		return typeof outcome.status === 'string' && !GOOD.has(outcome.status);
	return Array.isArray(json.errors) && (json.status === 'rejected' || json.status === 'partial');
}
