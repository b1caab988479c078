import type { IDataObject } from 'n8n-workflow';

import type { ParameterSource } from '../mapping/engine';
import type { Problems } from '../model/itemError';
import {
	type ActivityList,
	compileActivityList,
	readEventList,
	readPurchaseList,
} from './activityLists';
import { compileEvents, type EventTemplate, readEvent } from './events';
import type { ActivityItem } from './properties';
import { compilePurchases, type PurchaseTemplate, readPurchase } from './purchases';

/** The sources of an item's events and purchases: rows, and lists that the item itself holds. */
export interface ActivityTemplates {
	events: readonly EventTemplate[];
	purchases: readonly PurchaseTemplate[];
	eventList?: ActivityList;
	purchaseList?: ActivityList;
}

/** Compiles Events and Purchases, and the options Events (JSON) and Purchases (JSON). */
export function compileActivities(parameters: ParameterSource): ActivityTemplates {
	const { engine } = parameters;
	const { eventsJson, purchasesJson } = (parameters.raw('options') ?? {}) as IDataObject;
	return {
		events: compileEvents(parameters.raw('events'), engine),
		purchases: compilePurchases(parameters.raw('purchases'), engine),
		eventList: compileActivityList(eventsJson, 'Events (JSON)', engine),
		purchaseList: compileActivityList(purchasesJson, 'Purchases (JSON)', engine),
	};
}

/** An event or purchase of an item, without its user. */
export interface Activity {
	/**
	 * Its place, from 1: rows first, then the entries of the list. Rows and entries that are not sent count
	 * as well, so that correcting one later does not renumber the others.
	 */
	position: number;
	object: IDataObject;
}

/** An item's events and purchases. */
interface Activities {
	events: readonly Activity[];
	purchases: readonly Activity[];
}

/** Shared, since most items have none. */
const NONE: readonly never[] = [];
const NO_ACTIVITIES: Activities = { events: NONE, purchases: NONE };

/**
 * Reads an item's events and purchases: first the rows, then the lists.
 *
 * @param problems collects their errors, each with a name; those with errors are left out
 */
export function readActivities(
	{ events, purchases, eventList, purchaseList }: ActivityTemplates,
	item: ActivityItem,
	problems: Problems,
): Activities {
	if (events.length + purchases.length === 0 && !eventList && !purchaseList) return NO_ACTIVITIES;
	const { appId } = item;
	return {
		events: gather(
			events,
			(row) => readEvent(row, item, problems),
			() => (eventList === undefined ? NONE : readEventList(eventList, item, problems)),
			appId,
		),
		purchases: gather(
			purchases,
			(row) => readPurchase(row, item, problems),
			() => (purchaseList === undefined ? NONE : readPurchaseList(purchaseList, item, problems)),
			appId,
		),
	};
}

function gather<Row>(
	rows: readonly Row[],
	read: (row: Row) => IDataObject | undefined,
	readList: () => ReadonlyArray<IDataObject | undefined>,
	appId: string | undefined,
): readonly Activity[] {
	const found: Activity[] = [];
	const add = (object: IDataObject | undefined, index: number) => {
		if (object === undefined) return;
		const own = appId === undefined ? object : { app_id: appId, ...object };
		found.push({ position: index + 1, object: own });
	};
	for (const [index, row] of rows.entries()) add(read(row), index);
	for (const [index, object] of readList().entries()) add(object, rows.length + index);
	return found;
}
