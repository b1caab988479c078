import type { IExecuteFunctions } from 'n8n-workflow';

import { hasFailed, type ItemResult, statusOf } from './itemResult';

/** The part of n8n's run data that holds custom data, in all supported versions (tested: 2.0.3, 2.41.1). */
interface CustomData {
	get(key: string): unknown;
	set(key: string, value: number): void;
}

/** Failed items by their status, as {@link noteFailures} notes them. */
export type Failures = ReadonlyMap<string, number>;

/**
 * Records on the execution how many items failed, so that n8n's list of executions can be searched by
 * it: `braze_rejected` and `braze_partial`, over all nodes of the run.
 *
 * @param before what an earlier try of this node recorded, which this replaces
 */
export function noteFailures(
	context: IExecuteFunctions,
	results: readonly ItemResult[],
	before: Failures = new Map(),
): Failures {
	const now = new Map<string, number>();
	for (const result of results) {
		if (!hasFailed(result)) continue;
		const status = statusOf(result) === 'partial' ? 'partial' : 'rejected';
		now.set(status, (now.get(status) ?? 0) + 1);
	}
	const statuses = new Set([...now.keys(), ...before.keys()]);
	if (statuses.size === 0) return now;
	const customData = customDataOf(context);
	for (const status of statuses) {
		const key = `braze_${status}`;
		const others = Number(customData?.get(key) ?? 0) - (before.get(status) ?? 0);
		customData?.set(key, others + (now.get(status) ?? 0));
	}
	return now;
}

/** (A tool of an AI agent may run without an execution of its own.) */
function customDataOf(context: IExecuteFunctions): CustomData | undefined {
	const { $execution } = context.getWorkflowDataProxy(0) as {
		$execution?: { customData?: CustomData };
	};
	return $execution?.customData;
}
