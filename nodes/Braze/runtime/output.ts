import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { includesInputFields, withOutcome } from './inputFields';
import { hasFailed, type ItemResult } from './itemResult';
import { type Ending, summaryError } from './summaryError';

/**
 * Gives n8n the output of each input item, paired with it. If the node has an error output, n8n
 * sends the failed ones there.
 *
 * @throws if items failed and the node is set to stop on errors; by then everything that could be
 *   sent has been
 */
export function toOutput(
	context: IExecuteFunctions,
	results: readonly ItemResult[],
	ending: Ending,
): INodeExecutionData[] {
	if (results.some(hasFailed) && !context.continueOnFail()) {
		throw summaryError(context.getNode(), results, ending);
	}
	return toItems(context, results);
}

/** Gives n8n the items as they are, failed ones included, whatever the node's settings say. */
export function toItems(
	context: IExecuteFunctions,
	results: readonly ItemResult[],
): INodeExecutionData[] {
	const { onError, retryOnFail } = context.getNode();
	const includes = includesInputFields(context);
	const input = context.getInputData();
	return results.flatMap(({ json, errors }, item) =>
		[json].flat().map((outcome) => {
			const { binary } = input[item];
			const output: INodeExecutionData = {
				json: includes ? withOutcome(input[item], outcome) : outcome,
				...(includes && binary !== undefined && { binary }),
				pairedItem: { item },
			};
			const isFailed = errors.length > 0 && onError === 'continueErrorOutput';
			return isFailed ? toErrorItem(output, errors.join('\n'), retryOnFail) : output;
		}),
	);
}

/**
 * A failed item as every supported version of n8n (tested: 2.0.3 and 2.41.1) takes it for the error
 * output, all its fields kept. n8n sends an item there that has an `error`, adds the input's fields to a
 * copy, and puts the error's text in place of all fields if the copy has the `error` as well: one that
 * is not enumerable is not copied.
 *
 * @param retryOnFail n8n would run the node again if the first item's fields held an `error`, and send
 *   everything a second time
 */
function toErrorItem(
	item: INodeExecutionData,
	message: string,
	retryOnFail: boolean | undefined,
): INodeExecutionData {
	if (!retryOnFail) item.json = { ...item.json, error: message };
	return Object.defineProperty(item, 'error', { value: { message } });
}
