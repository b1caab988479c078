import type { IDataObject } from 'n8n-workflow';

import { hasKeys } from '../model/objects';
import type { Activity } from './activities';
import type { UserChange } from './combine';

/** Everything in a change besides its user. */
export type Data = Pick<
	UserChange,
	'attributes' | 'events' | 'purchases' | 'mergedNames' | 'updateExistingOnly'
>;

/** What outcomes show of an item's data. */
export function sentData({ attributes = {}, events, purchases }: Data): IDataObject {
	return { attributes, events: objectsOf(events), purchases: objectsOf(purchases) };
}

/**
 * {@link sentData} with everything that is needed to send it again. Only where they are unusual: positions of
 * events and purchases, the attributes that Braze is to merge, and that no user is created.
 */
export function sentWhole(data: Data): IDataObject {
	const { events, purchases, mergedNames, updateExistingOnly } = data;
	const positions = { ...positionsOf('events', events), ...positionsOf('purchases', purchases) };
	return {
		...sentData(data),
		...(hasKeys(positions) && { positions }),
		...(mergedNames.size > 0 && { merged: [...mergedNames] }),
		...(updateExistingOnly && { update_existing_only: true }),
	};
}

function objectsOf(activities: readonly Activity[]): IDataObject[] {
	return activities.map(({ object }) => object);
}

/** Left out if they are 1, 2, 3 … */
function positionsOf(array: string, activities: readonly Activity[]): IDataObject {
	const positions = activities.map(({ position }) => position);
	return positions.every((position, index) => position === index + 1) ? {} : { [array]: positions };
}
