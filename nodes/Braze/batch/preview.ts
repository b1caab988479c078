import type { IDataObject } from 'n8n-workflow';

import { entryOf } from '../model/maps';
import type { Outcomes } from './outcomes';
import { rounds } from './pack';
import type { EndpointRun } from './runs';
import type { RequestBatch } from './types';

/** What a dry run shows on an item. */
interface Shown extends IDataObject {
	/** The exact bodies of the requests in which this item comes first. */
	requests: IDataObject[];
	/** The items that show the other requests that this item is in. */
	requests_on_items?: number[];
}

/**
 * The requests that would be sent, by item. A body is shown on its first item only: showing it on all 75
 * would be 75 times the data.
 *
 * @param outcomes records the objects that are too large to be sent
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

/** Refuses objects that are too large, as sending them would. */
export function refuseTooLarge(runs: Iterable<EndpointRun>, outcomes: Outcomes): void {
	// Going through the batches is enough: it is packing that refuses.
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
