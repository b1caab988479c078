import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Capacity } from '../batch/capacity';
import { deliver } from '../batch/deliver';
import { EarlierTries } from '../batch/earlierTries';
import { Outcomes } from '../batch/outcomes';
import type { Note, Plan, Planned, Planning, PreparedItem, ReadBack } from '../batch/plan';
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

/** What an operation sends: one or more objects for each item, many items in one request. */
export interface BatchedBehavior<Prepared extends PreparedItem = PreparedItem> {
	/** The API key permission that the endpoint requires. */
	permission: string;
	endpoint: Omit<Endpoint, 'path' | 'sharedFields'> & { path?: string };
	/** The endpoint's limits, if options can change them. */
	limitsOf?: (options: IDataObject) => Limits;
	/**
	 * Compiles the parameters into a function that prepares an item, and that throws {@link ItemError} for
	 * an item that cannot be sent.
	 */
	prepare: (parameters: Parameters) => PerItem<Prepared>;
	/** Why these items must not be sent in one run; undefined if they may. */
	problemOf?: (items: readonly Prepared[], options: IDataObject) => string | undefined;
	/** {@link PreparedItem.orderingKeys}, if they are worth reading only when needed. */
	orderingKeysOf?: (prepared: Prepared) => readonly string[];
	/** Gives notes about the mapping as a whole. */
	notesOn?: (parameters: IDataObject, items: readonly IDataObject[]) => MappingNotes;
	/** Plans how items are sent, if that takes more than {@link planInOrder}. */
	plan?: (
		items: ReadonlyArray<Planned<Prepared>>,
		endpoint: Endpoint,
		planning: Planning,
	) => Promise<Plan>;
	/** The default of *Send Again If Unsure*. */
	retryAmbiguous?: boolean;
	/** Whether there is a profile to look at afterwards, so that a hint can link to it. */
	leavesProfile?: boolean;
	/** Further fields in the outcome of an accepted item. */
	accepted?: IDataObject;
	/** The `taken` of a partial item of which Braze has nothing in full. */
	nothingTaken?: IDataObject;
}

/** Shared, since most items have none. */
const NONE: readonly never[] = [];

/** An item and the parts of its outcome. */
interface Described {
	item: number;
	status: string;
	/** Fields besides the status. */
	outcome: IDataObject;
	/** {@link Plan.said} of it. */
	said?: IDataObject;
	/** What Braze shows of it, if it was read back. */
	readBack?: ReadBack;
}

/** An operation as data: what the user sees of it, and what it sends. */
export interface BatchedOperation<Prepared extends PreparedItem = PreparedItem>
	extends OperationDescription, BatchedBehavior<Prepared> {}

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
 * Runs a batched operation over all items: prepares, plans and sends them, and gives each its outcome.
 *
 * @throws if items failed and the node is set to stop on errors, but only once all others were sent
 */
export async function runBatched<Prepared extends PreparedItem = PreparedItem>(
	context: IExecuteFunctions,
	operation: BatchedBehavior<Prepared>,
): Promise<INodeExecutionData[]> {
	const { parameters, options, workspace, dashboard, createClient } = await startExecution(
		context,
		operation.retryAmbiguous,
	);
	const limits = operation.limitsOf?.(options) ?? operation.endpoint.limits;
	const endpoint: Endpoint = { path: '', ...operation.endpoint, limits };
	const memory = memoryOf<Kept>(context, () => ({ tries: new EarlierTries() }));
	const earlier = memory?.kept;
	const outcomes = earlier?.tries.outcomes() ?? new Outcomes();
	const input = context.getInputData().map(({ json }) => json);
	const { items, described } = prepareAll(input, operation, { parameters, options, outcomes });
	const { left, following } = leftOf(items, operation, earlier?.results);
	const planning = { options, outcomes, workspace, createClient };
	const plan = await (operation.plan ?? planInOrder)(left, endpoint, planning);
	const results = (readBacks?: ReadonlyMap<number, ReadBack>) =>
		described.map((outcome, item) => {
			const done = earlier?.results?.[item];
			if (done?.errors.length === 0 && !following.has(item)) return done;
			const status = statusOf(item, outcomes, plan);
			const [said, readBack] = [plan.said?.get(item), readBacks?.get(item)];
			return resultOf(operation, { item, status, outcome, said, readBack }, outcomes);
		});
	const about = {
		isPreview: plan.isPreview,
		leftOut: outcomes.leftOutCounts,
		remarks: outcomes.remarkCounts,
		nearMisses: plan.nearMisses,
		advice: [...(plan.advice ?? []), ...adviceOnUsers(items.map(userOf))],
		mapping: operation.notesOn?.(context.getNode().parameters, input),
		notes: plan.notes,
	};
	if (plan.isPreview === true) {
		// Nothing was sent that could have failed, so that bad items are shown like the others.
		const shown = results();
		hintAtRun(context, shown, about);
		return toItems(context, shown);
	}
	const client = createClient(operation.permission);
	const { retryAmbiguous } = client.settings;
	const resend = () => {
		client.mayCountTwice++;
	};
	const next = { outcomes, retryAmbiguous, following, resend };
	const runs = earlier?.tries.remaining(plan.runs, next) ?? plan.runs;
	const capacity = new Capacity(limits);
	const spacing = endpoint.spacing === undefined ? undefined : new Spacing(endpoint.spacing);
	for (const { endpoint: to, stages } of runs) {
		const delivery = { endpoint: to, permission: operation.permission, capacity, spacing };
		await deliver(stages, delivery, client, outcomes);
	}
	const taken = () =>
		new Set(left.map(({ item }) => item).filter((item) => isTaken(item, outcomes, plan)));
	const readBacks = await plan.verify?.(taken());
	const done = results(readBacks);
	const noted = noteFailures(context, done, earlier?.noted);
	if (earlier !== undefined) Object.assign(earlier, { results: done, noted });
	const notes = [...(plan.notes ?? []), ...notesOn(readBacks)];
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

/**
 * Prepares each item. An item that cannot be sent is rejected, and costs no other item anything.
 *
 * @returns the items that can be sent, and the fields that each item's outcome starts with
 */
function prepareAll<Prepared extends PreparedItem>(
	input: readonly IDataObject[],
	operation: BatchedBehavior<Prepared>,
	{ parameters, options, outcomes }: Preparing,
): { items: ReadonlyArray<Planned<Prepared>>; described: readonly IDataObject[] } {
	const prepare = operation.prepare(parameters);
	const items: Array<Planned<Prepared>> = [];
	const described = input.map((json, item): IDataObject => {
		try {
			const prepared = prepare(json, item);
			const { outcome = {}, problems = NONE } = prepared;
			note(outcomes, item, prepared);
			if (problems.length === 0) items.push({ item, prepared });
			return outcome;
		} catch (error) {
			for (const problem of messagesOf(error)) outcomes.rejectItem(item, problem);
			return {};
		}
	});
	const refusal = operation.problemOf?.(
		items.map(({ prepared }) => prepared),
		options,
	);
	if (refusal === undefined) return { items, described };
	for (const { item } of items) outcomes.rejectItem(item, refusal);
	return { items: [], described };
}

interface Preparing {
	parameters: Parameters;
	options: IDataObject;
	outcomes: Outcomes;
}

/** Records what preparing an item has shown. */
function note(outcomes: Outcomes, item: number, prepared: PreparedItem): void {
	const { outcome = {}, problems = NONE, warnings = NONE } = prepared;
	const { leftOut = NONE, remarks = NONE } = prepared;
	for (const problem of problems) outcomes.rejectItem(item, problem);
	for (const warning of warnings) outcomes.warnItem(item, warning);
	for (const part of leftOut) outcomes.leaveOut(item, part);
	for (const remark of remarks) outcomes.remark(item, remark);
	if (prepared.earlier !== undefined) outcomes.keep(item, prepared.earlier);
	if (problems.length > 0) return;
	for (const remark of remarksOnUsers(outcome)) outcomes.remark(item, remark);
}

const userOf = ({ prepared: { outcome = {} } }: Planned): IDataObject => outcome;

/** What one try keeps for the next. */
interface Kept {
	tries: EarlierTries;
	/** The results of the items; not set if the try did not finish. */
	results?: readonly ItemResult[];
	/** The failures that are noted on the execution. */
	noted?: Failures;
}

/**
 * The items that earlier tries did not finish, and later ones that change the same thing: an older value
 * must not win because it was sent last.
 */
function leftOf<Prepared extends PreparedItem>(
	items: ReadonlyArray<Planned<Prepared>>,
	{ orderingKeysOf = ({ orderingKeys = [] }) => orderingKeys }: BatchedBehavior<Prepared>,
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

/** Plans items that change the same thing in order, and all others together. */
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

function statusOf(item: number, outcomes: Outcomes, { idle, isPreview }: Plan): string {
	const status = outcomes.statusOf(item);
	if (status !== 'accepted') return status;
	return idle?.get(item) ?? (isPreview === true ? 'preview' : status);
}

/** Says how many items Braze does not show as they were sent. */
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

/** Whether Braze has taken all of an item, so that it can be verified. */
function isTaken(item: number, outcomes: Outcomes, { idle }: Plan): boolean {
	return outcomes.statusOf(item) === 'accepted' && idle?.has(item) !== true;
}

function resultOf(
	{ accepted, nothingTaken }: Pick<BatchedBehavior, 'accepted' | 'nothingTaken'>,
	{ item, status, outcome, said, readBack }: Described,
	outcomes: Outcomes,
): ItemResult {
	const errors = outcomes.errorsOf(item);
	const told = outcomes.warningsOf(item);
	const warnings = readBack === undefined ? told : [...told, ...readBack.warnings];
	const taken = errors.length > 0 ? outcomes.takenOf(item) : {};
	const json: IDataObject = {
		status: readBack?.applied === true ? 'applied' : status,
		...(status === 'accepted' && accepted),
		...outcome,
		...(status === 'accepted' && outcomes.outputOf(item)),
		...(errors.length > 0 && { errors: [...errors] }),
		...(warnings.length > 0 && { warnings: [...warnings] }),
		...readBack?.outcome,
		...(Object.keys(taken).length > 0 && { taken: { ...nothingTaken, ...taken } }),
		...said,
	};
	const unsent = errors.length > 0 && !outcomes.wasSent(item);
	return { json, errors, unsent, isUnknown: status === 'partial' && !outcomes.hasTaken(item) };
}
