import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import { isPlainObject } from '../model/objects';

/** The field that an item's outcome is added in. */
const OUTCOME_FIELD = 'braze';

const field: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	noDataExpression: true,
	default: true,
	description: `Whether to output the fields of the input item, with the outcome in the field "${OUTCOME_FIELD}". If off, only the outcome is output.`,
};

/** Adds the choice of what the output holds to an operation's properties, before its options. */
export function withInputFieldsChoice(properties: readonly INodeProperties[]): INodeProperties[] {
	const options = properties.findIndex(({ name }) => name === 'options');
	return properties.toSpliced(options < 0 ? properties.length : options, 0, field);
}

/** Whether the output includes the input fields, if the operation has that choice. */
export function includesInputFields(context: IExecuteFunctions): boolean {
	return context.getNodeParameter(field.name, 0, false) === true;
}

/**
 * An item's own fields and its outcome. An `error` field from an earlier error output is left out: on an
 * item that is accepted now, it would be wrong.
 */
export function withOutcome(item: INodeExecutionData, outcome: IDataObject): IDataObject {
	// The outcome comes first: added to a copy, it would turn that into a hash table, 3.5 times the size in V8.
	const fields: IDataObject = { [OUTCOME_FIELD]: outcome, ...item.json };
	fields[OUTCOME_FIELD] = outcome;
	if (Object.hasOwn(fields, 'error') && isFromErrorOutput(item)) delete fields.error;
	return fields;
}

/** Statuses of items that go to the first output. */
const GOOD: ReadonlySet<unknown> = new Set([
	'accepted',
	'applied',
	'unchanged',
	'skipped',
	'preview',
]);

/** Whether an item came from an error output: of this node, which leaves an outcome, or of another one. */
function isFromErrorOutput({ json, error }: INodeExecutionData): boolean {
	if (error !== undefined) return true;
	const outcome = json[OUTCOME_FIELD];
	if (isPlainObject(outcome))
		return typeof outcome.status === 'string' && !GOOD.has(outcome.status);
	return Array.isArray(json.errors) && (json.status === 'rejected' || json.status === 'partial');
}
