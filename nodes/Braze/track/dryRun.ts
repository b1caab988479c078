import type { IDataObject } from 'n8n-workflow';

import type { Outcomes } from '../batch/outcomes';
import type { Note, Plan } from '../batch/plan';
import { preview, refuseTooLarge } from '../batch/preview';
import { counted, figure } from '../model/wording';
import type { UserChange } from './combine';
import { type DataPoints, dataPointsOf, sumOfDataPoints } from './dataPoints';
import type { TrackOptions } from './options';
import { sentData } from './sent';

/** What stands after the operation's name on the canvas. */
export const DRY_RUN_MARK = '$parameter["options"]?.dryRun ? " (dry run)" : ""';

/**
 * Turns a plan into a preview: outcomes say what would be sent, and the most that it would cost.
 *
 * @param outcomes records the objects that are too large to be sent
 */
export function previewOf(
	plan: Plan,
	changes: readonly UserChange[],
	{ showRequests }: NonNullable<TrackOptions['dryRun']>,
	outcomes: Outcomes,
): Plan {
	const said = new Map(plan.said);
	const add = (item: number, more: IDataObject) => said.set(item, { ...said.get(item), ...more });
	const costs = changes.map(dataPointsOf);
	for (const [index, change] of changes.entries()) {
		add(change.item, { sent: sentData(change), data_points: shownPoints(costs[index]) });
	}
	if (showRequests) {
		for (const [item, requests] of preview(plan.runs, outcomes)) add(item, requests);
	} else refuseTooLarge(plan.runs, outcomes);
	return { ...plan, isPreview: true, said, notes: [...(plan.notes ?? []), ...noteOfCosts(costs)] };
}

function shownPoints({ atMost, properties }: DataPoints): IDataObject {
	return { at_most: atMost, ...(properties > 0 && { properties }) };
}

function noteOfCosts(costs: readonly DataPoints[]): Note[] {
	const { atMost, properties } = sumOfDataPoints(costs);
	const more =
		properties === 0
			? ''
			: `, and up to ${figure(properties)} more for properties that are enabled for segmentation in Braze`;
	return [
		{
			message: `Sending this would cost at most ${counted(atMost, 'data point')}${more}.`,
			type: 'info',
		},
	];
}
