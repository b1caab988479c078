import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { deliver } from '../batch/deliver';
import { endpointRuns } from '../batch/runs';
import { Outcomes } from '../batch/outcomes';
import type { Entry } from '../batch/schedule';
import { schedule } from '../batch/schedule';
import type { Endpoint, Group, RequestObject } from '../batch/types';
import { problemsOf } from '../model/itemError';
import { createClient } from './client';
import { readCredential } from './credential';
import { readRequestSettings } from './requestOptions';
import type { ItemResult } from './output';
import { toOutput } from './output';
import { Parameters } from './parameters';

/** What one item asks for. */
export interface PreparedItem {
	/** Where it goes. Drafts with the very same object share requests. */
	endpoint: Endpoint;
	objects: ReadonlyArray<Omit<RequestObject, 'items'>>;
	/** Keys of what it changes; items that share one are sent in their order. None: any order. */
	orderingKeys?: readonly string[];
	/** What the output says about the item beside its status, e.g. the user. */
	about?: IDataObject;
}

/** An operation that sends one or more objects for each item, many items in one request. */
export interface BatchOperation {
	/** The API key permission that the endpoint asks for. */
	permission: string;
	/**
	 * Reads what is the same for all items, and gives the function that drafts one.
	 * That function throws {@link ItemError} for an item that cannot be sent.
	 */
	prepare: (parameters: Parameters) => (json: IDataObject, itemIndex: number) => PreparedItem;
	/** Whether to resend what may have been taken and would count twice, unless the user says. */
	retryAmbiguous?: boolean;
	/** The output of an item that Braze took; `{status: 'accepted', ...about}` by default. */
	accepted?: (about: IDataObject) => IDataObject;
}

/**
 * Runs a batched operation over all items: draft, batch, send, and give each item its outcome.
 *
 * @throws if items failed and the node is set to stop on errors, after all others were sent
 */
export async function runBatchOperation(
	context: IExecuteFunctions,
	operation: BatchOperation,
): Promise<INodeExecutionData[]> {
	const credential = await readCredential(context);
	const parameters = new Parameters(context);
	const options = parameters.once<IDataObject>('options', {});
	const settings = readRequestSettings(options, operation.retryAmbiguous);
	const draft = operation.prepare(parameters);
	const outcomes = new Outcomes();
	const entries: Entry[] = [];
	const endpoints = new Map<Group, Endpoint>();
	const about: IDataObject[] = context.getInputData().map(({ json }, item) => {
		let prepared: PreparedItem;
		try {
			prepared = draft(json, item);
		} catch (error) {
			for (const problem of problemsOf(error)) outcomes.rejectItem(item, problem);
			return {};
		}
		const group = prepared.objects.map((object) => ({ ...object, items: [item] }));
		endpoints.set(group, prepared.endpoint);
		entries.push({ group, orderingKeys: prepared.orderingKeys ?? [] });
		return prepared.about ?? {};
	});
	const client = createClient(context, credential, settings);
	for (const { endpoint, stages } of endpointRuns(schedule(entries), endpoints)) {
		const { permission } = operation;
		await deliver(stages, { endpoint, permission }, client, outcomes);
	}
	return toOutput(context, about.map(resultOf), client.stopReason);

	function resultOf(json: IDataObject, item: number): ItemResult {
		const errors = outcomes.errorsOf(item);
		if (errors.length > 0)
			return { json: { status: 'rejected', ...json, errors: [...errors] }, errors };
		const accept = operation.accepted ?? ((fields) => ({ status: 'accepted', ...fields }));
		return { json: accept({ ...json, ...outcomes.answerOf(item) }), errors };
	}
}
