import type { IDataObject } from 'n8n-workflow';

import type { Outcomes } from '../../../batch/outcomes';
import type { Leftovers } from '../../../batch/pack';
import { pack, tooLarge } from '../../../batch/pack';
import type { Endpoint, Wave } from '../../../batch/types';

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
	waves: Iterable<Wave>,
	endpoint: Endpoint,
	outcomes: Outcomes,
): Map<number, Shown> {
	const shown = new Map<number, Shown>();
	for (const body of bodies(waves, endpoint, outcomes)) {
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

function* bodies(waves: Iterable<Wave>, endpoint: Endpoint, outcomes: Outcomes) {
	for (const wave of waves) {
		let groups: Wave | undefined = wave;
		while (groups !== undefined) {
			const leftovers: Leftovers = { later: [], tooLarge: [] };
			for (const { pieces, body } of pack(groups, endpoint, leftovers)) {
				yield {
					items: pieces.flatMap((piece) => piece.items),
					content: JSON.parse(body) as IDataObject,
				};
			}
			for (const piece of leftovers.tooLarge) {
				outcomes.reject(piece, tooLarge(piece, endpoint.limits));
			}
			groups = leftovers.later.length > 0 ? leftovers.later : undefined;
		}
	}
}
