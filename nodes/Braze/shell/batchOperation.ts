import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Halt } from '../batch/deliver';
import { deliver } from '../batch/deliver';
import { legsOf } from '../batch/legs';
import { Outcomes } from '../batch/outcomes';
import type { Entry } from '../batch/schedule';
import { schedule } from '../batch/schedule';
import type { Endpoint, Group, Piece } from '../batch/types';
import { createCourier } from '../transport/courier';
import { readCredential } from './credential';
import { readDeliveryOptions } from './deliveryOptions';
import type { ItemResult } from './output';
import { toOutput } from './output';
import { Parameters } from './parameters';

/** What one item asks for. */
export interface Draft {
	/** Where it goes. Drafts with the very same object share requests. */
	endpoint: Endpoint;
	pieces: ReadonlyArray<Omit<Piece, 'items'>>;
	/** Keys of what it changes; items that share one are sent in their order. None: any order. */
	touches?: readonly string[];
	/** What the output says about the item beside its status, e.g. the user. */
	about?: IDataObject;
}

/** An operation that sends one or more objects for each item, many items in one request. */
export interface BatchOperation {
	/** The API key permission that the endpoint asks for. */
	permission: string;
	/**
	 * Reads what is the same for all items, and gives the function that drafts one.
	 * That function throws {@link DraftError} for an item that cannot be sent.
	 */
	prepare: (parameters: Parameters) => (json: IDataObject, itemIndex: number) => Draft;
	/** Whether to resend what may have been taken and would count twice, unless the user says. */
	retryAmbiguous?: boolean;
	/** The output of an item that Braze took; `{status: 'accepted', ...about}` by default. */
	accepted?: (about: IDataObject) => IDataObject;
}

/** Why an item cannot be sent: which field, and what to do. */
export class DraftError extends Error {
	constructor(readonly problems: readonly string[]) {
		super(problems.join(' '));
	}
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
	const settings = readDeliveryOptions(options, operation.retryAmbiguous);
	const draft = operation.prepare(parameters);
	const outcomes = new Outcomes();
	const entries: Entry[] = [];
	const endpoints = new Map<Group, Endpoint>();
	const about: IDataObject[] = context.getInputData().map(({ json }, item) => {
		const drafted = tryDraft(draft, json, item);
		if (drafted instanceof Error) {
			for (const problem of problemsOf(drafted)) outcomes.rejectItem(item, problem);
			return {};
		}
		const group = drafted.pieces.map((piece) => ({ ...piece, items: [item] }));
		endpoints.set(group, drafted.endpoint);
		entries.push({ group, touches: drafted.touches ?? [] });
		return drafted.about ?? {};
	});
	const courier = createCourier(context, credential, settings.timeout);
	let halt: Halt | undefined;
	for (const { endpoint, waves } of legsOf(schedule(entries), endpoints)) {
		const delivery = { ...settings, endpoint, permission: operation.permission };
		halt = await deliver(waves, delivery, courier, outcomes, halt);
	}
	return toOutput(context, about.map(resultOf), halt);

	function resultOf(json: IDataObject, item: number): ItemResult {
		const errors = outcomes.errorsOf(item);
		if (errors.length > 0)
			return { json: { status: 'rejected', ...json, errors: [...errors] }, errors };
		const accept = operation.accepted ?? ((fields) => ({ status: 'accepted', ...fields }));
		return { json: accept({ ...json, ...outcomes.answerOf(item) }), errors };
	}
}

function tryDraft(
	draft: (json: IDataObject, itemIndex: number) => Draft,
	json: IDataObject,
	item: number,
): Draft | Error {
	try {
		return draft(json, item);
	} catch (error) {
		return error as Error;
	}
}

function problemsOf(error: Error): readonly string[] {
	return error instanceof DraftError ? error.problems : [error.message];
}
