import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import type { Operation } from './operation';
import { toOutput } from './output';

/**
 * Runs an operation over all items. If a parameter that has to be the same for all of them is an
 * expression, every item is rejected, since n8n would evaluate it for the first item only.
 */
export async function runOperation(
	context: IExecuteFunctions,
	operation: Operation,
): Promise<INodeExecutionData[]> {
	const parameters = context.getNode().parameters as IDataObject;
	const errors = expressionsIn(operation.properties, parameters);
	if (errors.length === 0) return await operation.execute(context);
	const rejected = { json: { status: 'rejected', errors }, errors, unsent: true, title: errors[0] };
	return toOutput(
		context,
		context.getInputData().map(() => rejected),
		{ writes: true },
	);
}

/** The errors of parameters that must not be expressions, but are. */
function expressionsIn(properties: readonly INodeProperties[], parameters: IDataObject): string[] {
	return properties.flatMap(({ displayName, name, type, noDataExpression, options }) => {
		const value = parameters[name];
		if (noDataExpression === true && wasExpression(value)) {
			return [`${displayName} cannot be an expression: it is the same for all items.`];
		}
		if (type !== 'collection' || typeof value !== 'object' || value === null) return [];
		return expressionsIn(options as INodeProperties[], value as IDataObject);
	});
}

/**
 * n8n removes the leading `=` from such parameters, which leaves text with braces, but not from one that
 * a model fills in, which it does for one item at a time.
 */
function wasExpression(value: unknown): boolean {
	return typeof value === 'string' && value.includes('{{') && !value.includes('$fromAI');
}
