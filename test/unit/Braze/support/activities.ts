import type { IDataObject } from 'n8n-workflow';

import type { Activity } from '../../../../nodes/Braze/track/activities';

/** Events or purchases of an item, one place after the other. */
export const placed = (...objects: IDataObject[]): Activity[] =>
	objects.map((object, index) => ({ position: index + 1, object }));

/** Events or purchases without their places. */
export const objectsOf = (activities: readonly Activity[] = []): IDataObject[] =>
	activities.map(({ object }) => object);
