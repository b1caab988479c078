import type { IDataObject } from 'n8n-workflow';

import { entryOf } from '../model/maps';
import type { Outcomes } from './outcomes';
import { rounds } from './pack';
import type { EndpointRun } from './runs';
import type { RequestBatch } from './types';

/** What a dry run shows on one item. */
export interface Shown extends IDataObject {
	/** The exact bodies of the requests that this item is the first of. */
	requests: IDataObject[];
	/** Items that carry the other requests this item is in: a body is shown once. */
	requests_on_items?: number[];
}

/**
 * The requests that would be sent, on the items they are made from. A body stands on the first of
 * its items only: on each of 75 it would be 75 times the data.
 *
 * @param outcomes gets what is too large to be sent at all
 */
export function preview(runs: Iterable<EndpointRun>, outcomes: Outcomes): Map<number, Shown> {
	const found = new Map<number, { requests: IDataObject[]; elsewhere: Set<number> }>();
	for (const { objects, body } of batches(runs, outcomes)) {
		const items = [...new Set(objects.flatMap((object) => object.items))].sort((a, b) => a - b);
		const [first] = items;
		for (const item of items) {
			const entry = entryOf(found, item, () => ({ requests: [], elsewhere: new Set<number>() }));
			if (item === first) entry.requests.push(JSON.parse(body) as IDataObject);
			else entry.elsewhere.add(first);
		}
	}
	return new Map(
		[...found].map(([item, { requests, elsewhere }]) => [
			item,
			{ requests, ...(elsewhere.size > 0 && { requests_on_items: [...elsewhere] }) },
		]),
	);
}

/** Refuses what is too large to be sent, as a run would. */
export function refuseTooLarge(runs: Iterable<EndpointRun>, outcomes: Outcomes): void {
	// (Looking at each is enough.)
	Array.from(batches(runs, outcomes), () => undefined);
}

function* batches(runs: Iterable<EndpointRun>, outcomes: Outcomes): Generator<RequestBatch> {
	for (const { endpoint, stages } of runs) {
		for (const stage of stages) {
			const all = rounds(stage, endpoint, endpoint.limits, (object, message) =>
				outcomes.refuse(object, `${endpoint.nameOf?.(object) ?? object.array}: ${message}`),
			);
			for (const round of all) yield* round;
		}
	}
}
