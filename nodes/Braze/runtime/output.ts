import {
	type Failure,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type JsonObject,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import type { StopReason } from '../api/client';
import { describeFailures } from './failures';
import { includesInputFields, withOutcome } from './inputFields';

/** What became of one item. */
export interface ItemResult {
	/** What the item gives; a list for an operation that gives any number, e.g. Get Many. */
	json: IDataObject | readonly IDataObject[];
	/** What went wrong; empty if nothing did. */
	errors: readonly string[];
	/** Whether it never came to sending anything of the item. */
	unsent?: boolean;
}

/**
 * Gives n8n the output of each input item, paired with it. If the node has an error output, n8n
 * sends the failed ones there.
 *
 * @param stopReason why sending stopped early, if it did
 * @throws if items failed and the node is set to stop on errors; by then everything that could be
 *   sent has been
 */
export function toOutput(
	context: IExecuteFunctions,
	results: readonly ItemResult[],
	stopReason?: StopReason,
): INodeExecutionData[] {
	const failed = results.flatMap(({ errors }, index) => (errors.length > 0 ? [index] : []));
	if (failed.length > 0 && !context.continueOnFail()) {
		throw summaryError(context, results, failed, stopReason);
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
			const { json: fields, binary } = input[item];
			const output: INodeExecutionData = {
				json: includes ? withOutcome(fields, outcome) : outcome,
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

function summaryError(
	context: IExecuteFunctions,
	results: readonly ItemResult[],
	failed: readonly number[],
	stopReason: StopReason | undefined,
): NodeApiError | NodeOperationError {
	const [first] = failed;
	const message = summary(results, failed, stopReason);
	const reasons = failed.map((item) => ({ item, errors: results[item].errors }));
	const description = describeFailures(reasons, message, results.length);
	if (stopReason === undefined) {
		return new NodeOperationError(context.getNode(), message, { description, itemIndex: first });
	}
	return new NodeApiError(context.getNode(), { message } as JsonObject, {
		message,
		description,
		itemIndex: first,
		httpCode: String(stopReason.status ?? 429),
		failure: failureOf(stopReason),
	});
}

/** What happened to all items, in one sentence that is true. */
function summary(
	results: readonly ItemResult[],
	failed: readonly number[],
	stopReason: StopReason | undefined,
): string {
	const all = results.length;
	const [first] = failed;
	if (all === 1) return results[first].errors[0];
	if (failed.length === all) {
		if (stopReason !== undefined) return stopReason.message;
		if (results.every(({ unsent }) => unsent)) return `None of the ${all} items was sent`;
		const partly = failed.filter((index) => statusOf(results[index]) === 'partial').length;
		if (partly === 0) return `None of the ${all} items succeeded`;
		return `None of the ${all} items succeeded completely; ${partly} did in part`;
	}
	const skipped = results.filter((result) => statusOf(result) === 'skipped').length;
	const through = all - failed.length - skipped;
	const others = [
		through > 0 && `${through} succeeded`,
		skipped > 0 && `${skipped} had nothing to send`,
	].filter((text) => text !== false);
	return `${failed.length} of ${all} items failed; ${others.join(', ')}`;
}

/** The status in an item's outcome, if it has an outcome. */
export function statusOf({ json }: ItemResult): string | undefined {
	const [outcome] = [json].flat() as IDataObject[];
	return outcome?.status as string | undefined;
}

/** Why everything stopped, in n8n's words; versions before 2.41 ignore it. */
function failureOf({ status, retryAfterMs }: StopReason): Failure {
	if (retryAfterMs !== undefined) return { cause: 'rate-limited', retryAfterMs };
	return { cause: status === 401 ? 'credential-invalid' : 'configuration-invalid' };
}
