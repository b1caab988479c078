import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Client, StopReason } from '../api/client';
import { Capacity } from '../batch/capacity';
import { deliver } from '../batch/deliver';
import { Outcomes } from '../batch/outcomes';
import { preview, refuseTooLarge } from '../batch/preview';
import { type EndpointRun, endpointRuns } from '../batch/runs';
import { schedule } from '../batch/schedule';
import type { Endpoint, Limits, RequestObject } from '../batch/types';
import { messagesOf, type Remark } from '../model/itemError';
import type { LeftOut } from '../model/leftOut';
import type { NearMiss } from '../model/nearMisses';
import { startExecution } from './execution';
import { descriptionOf, type Operation, type OperationDescription } from './operation';
import { withInputFieldsChoice } from './inputFields';
import { type ItemResult, toItems, toOutput } from './output';
import { hintAtRun } from './hints';
import type { Advice } from './runSummary';
import type { Parameters } from './parameters';

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
	/** Why it cannot be sent. */
	problems?: readonly string[];
	/** What is to be said about it that is no error. */
	warnings?: readonly string[];
	/** Parts that are not sent, while the rest is. */
	leftOut?: readonly LeftOut[];
	/** What is to be said about parts that are sent. */
	remarks?: readonly Remark[];
}

/** All items, as they are to be sent. */
export interface Plan {
	runs: EndpointRun[];
	/** What became of items without an object to send. */
	idle?: ReadonlyMap<number, 'skipped' | 'unchanged'>;
	/** What outcomes say as well, by item. */
	sent?: ReadonlyMap<number, IDataObject>;
	/** Attributes that were likely meant to be Braze's own. */
	nearMisses?: readonly NearMiss[];
	/** What else is to be said after the run. */
	advice?: readonly Advice[];
	/** Why items could not be planned, if it is for a reason that meets all of them. */
	stopReason?: StopReason;
}

/** What planning may need. */
export interface Planning {
	options: IDataObject;
	outcomes: Outcomes;
	/** A client of its own: a key that may not read can still write. */
	createClient: () => Client;
}

/** How an operation sends one or more objects for each item, many items in one request. */
export interface BatchedBehaviour<Prepared extends PreparedItem = PreparedItem> {
	/** The API key permission that the endpoint asks for. */
	permission: string;
	endpoint: Omit<Endpoint, 'path' | 'sharedFields'> & { path?: string };
	/** The endpoint's limits, where options can change them. */
	limitsOf?: (options: IDataObject) => Limits;
	/**
	 * Reads what is the same for all items, and gives the function that prepares one.
	 * That function throws {@link ItemError} for an item that cannot be sent.
	 */
	prepare: (parameters: Parameters) => (json: IDataObject, itemIndex: number) => Prepared;
	/** Plans how items are sent, where that is more than keeping the order of what they change. */
	plan?: (
		items: ReadonlyArray<Planned<Prepared>>,
		endpoint: Endpoint,
		planning: Planning,
	) => Promise<Plan>;
	/** Whether to resend what may have been taken and would count twice, unless the user says. */
	retryAmbiguous?: boolean;
	/** What the outcome of an accepted item says as well. */
	accepted?: IDataObject;
	/** What `taken` of a partly taken item says unless Braze has more. */
	nothingTaken?: IDataObject;
}

/** An item that can be sent. */
export interface Planned<Prepared extends PreparedItem = PreparedItem> {
	item: number;
	prepared: Prepared;
}

/** An item, and what its outcome says of it. */
interface Described {
	item: number;
	status: string;
	/** What stands beside the status. */
	outcome: IDataObject;
	/** What stands at the end: what was sent, or would be. */
	shown: IDataObject;
}

/** An operation as data: what the user sees of it, and what it sends. */
export interface BatchedOperation<Prepared extends PreparedItem = PreparedItem>
	extends OperationDescription, BatchedBehaviour<Prepared> {}

/** Makes an operation of its data. */
export function batched<Prepared extends PreparedItem = PreparedItem>(
	operation: BatchedOperation<Prepared>,
): Operation {
	return {
		...descriptionOf(operation),
		properties: withInputFieldsChoice(operation.properties),
		execute: async (context) => await runBatched(context, operation),
	};
}

/**
 * Runs a batched operation over all items: prepare, plan, send, and give each item its outcome.
 *
 * @throws if items failed and the node is set to stop on errors, after all others were sent
 */
export async function runBatched<Prepared extends PreparedItem = PreparedItem>(
	context: IExecuteFunctions,
	operation: BatchedBehaviour<Prepared>,
): Promise<INodeExecutionData[]> {
	const { parameters, options, createClient } = await startExecution(
		context,
		operation.retryAmbiguous,
	);
	const limits = operation.limitsOf?.(options) ?? operation.endpoint.limits;
	const endpoint: Endpoint = { path: '', ...operation.endpoint, limits };
	const outcomes = new Outcomes();
	const prepare = operation.prepare(parameters);
	const described: IDataObject[] = [];
	const items: Array<Planned<Prepared>> = [];
	for (const [item, { json }] of context.getInputData().entries()) {
		try {
			const prepared = prepare(json, item);
			const { outcome = {}, problems = [], warnings = [] } = prepared;
			described[item] = outcome;
			for (const problem of problems) outcomes.rejectItem(item, problem);
			for (const warning of warnings) outcomes.warnItem(item, warning);
			for (const part of prepared.leftOut ?? []) outcomes.leaveOut(item, part);
			for (const remark of prepared.remarks ?? []) outcomes.remark(item, remark);
			if (problems.length === 0) items.push({ item, prepared });
		} catch (error) {
			described[item] = {};
			for (const problem of messagesOf(error)) outcomes.rejectItem(item, problem);
		}
	}
	const planning = { options, outcomes, createClient };
	const plan = await (operation.plan ?? planInOrder)(items, endpoint, planning);
	const isDryRun = options.dryRun === true;
	const requests = isDryRun ? dryRun(plan, options, outcomes) : undefined;
	const results = () =>
		described.map((outcome, item) => {
			const status = statusOf(item, outcomes, plan, isDryRun);
			const shown = { ...plan.sent?.get(item), ...requests?.get(item) };
			return resultOf(operation, { item, status, outcome, shown }, outcomes);
		});
	const { leftOutCounts: leftOut, remarkCounts: remarks } = outcomes;
	const { nearMisses, advice } = plan;
	const about = { isDryRun, leftOut, remarks, nearMisses, advice };
	if (isDryRun) {
		// Nothing was done that could fail: the node shows what it would do, bad items included.
		const shown = results();
		hintAtRun(context, shown, about);
		return toItems(context, shown);
	}
	const client = createClient();
	const capacity = new Capacity(limits);
	for (const { endpoint: to, stages } of plan.runs) {
		const delivery = { endpoint: to, permission: operation.permission, capacity };
		await deliver(stages, delivery, client, outcomes);
	}
	const done = results();
	hintAtRun(context, done, about, client);
	return toOutput(context, done, client.stopReason ?? plan.stopReason);
}

/** What a dry run shows beside what each item sends: the requests, if the user wants to see them. */
function dryRun(
	{ runs }: Plan,
	{ showRequests }: IDataObject,
	outcomes: Outcomes,
): ReadonlyMap<number, IDataObject> | undefined {
	if (showRequests === true) return preview(runs, outcomes);
	refuseTooLarge(runs, outcomes);
	return undefined;
}

/** Sends items that change the same thing in their order, and all others together. */
async function planInOrder(items: readonly Planned[], endpoint: Endpoint): Promise<Plan> {
	const entries = items.map(({ item, prepared }) => {
		const { objects, path = endpoint.path, sharedFields, orderingKeys = [] } = prepared;
		return {
			endpoint: { ...endpoint, path, sharedFields },
			group: objects.map((object) => ({ ...object, items: [item] })),
			orderingKeys,
		};
	});
	return await Promise.resolve({ runs: endpointRuns(schedule(entries)) });
}

function statusOf(item: number, outcomes: Outcomes, { idle }: Plan, isDryRun: boolean): string {
	const status = outcomes.statusOf(item);
	if (status !== 'accepted') return status;
	return idle?.get(item) ?? (isDryRun ? 'preview' : status);
}

function resultOf(
	{ accepted, nothingTaken }: Pick<BatchedBehaviour, 'accepted' | 'nothingTaken'>,
	{ item, status, outcome, shown }: Described,
	outcomes: Outcomes,
): ItemResult {
	const errors = outcomes.errorsOf(item);
	const warnings = outcomes.warningsOf(item);
	const taken = errors.length > 0 ? outcomes.takenOf(item) : {};
	const json: IDataObject = {
		status,
		...(status === 'accepted' && accepted),
		...outcome,
		...(status === 'accepted' && outcomes.answerOf(item)),
		...(errors.length > 0 && { errors: [...errors] }),
		...(warnings.length > 0 && { warnings: [...warnings] }),
		...(Object.keys(taken).length > 0 && { taken: { ...nothingTaken, ...taken } }),
		...shown,
	};
	return { json, errors, unsent: errors.length > 0 && !outcomes.wasSent(item) };
}
