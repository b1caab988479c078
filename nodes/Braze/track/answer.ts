import type { IDataObject } from 'n8n-workflow';

import { readErrors } from '../batch/errors';
import type { AnswerErrors, RequestObject } from '../batch/types';
import { short } from '../model/shownValue';

/** What an error says about how many objects were taken, by the array. */
const COUNTS = {
	attributes: 'attributes_processed',
	events: 'events_processed',
	purchases: 'purchases_processed',
} as const;

/**
 * Reads what an answer of /users/track says went wrong, and whether it counts fewer objects than it
 * got: `attributes_processed` and the like. A count that is not there says nothing.
 */
export function trackErrors(body: unknown, objects: readonly RequestObject[]): AnswerErrors {
	const { named, unnamed } = readErrors(body, objects);
	return { named, unnamed: [...unnamed, ...missing(body, objects, named)] };
}

function missing(
	body: unknown,
	objects: readonly RequestObject[],
	named: AnswerErrors['named'],
): string[] {
	const failed = new Set(named.map(({ object }) => object));
	return Object.entries(COUNTS).flatMap(([array, field]) => {
		const processed = (body as IDataObject | null | undefined)?.[field];
		if (typeof processed !== 'number') return [];
		const counted = objects.filter(
			(object) => object.array === array && !failed.has(object) && mustCount(object),
		);
		if (processed >= counted.length) return [];
		return [`${field} is ${processed}, but ${counted.length} were sent`];
	});
}

/** An object that may find no user, or sets nothing, need not be counted. */
function mustCount({ content }: RequestObject): boolean {
	const [, own = {}, flags = {}] = content as readonly IDataObject[];
	return flags._update_existing_only !== true && Object.keys(own).length > 0;
}

/** What errors call an object: `attributes`, or an event or purchase with its place in the item. */
export function nameOfObject({ array, content, position }: RequestObject): string {
	const [, own = {}] = content as readonly IDataObject[];
	if (array === 'events') return `event "${short(String(own.name))}" (${position})`;
	if (array === 'purchases') return `purchase "${short(String(own.product_id))}" (${position})`;
	return array;
}
