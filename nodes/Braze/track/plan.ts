import type { IDataObject } from 'n8n-workflow';

import type { StopReason } from '../api/client';
import { CUSTOM_ATTRIBUTES } from '../api/cursorPages';
import { EXPORT_PERMISSION } from '../api/exportUsers';
import type { Note, Plan, Planned, Planning, PreparedItem } from '../batch/plan';
import type { Earlier, Endpoint } from '../batch/types';
import { nearMissesIn } from '../model/nearMisses';
import { adviceOn } from './advice';
import { combine, type UserChange } from './combine';
import { type DataPoints, dataPointsOf, sumOfDataPoints } from './dataPoints';
import { readTrackOptions, type TrackOptions } from './options';
import { sentData, sentWhole } from './sent';
import { prepareVerify } from './verify/verify';
import { withoutHeld } from './withoutHeld';
import { checkAgainstWorkspace } from './workspace/check';

/** One item of Track User: its objects are made together with those of the others. */
export interface TrackedItem extends PreparedItem {
	/** Not set where it cannot be sent. */
	change?: UserChange;
}

/** What a hint calls the attributes of items that are older than what Braze has. */
const STALE = 'stale attributes';

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
	const { changes, stale, unread, idle, notes, stopReason } = await select(
		items,
		options,
		planning,
	);
	const stages = combine(changes, {
		combineItems: options.combineItems,
		bytes: endpoint.limits.bytes - AROUND_ATTRIBUTES,
	});
	const nearMisses = nearMissesIn(namesIn(changes));
	const advice = adviceOn(changes);
	const planned = { runs: [{ endpoint, stages }], idle, stopReason, nearMisses, advice };
	if (isDryRun) {
		const costs = new Map(changes.map((change) => [change.item, dataPointsOf(change)]));
		const sent = saidOf(stale, changes, (change) => ({
			sent: sentData(change),
			data_points: shownPoints(costs.get(change.item)),
		}));
		return { ...planned, sent, notes: [...notes, ...noteOfCosts(costs.values())] };
	}
	const { verifyWithin } = options;
	const verify =
		verifyWithin === undefined
			? undefined
			: await prepareVerify(changes, verifyWithin, planning.createClient(EXPORT_PERMISSION));
	const included = options.includeSentData ? [...changes, ...unread] : [];
	const sent = saidOf(stale, included, (change) => ({ sent: sentWhole(change) }));
	return { ...planned, notes, verify, sent };
}

/** What outcomes say as well: that an item is stale, and what is said of what is sent. */
function saidOf(
	stale: Iterable<number>,
	changes: readonly UserChange[],
	say: (change: UserChange) => IDataObject,
): Map<number, IDataObject> {
	const said = new Map<number, IDataObject>();
	for (const item of stale) said.set(item, { stale: true });
	for (const change of changes) said.set(change.item, { ...said.get(change.item), ...say(change) });
	return said;
}

/** What is left to send of the items, and what became of those of which nothing is. */
interface Selected {
	changes: readonly UserChange[];
	/** Items whose attributes are older than what Braze has. */
	stale: readonly number[];
	/** Those that are not sent since their users could not be read. */
	unread: readonly UserChange[];
	idle: Map<number, 'skipped' | 'unchanged'>;
	notes: readonly Note[];
	stopReason?: StopReason;
}

async function select(
	items: ReadonlyArray<Planned<TrackedItem>>,
	{ checkWorkspace, ...held }: TrackOptions,
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
	if (!held.sendOnlyChanges && held.newestBy === undefined) {
		return { changes, stale: [], unread: [], idle, notes };
	}
	const left = await withoutHeld(changes, held, createClient(EXPORT_PERMISSION));
	for (const [item, message] of left.stale) outcomes.leaveOut(item, { field: STALE, message });
	for (const [item, warning] of left.warnings) outcomes.warnItem(item, warning);
	for (const [item, error] of left.rejected) outcomes.rejectItem(item, error);
	const unread = changes.filter(({ item }) => left.rejected.has(item));
	changes = left.changes.filter((change) =>
		leave(left.stale.has(change.item) ? 'skipped' : 'unchanged')(change),
	);
	const stale = [...left.stale.keys()];
	return { changes, stale, unread, idle, notes, stopReason: left.denied };
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
