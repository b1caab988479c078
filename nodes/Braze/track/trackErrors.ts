import type { IDataObject } from 'n8n-workflow';

import { readErrors } from '../batch/errors';
import type { RequestObject, ResponseErrors } from '../batch/types';
import { short } from '../model/shownValue';
import { textOf } from '../model/text';

/** The count of objects that Braze took, by array. */
const COUNTS = {
	attributes: 'attributes_processed',
	events: 'events_processed',
	purchases: 'purchases_processed',
} as const;

/**
 * Reads the errors in a response of /users/track, and whether it counts fewer objects than were sent
 * (`attributes_processed` etc.). A missing count says nothing.
 */
export function trackErrors(body: unknown, objects: readonly RequestObject[]): ResponseErrors {
	const { named, unnamed } = readErrors(body, objects);
	return { named, unnamed: [...unnamed, ...missing(body, objects, named)] };
}

function missing(
	body: unknown,
	objects: readonly RequestObject[],
	named: ResponseErrors['named'],
): string[] {
	const failed = new Set(named.map(({ object }) => object));
	return Object.entries(COUNTS).flatMap(([array, field]) => {
		const processed = (body as IDataObject | null | undefined)?.[field];
		if (typeof processed !== 'number') return [];
		const counted = objects.filter(
			(object) => object.array === array && !failed.has(object) && mustCount(object),
		);
		// As documented, `attributes_processed` counts external IDs, not objects.
		const least = array === 'attributes' ? new Set(counted.map(idOf)).size : counted.length;
		if (processed >= least) return [];
		return [`${field} is ${processed}, but ${least} were sent`];
	});
}

/**
 * Objects that may not find a user, or set nothing, need not be counted. Whether Braze counts objects
 * without an external ID is not documented.
 * Source: https://www.braze.com/docs/api/endpoints/user_data/post_user_track/#response
 */
function mustCount(object: RequestObject): boolean {
	const { content, flags } = object;
	const sets = flags?._update_existing_only !== true && Object.keys(content).length > 0;
	return sets && idOf(object) !== undefined;
}

function idOf({ user }: RequestObject): string | undefined {
	return user?.by === 'externalId' ? user.value : undefined;
}

/** How errors name an object: `attributes`, or an event or purchase with its place in the item. */
export function nameOfObject({ array, content, position }: RequestObject): string {
	const { name, product_id } = content as IDataObject;
	if (array === 'events') return `event "${short(textOf(name))}" (${position})`;
	if (array === 'purchases') return `purchase "${short(textOf(product_id))}" (${position})`;
	return array;
}
