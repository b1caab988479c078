import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../batch/types';
import type { Plan, Planned, Planning, PreparedItem } from '../runtime/batchedOperation';
import { nearMissesIn } from '../model/nearMisses';
import { adviceOn } from './advice';
import { combine, type UserChange } from './combine';
import { onlyChanges } from './onlyChanges';
import { readTrackOptions } from './options';

/** One item of Track User: its objects are made together with those of the others. */
export interface TrackedItem extends PreparedItem {
	/** Not set where it cannot be sent. */
	change?: UserChange;
}

/** Bytes of what stands around an object's attributes: identifier, control fields, arrays. */
const AROUND_ATTRIBUTES = 4096;

/** All items together: compare with what Braze has, combine, and lay out in stages. */
export async function plan(
	items: ReadonlyArray<Planned<TrackedItem>>,
	endpoint: Endpoint,
	{ options, outcomes, createClient }: Planning,
): Promise<Plan> {
	const { combineItems, sendOnlyChanges, includeSentData } = readTrackOptions(options);
	const idle = new Map<number, 'skipped' | 'unchanged'>();
	const read = items.flatMap(({ prepared: { change } }) => (change === undefined ? [] : [change]));
	const mapped = read.filter(leave('skipped'));
	let changes = mapped;
	let stopReason: Plan['stopReason'];
	if (sendOnlyChanges) {
		const left = await onlyChanges(mapped, createClient());
		for (const [item, warning] of left.warnings) outcomes.warnItem(item, warning);
		for (const [item, error] of left.rejected) outcomes.rejectItem(item, error);
		changes = left.changes.filter(leave('unchanged'));
		stopReason = left.denied;
	}
	const stages = combine(changes, {
		combineItems,
		bytes: endpoint.limits.bytes - AROUND_ATTRIBUTES,
	});
	const nearMisses = nearMissesIn(namesIn(changes));
	const advice = adviceOn(changes);
	const planned = { runs: [{ endpoint, stages }], idle, stopReason, nearMisses, advice };
	if (!includeSentData && options.dryRun !== true) return planned;
	const sent = new Map(changes.map((change) => [change.item, { sent: sentData(change) }]));
	return { ...planned, sent };

	function leave(status: 'skipped' | 'unchanged') {
		return (change: UserChange) => {
			if (holds(change)) return true;
			idle.set(change.item, status);
			return false;
		};
	}
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
	return { attributes, events: [...events], purchases: [...purchases] };
}
