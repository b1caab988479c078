import { type Failure, type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { StopReason } from '../api/client';
import { were } from '../model/wording';
import { describeFailures } from './failures';
import { hasFailed, type ItemResult, statusOf } from './itemResult';

/** How a run ended, besides the results of its items. */
export interface Ending {
	/** Whether the operation changes or sends anything. */
	writes: boolean;
	/** Why sending stopped early, if it did. */
	stopReason?: StopReason;
	/** Whether Braze has anything that would count twice if sent again. */
	counted?: boolean;
}

/**
 * The error that stops the workflow: what is in Braze, and what running it again would do. n8n logs the
 * message of an error, so it holds none of an item's data; the description says the rest.
 */
export function summaryError(
	node: INode,
	results: readonly ItemResult[],
	ending: Ending,
): NodeApiError | NodeOperationError {
	const { stopReason } = ending;
	const message = titleOf(results, ending);
	const failed = results.flatMap(({ errors }, item) =>
		errors.length > 0 ? [{ item, errors }] : [],
	);
	const itemIndex = failed[0].item;
	const description = describeFailures(failed, message, results.length, adviceFor(results, ending));
	const failure = stopReason && failureOf(stopReason);
	const httpCode = stopReason && statusFor(stopReason);
	const error =
		httpCode === undefined
			? new NodeOperationError(node, message, { description, itemIndex, failure })
			: new NodeApiError(
					node,
					{ message },
					{
						message,
						description,
						itemIndex,
						httpCode,
						failure,
					},
				);
	// n8n replaces a message that contains a system error code, which Braze's may.
	error.message = message;
	return error;
}

/** What became of the items, in one sentence. */
function titleOf(results: readonly ItemResult[], { writes, stopReason }: Ending): string {
	const all = results.length;
	const { whole, partly, unknown, skipped, unsent, refused } = countsOf(results);
	const inBraze = whole + partly + unknown;
	if (inBraze === 0 && stopReason !== undefined) return stopReason.message;
	if (all === 1) return titleOfOne(results[0], writes);
	if (unsent === all) return `None of the ${all} items was sent`;
	if (inBraze + skipped === 0) return `None of the ${all} items succeeded`;
	if (!writes) return `${all - whole} of ${all} items failed; ${whole} succeeded`;
	const parts = [
		partly > 0 && `${partly} only in part`,
		unknown > 0 && `of ${unknown} it is unknown`,
		skipped > 0 && `${skipped} had nothing to send`,
		unsent > 0 && `${unsent} ${were(unsent)} not sent`,
		refused > 0 && `${refused} failed`,
	].filter((part) => part !== false);
	const begins =
		whole === 0
			? `None of the ${all} items is completely in Braze`
			: `${whole} of ${all} items ${whole === 1 ? 'is' : 'are'} in Braze`;
	return [begins, ...parts].join('; ');
}

function titleOfOne(result: ItemResult, writes: boolean): string {
	if (result.title !== undefined) return result.title;
	if (result.unsent) return 'The item was not sent';
	if (result.isUnknown) return 'It is unknown whether Braze accepted the item';
	if (statusOf(result) === 'partial') return 'Braze accepted only a part of the item';
	return writes ? 'Braze did not accept the item' : 'The item failed';
}

function countsOf(results: readonly ItemResult[]) {
	const counts = { whole: 0, partly: 0, unknown: 0, skipped: 0, unsent: 0, refused: 0 };
	for (const result of results) counts[fateOf(result)]++;
	return counts;
}

function fateOf(result: ItemResult) {
	if (!hasFailed(result)) return statusOf(result) === 'skipped' ? 'skipped' : 'whole';
	if (result.isUnknown) return 'unknown';
	if (statusOf(result) === 'partial') return 'partly';
	return result.unsent ? 'unsent' : 'refused';
}

/** What to do next, and what running the workflow again would do. */
function adviceFor(
	results: readonly ItemResult[],
	{ writes, stopReason, counted = false }: Ending,
): string {
	const { whole, partly, unknown } = countsOf(results);
	const continueWith = (what: string) =>
		`${what}, set "On Error" to "Continue (using error output)" in the node's settings.`;
	if (whole + partly + unknown === 0) {
		const these = results.length === 1 ? 'this item' : 'these items';
		const nothing = writes ? `Nothing of ${these} is in Braze` : 'Nothing was read';
		if (stopReason !== undefined) {
			return `${nothing}: once this is settled, run the execution again.`;
		}
		return continueWith(`${nothing}. To go on with the workflow anyway`);
	}
	if (!writes) return continueWith('To go on with the items that succeeded');
	const again = 'If you run this execution again, all items are sent again';
	if (!counted && unknown === 0) return `${again}; what is in Braze does not count twice.`;
	const twice = `${again}: events, purchases, increments and messages that are in Braze then count twice.`;
	return continueWith(`${twice} To go on with what succeeded, and to send only the rest again`);
}

/** The HTTP status for n8n to show; undefined if there is none. */
function statusFor({ status, retryAfterMs }: StopReason): string | undefined {
	if (status !== undefined) return String(status);
	return retryAfterMs === undefined ? undefined : '429';
}

/** Why everything stopped, as n8n classifies errors; versions before 2.41 ignore it. */
function failureOf({ status, retryAfterMs }: StopReason): Failure {
	if (retryAfterMs !== undefined) return { cause: 'rate-limited', retryAfterMs };
	return { cause: status === 401 ? 'credential-invalid' : 'configuration-invalid' };
}
