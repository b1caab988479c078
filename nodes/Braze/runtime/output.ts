import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { includesInputFields, withOutcome } from './inputFields';
import { hasFailed, type ItemResult, outcomesIn } from './itemResult';
import { type Ending, summaryError } from './summaryError';

/**
 * Returns the output of each input item, paired with it. If the node has an error output, failed items
 * go there.
 *
 * @throws if items failed and the node is set to stop on errors, unless it is an agent's tool; everything
 * that could be sent has been
 */
export function toOutput(
	context: IExecuteFunctions,
	results: readonly ItemResult[],
	ending: Ending,
): INodeExecutionData[] {
	if (results.some(hasFailed) && !context.continueOnFail() && !isTool(context)) {
		throw summaryError(context.getNode(), results, ending);
	}
	return toItems(context, results);
}

/** Whether an agent uses the node. What a tool throws does not reach the model: n8n 2.41.1 gives it "". */
function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/** Returns all items, including failed ones, whatever the node's settings say about errors. */
export function toItems(
	context: IExecuteFunctions,
	results: readonly ItemResult[],
): INodeExecutionData[] {
	const { onError, retryOnFail } = context.getNode();
	const includes = includesInputFields(context);
	const input = context.getInputData();
	const items: INodeExecutionData[] = [];
	for (const [item, { json, errors }] of results.entries()) {
		const { binary } = input[item];
		const isFailed = errors.length > 0 && onError === 'continueErrorOutput';
		for (const outcome of outcomesIn(json)) {
			const output: INodeExecutionData = {
				json: includes ? withOutcome(input[item], outcome) : outcome,
				pairedItem: { item },
			};
			if (includes && binary !== undefined) output.binary = binary;
			items.push(isFailed ? toErrorItem(output, errors.join('\n'), retryOnFail) : output);
		}
	}
	return items;
}

/**
 * Makes an item that every supported version of n8n (tested: 2.0.3 and 2.41.1) sends to the error output
 * with all of its fields. n8n sends items there that have an `error`; it adds the input's fields to a
 * copy, and replaces all fields by the error's text if the copy has an `error` as well. A property that
 * is not enumerable is not copied.
 *
 * @param retryOnFail if set, an `error` among the first item's fields would make n8n run the node again
 *   and send everything twice
 */
function toErrorItem(
	item: INodeExecutionData,
	message: string,
	retryOnFail: boolean | undefined,
): INodeExecutionData {
	if (!retryOnFail) item.json = { ...item.json, error: message };
	return Object.defineProperty(item, 'error', { value: { message } });
}
