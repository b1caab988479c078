import type { IDataObject, ResourceMapperValue } from 'n8n-workflow';

import { compilePath, isDeferred } from '../mapping/path';
import { pickedValue } from '../mapping/value';
import { isNothing } from '../model/nothing';
import { isPlainObject } from '../model/objects';
import { jsonOf } from '../model/shownValue';
import { isNoAnswer } from '../model/subscriptions';
import { textOf } from '../model/text';
import type { IdleRows, MappingNotes } from '../runtime/runSummary';

/** Parameters that can hold a Send If. */
const CONDITIONAL = ['events', 'purchases', 'subscriptionGroups'];

/** A mapped attribute, and its value as n8n stores it. */
type Mapped = readonly [name: string, value: unknown];

/**
 * Compares the mapping with the items. Only plain paths are read: the expression engine would be too slow.
 *
 * @param parameters as n8n stores them, with unresolved expressions
 */
export function mappingNotes(parameters: IDataObject, items: readonly IDataObject[]): MappingNotes {
	const mode = parameters.attributesMode;
	const mapper = (parameters.attributesMapping ?? {}) as Partial<ResourceMapperValue>;
	const isAutoMap = mode === 'list' && mapper.mappingMode === 'autoMapInputData';
	return {
		unknownFields: isAutoMap ? unknownFields(mapper, parameters, items) : new Map(),
		emptyFields: mappedIn(mode, mapper, parameters).flatMap(([name, value]) =>
			isEmptyInAll(value, items) ? [name] : [],
		),
		isConditional: CONDITIONAL.some((name) => {
			const text = jsonOf(parameters[name]) ?? '';
			return text.includes('"sendIf":') && !/"sendIf":(true|"true")/.test(text);
		}),
		idleRows: ROWS.flatMap((rows) => idleRows(rows, parameters)),
	};
}

/** Collections whose rows do nothing until one of their fields is filled in. */
const ROWS = [
	{ name: 'events', row: 'event', field: 'name', collection: 'Events', label: 'Event Name' },
	{
		name: 'subscriptionGroups',
		row: 'group',
		field: 'subscriptionState',
		collection: 'Subscription Groups',
		label: 'Subscription State',
	},
] as const;

/** Rows whose field is neither chosen nor mapped. */
function idleRows(
	{ name, row, field, collection, label }: (typeof ROWS)[number],
	parameters: IDataObject,
): IdleRows[] {
	const given = (parameters[name] as IDataObject | undefined)?.[row];
	const rows = Array.isArray(given) ? (given as IDataObject[]) : [];
	const idle = rows.flatMap((one, index) => {
		const value = pickedValue(one[field]);
		return isNoAnswer(value) || value === '=' ? [index + 1] : [];
	});
	return idle.length === 0 ? [] : [{ collection, field: label, rows: idle }];
}

function mappedIn(
	mode: unknown,
	mapper: Partial<ResourceMapperValue>,
	parameters: IDataObject,
): Mapped[] {
	if (mode === 'json') return [];
	if (mode === 'list') {
		const isFixed = mapper.mappingMode !== 'autoMapInputData' && isPlainObject(mapper.value);
		return isFixed ? Object.entries(mapper.value as IDataObject) : [];
	}
	const { assignments } = (parameters.attributes ?? {}) as { assignments?: unknown };
	return Array.isArray(assignments)
		? (assignments as IDataObject[]).map(({ name, value }) => [textOf(name), value])
		: [];
}

/** Whether a value is certain to be a path to something that no item has. */
function isEmptyInAll(value: unknown, items: readonly IDataObject[]): boolean {
	const path = typeof value === 'string' ? compilePath(value) : undefined;
	if (path === undefined || items.length === 0) return false;
	return items.every((json) => {
		const found = path(json);
		return !isDeferred(found) && isNothing(found);
	});
}

function unknownFields(
	{ schema = [] }: Partial<ResourceMapperValue>,
	parameters: IDataObject,
	items: readonly IDataObject[],
): Map<string, number> {
	const known = new Set(schema.map(({ id }) => id));
	const counts = new Map<string, number>();
	for (const json of items) {
		for (const name of Object.keys(json)) {
			if (!known.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
		}
	}
	const read = namesReadIn(JSON.stringify(parameters));
	for (const name of counts.keys()) {
		if (OWN_USE.has(name) || read.has(JSON.stringify(name).slice(1, -1))) counts.delete(name);
	}
	return counts;
}

/** Fields of an item that are not data: the time of its events, and what earlier nodes added. */
const OWN_USE: ReadonlySet<string> = new Set(['timestamp', 'braze', 'error']);

/** `$json.name`, `$json['name']` and `$json["name"]`, in the JSON text of parameters. */
const READ = /\$json(?:\.([\p{L}\p{N}_$]+)|\['([^']*)'\]|\[\\"([^"]*)\\"\])/gu;

/**
 * The fields that parameters read, e.g. for the identifier, found in one pass over their JSON text.
 * Searching the text for each of an item's fields would take one pass per field.
 */
function namesReadIn(parameters: string): ReadonlySet<string> {
	const named = [...parameters.matchAll(READ)].map(([, ...forms]) => forms.find(Boolean) ?? '');
	return new Set(named);
}
