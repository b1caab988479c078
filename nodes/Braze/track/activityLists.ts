import type { IDataObject } from 'n8n-workflow';

import type { Engine } from '../mapping/engine';
import { compileJson } from '../mapping/json';
import { readMoment } from '../mapping/moments';
import type { PerItem } from '../mapping/perItem';
import { isExpression } from '../mapping/value';
import { ItemError, type Problems } from '../model/itemError';
import { isNothing } from '../model/nothing';
import { isPlainObject } from '../model/objects';
import { PURCHASE_PROPERTIES } from '../model/purchases';
import { short } from '../model/shownValue';
import { few, were } from '../model/wording';
import { buildEvent } from './events';
import { type ActivityItem, asObject, type PropertyChecks, withProperties } from './properties';
import { buildPurchase } from './purchases';
import { readAppId } from './settings';
import { momentOf } from './time';

/** A list of events or purchases that an item itself holds, as objects like Braze's. */
export interface ActivityList {
	value: PerItem<unknown>;
	/** The option's display name. */
	label: string;
	/** Whether it is the same for all items: a mistake is then in the node, not in the item. */
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

/**
 * Reads the events in an item's list, without their user.
 *
 * @param problems collects the errors of entries, each with its place in the list
 * @returns an event for each entry; undefined for an entry that is not sent
 */
export function readEventList(
	list: ActivityList,
	item: ActivityItem,
	problems: Problems,
): Array<IDataObject | undefined> {
	const { emptyValues } = item;
	return readList(list, item, problems, 'event', (entry, own) => {
		const { name, time, properties, app_id, ...others } = entry;
		if (!('name' in entry)) throw new ItemError('the name is missing.');
		const event = buildEvent(
			{
				name: () => name,
				time: (told) => momentOf(time, item, list.timezone, told),
				properties: (single, rules) =>
					listedProperties(properties, others, { rules, emptyValues }, single),
			},
			own,
		);
		return withApp(event, app_id, own);
	});
}

/** Reads the purchases in an item's list; see {@link readEventList}. */
export function readPurchaseList(
	list: ActivityList,
	item: ActivityItem,
	problems: Problems,
): Array<IDataObject | undefined> {
	const checks = { rules: PURCHASE_PROPERTIES, emptyValues: item.emptyValues };
	return readList(list, item, problems, 'purchase', (entry, own) => {
		const { product_id, currency, price, quantity, time, properties, app_id, ...others } = entry;
		const purchase = buildPurchase(
			{
				productId: () => product_id,
				currency: () => currency,
				price: () => price,
				quantity: () => quantity,
				time: (told) => momentOf(time, item, list.timezone, told),
				properties: (single) => listedProperties(properties, others, checks, single),
			},
			own,
		);
		return withApp(purchase, app_id, own);
	});
}

function readList(
	{ value, label, isFixed, timezone }: ActivityList,
	{ json, itemIndex }: ActivityItem,
	problems: Problems,
	kind: string,
	read: (entry: Record<string, unknown>, own: Problems) => IDataObject | undefined,
): Array<IDataObject | undefined> {
	const all = problems.within(`${label} `, isFixed ? null : { kind: `${kind}s`, of: 'the list' });
	const entries = all.attempt(() => asList(value(json, itemIndex))) ?? [];
	return entries.map((entry, index) => {
		if (entry === null || entry === undefined) return undefined;
		const own = problems.within(`${label}, entry ${index + 1}: `, { kind });
		return own.attempt(() => {
			if (!isPlainObject(entry)) throw new ItemError('must be an object.', { value: entry });
			return read(withTime(entry, timezone), own);
		});
	});
}

/** An entry's time, which other systems call `timestamp`, as items do. */
function withTime(entry: Record<string, unknown>, timezone: string): Record<string, unknown> {
	if (!Object.hasOwn(entry, 'timestamp') || !isNothing(entry.time)) return entry;
	const { timestamp, ...others } = entry;
	return readMoment(timestamp, timezone) === undefined ? entry : { ...others, time: timestamp };
}

/** A single object counts as a list of one. */
function asList(value: unknown): readonly unknown[] {
	if (value === undefined || value === null) return [];
	if (Array.isArray(value)) return value;
	if (isPlainObject(value)) return [value];
	throw new ItemError('must be a list of objects.', { value });
}

/** Keys of Braze's objects that identify or create the user, which is up to the item. */
const OF_THE_ITEM = new Set([
	'external_id',
	'user_alias',
	'braze_id',
	'email',
	'phone',
	'_update_existing_only',
]);

/**
 * An entry's properties, including the entry's keys that Braze does not know: Braze would drop them, and
 * other systems keep properties next to the name.
 */
function listedProperties(
	given: unknown,
	others: Record<string, unknown>,
	checks: PropertyChecks,
	problems: Problems,
) {
	const whole = problems.part && { ...problems.part, kind: 'properties' };
	const own = problems.within('properties ', whole).attempt(() => asObject(given)) ?? {};
	const names = Object.keys(others);
	if (names.length === 0) return withProperties(own, checks, problems);
	const ignored = names.filter((name) => OF_THE_ITEM.has(name));
	if (ignored.length > 0) {
		tell(ignored, 'ignored: the user is always that of the item', problems);
	}
	const moved = names.filter((name) => !OF_THE_ITEM.has(name) && !Object.hasOwn(own, name));
	if (moved.length > 0) tell(moved, 'moved to properties', problems);
	const twice = names.filter((name) => !OF_THE_ITEM.has(name) && Object.hasOwn(own, name));
	if (twice.length > 0) {
		tell(twice, 'ignored: properties has a value for it as well', problems);
	}
	const all = { ...Object.fromEntries(moved.map((name) => [name, others[name]])), ...own };
	return withProperties(all, checks, problems);
}

/** How many keys a message names: an entry may have any number. */
const NAMED_KEYS = 10;

function tell(names: readonly string[], what: string, problems: Problems): void {
	const quoted = names.map((name) => `"${short(name)}"`);
	const keys = few(quoted, NAMED_KEYS).join(', ');
	const are = names.length === 1 ? 'is' : 'are';
	problems.remark(
		'entries',
		`${problems.subject}${keys} ${are} not part of an entry and ${were(names.length)} ${what}.`,
	);
}

function withApp(
	object: IDataObject | undefined,
	app: unknown,
	problems: Problems,
): IDataObject | undefined {
	if (object === undefined) return object;
	const own = problems.within('', problems.part && { ...problems.part, kind: 'App ID' });
	const { appId } = own.attempt(() => readAppId(app)) ?? {};
	return appId === undefined ? object : { ...object, app_id: appId };
}
