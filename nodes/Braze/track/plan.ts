import type { IDataObject } from 'n8n-workflow';

import type { StopReason } from '../api/client';
import { CUSTOM_ATTRIBUTES } from '../api/cursorPages';
import { EXPORT_PERMISSION } from '../api/exportUsers';
import type { Note, Plan, Planned, Planning, PreparedItem } from '../batch/plan';
import type { Earlier, Endpoint } from '../batch/types';
import { nearMissesIn } from '../model/nearMisses';
import { adviceOn } from './advice';
import { combine, type UserChange } from './combine';
import { previewOf } from './dryRun';
import { readTrackOptions, type TrackOptions } from './options';
import { sentWhole } from './sent';
import { prepareVerify } from './verify/verify';
import { isTimed, withoutHeld } from './withoutHeld';
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

/** Plans all items: compares them with the workspace and the profiles, combines them, and makes stages. */
export async function plan(
	items: ReadonlyArray<Planned<TrackedItem>>,
	endpoint: Endpoint,
	planning: Planning,
): Promise<Plan> {
	const options = readTrackOptions(planning.options);
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
	const runs = [{ endpoint, stages }];
	const said = new Map<number, IDataObject>(stale.map((item) => [item, { stale: true }]));
	const planned: Plan = { runs, idle, stopReason, nearMisses, advice, notes, said };
	const { dryRun, verifyWithin } = options;
	if (dryRun !== undefined) return previewOf(planned, changes, dryRun, planning.outcomes);
	const verify =
		verifyWithin === undefined
			? undefined
			: await prepareVerify(changes, verifyWithin, planning.createClient(EXPORT_PERMISSION));
	const included = options.includeSentData ? [...changes, ...unread] : [];
	for (const change of included) {
		said.set(change.item, { ...said.get(change.item), sent: sentWhole(change) });
	}
	return { ...planned, verify };
}

/** What is left to send of the items, and what became of those with nothing left. */
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
	if (!held.sendOnlyChanges && !changes.some(isTimed)) {
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
