import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Capacity } from '../batch/capacity';
import { deliver } from '../batch/deliver';
import { EarlierTries } from '../batch/earlierTries';
import { Outcomes } from '../batch/outcomes';
import type { Note, Plan, Planned, Planning, PreparedItem, ReadBack } from '../batch/plan';
import { preview, refuseTooLarge } from '../batch/preview';
import { endpointRuns } from '../batch/runs';
import { schedule } from '../batch/schedule';
import { Spacing } from '../batch/spacing';
import type { Endpoint, Limits } from '../batch/types';
import type { PerItem } from '../mapping/perItem';
import { messagesOf } from '../model/itemError';
import { type Failures, noteFailures } from './customData';
import { startExecution } from './execution';
import { hintAtRun } from './hints';
import { withInputFieldsChoice } from './inputFields';
import type { ItemResult } from './itemResult';
import { descriptionOf, type Operation, type OperationDescription } from './operation';
import { toItems, toOutput } from './output';
import type { Parameters } from './parameters';
import { hintAtProfiles } from './profileHint';
import type { MappingNotes } from './runSummary';
import { memoryOf } from './tries';
import { adviceOnUsers, remarksOnUsers } from './userNotes';

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
	prepare: (parameters: Parameters) => PerItem<Prepared>;
	/** Why a run with these items must not send anything, if it must not. */
	problemOf?: (items: readonly Prepared[], options: IDataObject) => string | undefined;
	/** {@link PreparedItem.orderingKeys}, where they are only read if they are needed. */
	orderingKeysOf?: (prepared: Prepared) => readonly string[];
	/** Says what there is to say about a mapping as a whole. */
	notesOn?: (parameters: IDataObject, items: readonly IDataObject[]) => MappingNotes;
	/** Plans how items are sent, where that is more than keeping the order of what they change. */
	plan?: (
		items: ReadonlyArray<Planned<Prepared>>,
		endpoint: Endpoint,
		planning: Planning,
	) => Promise<Plan>;
	/** Whether to resend what may have been taken and would count twice, unless the user says. */
	retryAmbiguous?: boolean;
	/** Whether there is a profile to look at afterwards. */
	leavesProfile?: boolean;
	/** What the outcome of an accepted item says as well. */
	accepted?: IDataObject;
	/** What `taken` of a partly taken item says unless Braze has more. */
	nothingTaken?: IDataObject;
}

/** An item, and what its outcome says of it. */
interface Described {
	item: number;
	status: string;
	/** What stands beside the status. */
	outcome: IDataObject;
	/** What stands at the end: what was sent, or would be. */
	shown: IDataObject;
	/** What Braze shows of it, if that was looked for. */
	readBack?: ReadBack;
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
	const { parameters, options, workspace, dashboard, createClient } = await startExecution(
		context,
		operation.retryAmbiguous,
	);
	const limits = operation.limitsOf?.(options) ?? operation.endpoint.limits;
	const endpoint: Endpoint = { path: '', ...operation.endpoint, limits };
	const isDryRun = options.dryRun === true;
	const memory = isDryRun
		? undefined
		: memoryOf<Kept>(context, () => ({ tries: new EarlierTries() }));
	const earlier = memory?.kept;
	const outcomes = earlier?.tries.outcomes() ?? new Outcomes();
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
			if (prepared.earlier !== undefined) outcomes.keep(item, prepared.earlier);
			if (problems.length > 0) continue;
			for (const remark of remarksOnUsers(outcome)) outcomes.remark(item, remark);
			items.push({ item, prepared });
		} catch (error) {
			described[item] = {};
			for (const problem of messagesOf(error)) outcomes.rejectItem(item, problem);
		}
	}
	const prepared = items.map((one) => one.prepared);
	const refusal = operation.problemOf?.(prepared, options);
	if (refusal !== undefined) {
		for (const { item } of items.splice(0)) outcomes.rejectItem(item, refusal);
	}
	const planning = { options, outcomes, workspace, createClient };
	const { left, following } = leftOf(items, operation, earlier?.results);
	const plan = await (operation.plan ?? planInOrder)(left, endpoint, planning);
	const requests = isDryRun ? dryRun(plan, options, outcomes) : undefined;
	const results = (readBacks?: ReadonlyMap<number, ReadBack>) =>
		described.map((outcome, item) => {
			const done = earlier?.results?.[item];
			if (done?.errors.length === 0 && !following.has(item)) return done;
			const status = statusOf(item, outcomes, plan, isDryRun);
			const shown = { ...plan.sent?.get(item), ...requests?.get(item) };
			return resultOf(
				operation,
				{ item, status, outcome, shown, readBack: readBacks?.get(item) },
				outcomes,
			);
		});
	const { leftOutCounts: leftOut, remarkCounts: remarks } = outcomes;
	const { nearMisses, notes: planned } = plan;
	const users = prepared.map(({ outcome = {} }) => outcome);
	const advice = [...(plan.advice ?? []), ...adviceOnUsers(users)];
	const input = context.getInputData().map(({ json }) => json);
	const mapping = operation.notesOn?.(context.getNode().parameters, input);
	const about = { isDryRun, leftOut, remarks, nearMisses, advice, mapping, notes: planned };
	if (isDryRun) {
		// Nothing was done that could fail: the node shows what it would do, bad items included.
		const shown = results();
		hintAtRun(context, shown, about);
		return toItems(context, shown);
	}
	const client = createClient(operation.permission);
	const capacity = new Capacity(limits);
	const spacing = endpoint.spacing === undefined ? undefined : new Spacing(endpoint.spacing);
	const { retryAmbiguous } = client.settings;
	const resend = () => {
		client.mayCountTwice++;
	};
	const next = { outcomes, retryAmbiguous, following, resend };
	for (const { endpoint: to, stages } of earlier?.tries.remaining(plan.runs, next) ?? plan.runs) {
		const delivery = { endpoint: to, permission: operation.permission, capacity, spacing };
		await deliver(stages, delivery, client, outcomes);
	}
	const taken = () =>
		new Set(left.map(({ item }) => item).filter((item) => isTaken(item, outcomes, plan)));
	const readBacks = await plan.verify?.(taken());
	const done = results(readBacks);
	const noted = noteFailures(context, done, earlier?.noted);
	if (earlier !== undefined) Object.assign(earlier, { results: done, noted });
	const notes = [...(planned ?? []), ...notesOn(readBacks)];
	hintAtRun(context, done, { ...about, notes }, client);
	if (operation.leavesProfile) hintAtProfiles(context, done, dashboard);
	const output = toOutput(context, done, {
		writes: true,
		stopReason: client.stopReason ?? plan.stopReason,
		counted: outcomes.counted || earlier?.tries.counted === true,
	});
	memory?.endWith(output);
	return output;
}

/** What a try leaves to the next one. */
interface Kept {
	tries: EarlierTries;
	/** What came of the items; not set where the try did not come to its end. */
	results?: readonly ItemResult[];
	/** What the execution was told of it. */
	noted?: Failures;
}

/**
 * The items of which an earlier try left anything to do, and those after them that change the same: an
 * older value must not win because it was sent last.
 */
function leftOf<Prepared extends PreparedItem>(
	items: ReadonlyArray<Planned<Prepared>>,
	{ orderingKeysOf = ({ orderingKeys = [] }) => orderingKeys }: BatchedBehaviour<Prepared>,
	earlier: readonly ItemResult[] | undefined,
): { left: ReadonlyArray<Planned<Prepared>>; following: ReadonlySet<number> } {
	const following = new Set<number>();
	if (earlier === undefined) return { left: items, following };
	const unfinished = new Set<string>();
	const left = items.filter(({ item, prepared }) => {
		const keys = orderingKeysOf(prepared);
		if (keys.some((key) => unfinished.has(key))) following.add(item);
		const isDone = earlier[item].errors.length === 0;
		if (!isDone) for (const key of keys) unfinished.add(key);
		return !isDone || following.has(item);
	});
	return { left, following };
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
export async function planInOrder(items: readonly Planned[], endpoint: Endpoint): Promise<Plan> {
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

/** How many items Braze does not show as they were sent. */
function notesOn(readBacks: ReadonlyMap<number, ReadBack> = new Map()): Note[] {
	const unverified = [...readBacks.values()].filter(
		({ outcome }) => 'unverified' in outcome,
	).length;
	if (unverified === 0) return [];
	const items =
		unverified === 1 ? '1 item was' : `${unverified.toLocaleString('en-US')} items were`;
	const message = `${items} accepted, but Braze does not show everything. The items’ warnings say what differs.`;
	return [{ message, type: 'warning' }];
}

/** Whether Braze has taken all of an item: only then is there anything to verify. */
function isTaken(item: number, outcomes: Outcomes, { idle }: Plan): boolean {
	return outcomes.statusOf(item) === 'accepted' && idle?.has(item) !== true;
}

function resultOf(
	{ accepted, nothingTaken }: Pick<BatchedBehaviour, 'accepted' | 'nothingTaken'>,
	{ item, status, outcome, shown, readBack }: Described,
	outcomes: Outcomes,
): ItemResult {
	const errors = outcomes.errorsOf(item);
	const warnings = [...outcomes.warningsOf(item), ...(readBack?.warnings ?? [])];
	const taken = errors.length > 0 ? outcomes.takenOf(item) : {};
	const json: IDataObject = {
		status: readBack?.applied === true ? 'applied' : status,
		...(status === 'accepted' && accepted),
		...outcome,
		...(status === 'accepted' && outcomes.answerOf(item)),
		...(errors.length > 0 && { errors: [...errors] }),
		...(warnings.length > 0 && { warnings }),
		...readBack?.outcome,
		...(Object.keys(taken).length > 0 && { taken: { ...nothingTaken, ...taken } }),
		...shown,
	};
	const unsent = errors.length > 0 && !outcomes.wasSent(item);
	return { json, errors, unsent, isUnknown: status === 'partial' && !outcomes.hasTaken(item) };
}
