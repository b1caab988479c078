import type { IDataObject } from 'n8n-workflow';

import type { StopReason } from '../api/client';
import { CUSTOM_ATTRIBUTES } from '../api/cursorPages';
import { EXPORT_PERMISSION } from '../api/exportUsers';
import type { Note, Plan, Planned, Planning, PreparedItem } from '../batch/plan';
import type { Earlier, Endpoint } from '../batch/types';
import { nearMissesIn } from '../model/nearMisses';
import type { Activity } from './activities';
import { adviceOn } from './advice';
import { combine, type UserChange } from './combine';
import { type DataPoints, dataPointsOf, sumOfDataPoints } from './dataPoints';
import { onlyChanges } from './onlyChanges';
import { readTrackOptions, type TrackOptions } from './options';
import { prepareVerify } from './verify/verify';
import { checkAgainstWorkspace } from './workspace/check';

/** One item of Track User: its objects are made together with those of the others. */
export interface TrackedItem extends PreparedItem {
	/** Not set where it cannot be sent. */
	change?: UserChange;
}

/** Bytes of what stands around an object's attributes: identifier, control fields, arrays. */
const AROUND_ATTRIBUTES = 4096;

/** All items together: hold them against the workspace and the profiles, combine, and lay out in stages. */
export async function plan(
	items: ReadonlyArray<Planned<TrackedItem>>,
	endpoint: Endpoint,
	planning: Planning,
): Promise<Plan> {
	const options = readTrackOptions(planning.options);
	const isDryRun = planning.options.dryRun === true;
	const { changes, idle, notes, stopReason } = await select(items, options, planning);
	const stages = combine(changes, {
		combineItems: options.combineItems,
		bytes: endpoint.limits.bytes - AROUND_ATTRIBUTES,
	});
	const nearMisses = nearMissesIn(namesIn(changes));
	const advice = adviceOn(changes);
	const planned = { runs: [{ endpoint, stages }], idle, stopReason, nearMisses, advice };
	if (isDryRun) {
		const costs = new Map(changes.map((change) => [change.item, dataPointsOf(change)]));
		const sent = new Map(
			changes.map((change) => [
				change.item,
				{ sent: sentData(change), data_points: shownPoints(costs.get(change.item)) },
			]),
		);
		return { ...planned, sent, notes: [...notes, ...noteOfCosts(costs.values())] };
	}
	const { verifyWithin } = options;
	const verify =
		verifyWithin === undefined
			? undefined
			: await prepareVerify(changes, verifyWithin, planning.createClient(EXPORT_PERMISSION));
	const sent = options.includeSentData
		? new Map(changes.map((change) => [change.item, { sent: sentData(change) }]))
		: undefined;
	return { ...planned, notes, verify, sent };
}

/** What is left to send of the items, and what became of those of which nothing is. */
interface Selected {
	changes: readonly UserChange[];
	idle: Map<number, 'skipped' | 'unchanged'>;
	notes: readonly Note[];
	stopReason?: StopReason;
}

async function select(
	items: ReadonlyArray<Planned<TrackedItem>>,
	{ checkWorkspace, sendOnlyChanges }: TrackOptions,
	{ outcomes, workspace, createClient }: Planning,
): Promise<Selected> {
	const idle: Selected['idle'] = new Map();
	const leave = (status: 'skipped' | 'unchanged') => (change: UserChange) => {
		if (holds(change)) return true;
		idle.set(change.item, status);
		return false;
	};
	let changes: readonly UserChange[] = items.flatMap(({ prepared: { change, earlier } }) =>
		change !== undefined && leave(hasAny(earlier) ? 'unchanged' : 'skipped')(change)
			? [change]
			: [],
	);
	let notes: readonly Note[] = [];
	if (checkWorkspace) {
		const checked = await checkAgainstWorkspace(
			changes,
			workspace,
			createClient(CUSTOM_ATTRIBUTES.permission),
		);
		for (const [item, parts] of checked.leftOut) {
			for (const part of parts) outcomes.leaveOut(item, part);
		}
		for (const [item, warnings] of checked.warnings) {
			for (const warning of warnings) outcomes.warnItem(item, warning);
		}
		changes = checked.changes.filter(leave('skipped'));
		notes = checked.notes;
	}
	if (!sendOnlyChanges) return { changes, idle, notes };
	const left = await onlyChanges(changes, createClient(EXPORT_PERMISSION));
	for (const [item, warning] of left.warnings) outcomes.warnItem(item, warning);
	for (const [item, error] of left.rejected) outcomes.rejectItem(item, error);
	changes = left.changes.filter(leave('unchanged'));
	return { changes, idle, notes, stopReason: left.denied };
}

/** Whether Braze has a part of an item from an earlier run. */
function hasAny(earlier: Earlier | undefined): boolean {
	return earlier !== undefined && earlier.taken.length > 0;
}

function holds({ attributes, events, purchases }: UserChange): boolean {
	return attributes !== undefined || events.length > 0 || purchases.length > 0;
}

/** The names of all attributes that are set. */
function namesIn(changes: readonly UserChange[]): Set<string> {
	const names = new Set<string>();
	for (const { attributes } of changes) for (const name in attributes) names.add(name);
	return names;
}

function sentData({ attributes = {}, events, purchases }: UserChange): IDataObject {
	const objectsOf = (activities: readonly Activity[]) => activities.map(({ object }) => object);
	return { attributes, events: objectsOf(events), purchases: objectsOf(purchases) };
}

function shownPoints(
	{ atMost, properties }: DataPoints = { atMost: 0, properties: 0 },
): IDataObject {
	return { at_most: atMost, ...(properties > 0 && { properties }) };
}

function noteOfCosts(costs: Iterable<DataPoints>): Note[] {
	const { atMost, properties } = sumOfDataPoints(costs);
	const more =
		properties === 0
			? ''
			: `, and up to ${properties.toLocaleString('en-US')} more for properties that are enabled for segmentation in Braze`;
	const points = `${atMost.toLocaleString('en-US')} data ${atMost === 1 ? 'point' : 'points'}`;
	return [{ message: `Sending this would cost at most ${points}${more}.`, type: 'info' }];
}
