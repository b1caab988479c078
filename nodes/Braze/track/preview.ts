import type { IDataObject } from 'n8n-workflow';

import type { Outcomes } from '../batch/outcomes';
import type { Leftovers } from '../batch/pack';
import { pack, tooLarge } from '../batch/pack';
import type { Endpoint, Stage } from '../batch/types';

/** What a dry run shows on one item. */
interface Shown extends IDataObject {
	/** The exact bodies of the requests that this item is the first of. */
	requests: IDataObject[];
	/** Items that carry the other requests this item is in: a body is shown once. */
	requestsOnItems?: number[];
}

/**
 * The requests that would be sent, on the items they are made from. A body stands on the first of
 * its items only: on each of 75 it would be 75 times the data.
 *
 * @param outcomes gets what is too large to be sent at all
 */
export function preview(
	stages: Iterable<Stage>,
	endpoint: Endpoint,
	outcomes: Outcomes,
): Map<number, Shown> {
	const shown = new Map<number, Shown>();
	for (const body of bodies(stages, endpoint, outcomes)) {
		const items = [...new Set(body.items)].sort((a, b) => a - b);
		const [first] = items;
		for (const item of items) {
			const entry = shown.get(item) ?? { requests: [] };
			if (item === first) entry.requests.push(body.content);
			else entry.requestsOnItems = [...new Set([...(entry.requestsOnItems ?? []), first])];
			shown.set(item, entry);
		}
	}
	return shown;
}

function* bodies(stages: Iterable<Stage>, endpoint: Endpoint, outcomes: Outcomes) {
	for (const stage of stages) {
		let groups: Stage | undefined = stage;
		while (groups !== undefined) {
			const leftovers: Leftovers = { later: [], tooLarge: [] };
			for (const { objects, body } of pack(groups, endpoint, leftovers)) {
				yield {
					items: objects.flatMap((object) => object.items),
					content: JSON.parse(body) as IDataObject,
				};
			}
			for (const object of leftovers.tooLarge) {
				outcomes.reject(object, tooLarge(object, endpoint.limits));
			}
			groups = leftovers.later.length > 0 ? leftovers.later : undefined;
		}
	}
}
