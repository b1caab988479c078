import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Capacity } from '../batch/capacity';
import { deliver } from '../batch/deliver';
import { EarlierTries } from '../batch/earlierTries';
import { Outcomes } from '../batch/outcomes';
import type { Note, Plan, Planned, Planning, PreparedItem, ReadBack } from '../batch/plan';
import { planInOrder } from '../batch/planInOrder';
import { Spacing } from '../batch/spacing';
import type { Endpoint, Limits } from '../batch/types';
import { counted, were } from '../model/wording';
import { type Failures, noteFailures } from './customData';
import { startExecution } from './execution';
import { hintAtRun } from './hints';
import { withInputFieldsChoice } from './inputFields';
import type { ItemResult } from './itemResult';
import { descriptionOf, type Operation, type OperationDescription } from './operation';
import { toItems, toOutput } from './output';
import { type Preparation, prepareItems } from './prepareItems';
import { hintAtProfiles } from './profileHint';
import { type Additions, resultOf, statusIn } from './resultOf';
import type { MappingNotes } from './runSummary';
import { memoryOf } from './tries';
import { adviceOnUsers } from './userNotes';

/** What an operation sends: one or more objects for each item, many items in one request. */
export interface BatchedBehavior<Prepared extends PreparedItem = PreparedItem>
	extends Preparation<Prepared>, Additions {
	/** The API key permission that the endpoint requires. */
	permission: string;
	endpoint: Omit<Endpoint, 'path' | 'sharedFields'> & { path?: string };
	/** The endpoint's limits, if options can change them. */
	limitsOf?: (options: IDataObject) => Limits;
	/** {@link PreparedItem.orderingKeys}, if they are worth reading only when needed. */
	orderingKeysOf?: (prepared: Prepared) => readonly string[];
	/** Returns notes about the mapping as a whole. */
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
}

/** An operation as data: what the user sees of it, and what it sends. */
export interface BatchedOperation<Prepared extends PreparedItem = PreparedItem>
	extends OperationDescription, BatchedBehavior<Prepared> {}

/** Makes an operation from its data. */
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
	const { items, described } = prepareItems(input, operation, { parameters, options, outcomes });
	const { left, following } = leftOf(items, operation, earlier?.results);
	const planning = { options, outcomes, workspace, createClient };
	const plan = await (operation.plan ?? planInOrder)(left, endpoint, planning);
	const results = (readBacks?: ReadonlyMap<number, ReadBack>) =>
		described.map((outcome, item) => {
			const done = earlier?.results?.[item];
			if (done?.errors.length === 0 && !following.has(item)) return done;
			const status = statusIn(plan, item, outcomes);
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
		// Nothing was sent that could have failed, so bad items are shown like the others.
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

/** Says how many items Braze does not show as they were sent. */
function notesOn(readBacks: ReadonlyMap<number, ReadBack> = new Map()): Note[] {
	const unverified = [...readBacks.values()].filter(
		({ outcome }) => 'unverified' in outcome,
	).length;
	if (unverified === 0) return [];
	const message = `${counted(unverified, 'item')} ${were(unverified)} accepted, but Braze does not show everything. The items’ warnings say what differs.`;
	return [{ message, type: 'warning' }];
}

/** Whether Braze has taken all of an item, so that it can be verified. */
function isTaken(item: number, outcomes: Outcomes, { idle }: Plan): boolean {
	return outcomes.statusOf(item) === 'accepted' && idle?.has(item) !== true;
}
