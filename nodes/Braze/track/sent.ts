import type { IDataObject } from 'n8n-workflow';

import type { Activity } from './activities';
import type { UserChange } from './combine';

/** All that a change holds beside its user. */
export type Data = Pick<
	UserChange,
	'attributes' | 'events' | 'purchases' | 'mergedNames' | 'updateExistingOnly'
>;

/** What outcomes show of what is sent for an item. */
export function sentData({ attributes = {}, events, purchases }: Data): IDataObject {
	return { attributes, events: objectsOf(events), purchases: objectsOf(purchases) };
}

/**
 * {@link sentData} with all that sending it again needs: where it is not as usual, the positions of events
 * and purchases, the attributes that Braze is to merge, and that no user is created.
 */
export function sentWhole(data: Data): IDataObject {
	const { events, purchases, mergedNames, updateExistingOnly } = data;
	const positions = { ...positionsOf('events', events), ...positionsOf('purchases', purchases) };
	return {
		...sentData(data),
		...(Object.keys(positions).length > 0 && { positions }),
		...(mergedNames.size > 0 && { merged: [...mergedNames] }),
		...(updateExistingOnly && { update_existing_only: true }),
	};
}

function objectsOf(activities: readonly Activity[]): IDataObject[] {
	return activities.map(({ object }) => object);
}

/** Nothing where they are 1, 2, 3 … */
function positionsOf(array: string, activities: readonly Activity[]): IDataObject {
	const positions = activities.map(({ position }) => position);
	return positions.every((position, index) => position === index + 1) ? {} : { [array]: positions };
}
