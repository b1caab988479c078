import type { IDataObject } from 'n8n-workflow';

import type { Engine } from '../mapping/engine';
import { compileJson } from '../mapping/json';
import { isExpression, type ItemValue } from '../mapping/value';
import { EVENT_PROPERTIES } from '../model/events';
import { ItemError, type Problems } from '../model/itemError';
import { isPlainObject } from '../model/objects';
import { PURCHASE_PROPERTIES } from '../model/purchases';
import { buildEvent } from './events';
import { asObject, withProperties } from './properties';
import { buildPurchase } from './purchases';
import { momentOf } from './time';

/** A list of events or purchases that an item brings itself, as Braze's own objects. */
export interface ActivityList {
	value: ItemValue;
	/** The option's display name. */
	label: string;
	/** Whether it is the same for all items, so that a mistake in it is the node's. */
	isFixed: boolean;
	timezone: string;
}

/** Compiles the option Events (JSON) or Purchases (JSON); undefined if it is not set. */
export function compileActivityList(
	parameter: unknown,
	label: string,
	engine: Engine,
): ActivityList | undefined {
	if (parameter === undefined || parameter === '') return undefined;
	const isFixed = !isExpression(parameter);
	return { value: compileJson(parameter, engine), label, isFixed, timezone: engine.timezone };
}

/** What is read from an item for each entry of a list. */
export interface ListedItem {
	json: IDataObject;
	itemIndex: number;
	/** ISO 8601, for an entry and an item without a time. */
	now: string;
}

/**
 * One item's listed events, without their user.
 *
 * @param problems gets what is wrong with entries, each by its place in the list
 */
export function readEventList(
	list: ActivityList,
	item: ListedItem,
	problems: Problems,
): IDataObject[] {
	return readList(list, item, problems, 'event', (entry, own) => {
		const { name, time, properties, app_id, ...others } = entry;
		if (!('name' in entry)) throw new ItemError('the name is missing.');
		checkOthers(others, 'name, time, properties and app_id');
		const event = buildEvent(
			{
				name: () => name,
				time: () => momentOf(time, item.json, item.now, list.timezone),
				properties: (single) => listedProperties(properties, EVENT_PROPERTIES, single),
			},
			own,
		);
		return withApp(event, app_id);
	});
}

/** One item's listed purchases; as {@link readEventList}. */
export function readPurchaseList(
	list: ActivityList,
	item: ListedItem,
	problems: Problems,
): IDataObject[] {
	return readList(list, item, problems, 'purchase', (entry, own) => {
		const { product_id, currency, price, quantity, time, properties, app_id, ...others } = entry;
		checkOthers(others, 'product_id, currency, price, quantity, time, properties and app_id');
		const purchase = buildPurchase(
			{
				productId: () => product_id,
				currency: () => currency,
				price: () => price,
				quantity: () => quantity,
				time: () => momentOf(time, item.json, item.now, list.timezone),
				properties: (single) => listedProperties(properties, PURCHASE_PROPERTIES, single),
			},
			own,
		);
		return withApp(purchase, app_id);
	});
}

function readList(
	{ value, label, isFixed }: ActivityList,
	{ json, itemIndex }: ListedItem,
	problems: Problems,
	kind: string,
	read: (entry: Record<string, unknown>, own: Problems) => IDataObject | undefined,
): IDataObject[] {
	const all = problems.within(`${label} `, isFixed ? null : { kind: `${kind}s`, of: 'the list' });
	const entries = all.attempt(() => asList(value(json, itemIndex))) ?? [];
	return entries.flatMap((entry, index) => {
		if (entry === null || entry === undefined) return [];
		const own = problems.within(`${label}, entry ${index + 1}: `, { kind });
		const object = own.attempt(() => {
			if (!isPlainObject(entry)) throw new ItemError('must be an object.', { value: entry });
			return read(entry, own);
		});
		return object === undefined ? [] : [object];
	});
}

/** A single object counts as a list of one. */
function asList(value: unknown): readonly unknown[] {
	if (value === undefined || value === null) return [];
	if (Array.isArray(value)) return value;
	if (isPlainObject(value)) return [value];
	throw new ItemError('must be a list of objects.', { value });
}

/** What Braze does not know of would be lost, and another user's entry is not this item's. */
function checkOthers(others: object, known: string): void {
	const names = Object.keys(others);
	if (names.length === 0) return;
	const keys = names.map((name) => `"${name.slice(0, 40)}"`).join(', ');
	throw new ItemError(
		`${keys} cannot be set. An entry takes ${known}; put anything else into properties. The user is always that of the item.`,
	);
}

function listedProperties(
	given: unknown,
	rules: Parameters<typeof withProperties>[1],
	problems: Problems,
) {
	const whole = problems.part && { ...problems.part, kind: 'properties' };
	const properties = problems.within('properties ', whole).attempt(() => asObject(given));
	return withProperties(properties ?? {}, rules, problems);
}

function withApp(object: IDataObject | undefined, app: unknown): IDataObject | undefined {
	if (object === undefined || app === undefined || app === null || app === '') return object;
	return { ...object, app_id: String(app) };
}
