import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { deliver } from '../batch/deliver';
import type { Addressed } from '../batch/runs';
import { endpointRuns } from '../batch/runs';
import { Outcomes } from '../batch/outcomes';
import type { Ordered } from '../batch/schedule';
import { schedule } from '../batch/schedule';
import type { Endpoint, RequestObject } from '../batch/types';
import { problemsOf } from '../model/itemError';
import { createClient } from './client';
import { readCredential } from './credential';
import { readRequestSettings } from './requestOptions';
import type { Operation, OperationDescription } from './operation';
import { descriptionOf } from './operation';
import type { ItemResult } from './output';
import { toOutput } from './output';
import { Parameters } from './parameters';

/** What one item asks for. */
export interface PreparedItem {
	objects: ReadonlyArray<Omit<RequestObject, 'items'>>;
	/** Its request's path, if that differs between items. */
	path?: string;
	/** Fields of its request beside the arrays; items with the same ones share requests. */
	sharedFields?: IDataObject;
	/** Keys of what it changes; items that share one are sent in their order. None: any order. */
	orderingKeys?: readonly string[];
	/** What its outcome says beside the status, e.g. the user. */
	outcome?: IDataObject;
}

/** How an operation sends one or more objects for each item, many items in one request. */
export interface BatchedBehaviour {
	/** The API key permission that the endpoint asks for. */
	permission: string;
	endpoint: Omit<Endpoint, 'path' | 'sharedFields'> & { path?: string };
	/**
	 * Reads what is the same for all items, and gives the function that prepares one.
	 * That function throws {@link ItemError} for an item that cannot be sent.
	 */
	prepare: (parameters: Parameters) => (json: IDataObject, itemIndex: number) => PreparedItem;
	/** Whether to resend what may have been taken and would count twice, unless the user says. */
	retryAmbiguous?: boolean;
	/** What the outcome of an accepted item says as well. */
	accepted?: IDataObject;
}

/** An operation as data: what the user sees of it, and what it sends. */
export interface BatchedOperation extends OperationDescription, BatchedBehaviour {}

/** Makes an operation of its data. */
export function batched(operation: BatchedOperation): Operation {
	return {
		...descriptionOf(operation),
		execute: async (context) => await runBatched(context, operation),
	};
}

/**
 * Runs a batched operation over all items: prepare, batch, send, and give each item its outcome.
 *
 * @throws if items failed and the node is set to stop on errors, after all others were sent
 */
export async function runBatched(
	context: IExecuteFunctions,
	operation: BatchedBehaviour,
): Promise<INodeExecutionData[]> {
	const credential = await readCredential(context);
	const parameters = new Parameters(context);
	const options = parameters.once<IDataObject>('options', {});
	const settings = readRequestSettings(options, operation.retryAmbiguous);
	const prepare = operation.prepare(parameters);
	const outcomes = new Outcomes();
	const entries: Array<Ordered & Addressed> = [];
	const described: IDataObject[] = context.getInputData().map(({ json }, item) => {
		let prepared: PreparedItem;
		try {
			prepared = prepare(json, item);
		} catch (error) {
			for (const problem of problemsOf(error)) outcomes.rejectItem(item, problem);
			return {};
		}
		const { objects, path, sharedFields, orderingKeys = [] } = prepared;
		entries.push({
			endpoint: {
				path: '',
				...operation.endpoint,
				...(path !== undefined && { path }),
				sharedFields,
			},
			group: objects.map((object) => ({ ...object, items: [item] })),
			orderingKeys,
		});
		return prepared.outcome ?? {};
	});
	const client = createClient(context, credential, settings);
	for (const { endpoint, stages } of endpointRuns(schedule(entries))) {
		const { permission } = operation;
		await deliver(stages, { endpoint, permission }, client, outcomes);
	}
	return toOutput(context, described.map(resultOf), client.stopReason);

	function resultOf(outcome: IDataObject, item: number): ItemResult {
		const errors = outcomes.errorsOf(item);
		const json =
			errors.length > 0
				? { status: 'rejected', ...outcome, errors: [...errors] }
				: { status: 'accepted', ...operation.accepted, ...outcome, ...outcomes.answerOf(item) };
		return { json, errors };
	}
}
