import type { IDataObject } from 'n8n-workflow';

import { cut } from '../../api/message';
import { readMapped } from '../../fields/mapped';
import { compileOptions } from '../../fields/options';
import { readId } from '../../fields/text';
import type { Item, PerItem } from '../../mapping/perItem';
import { chosen } from '../../model/choice';
import type { Problems } from '../../model/itemError';
import { checkContextNames, checkMessageProperties } from '../../model/messageValues';
import { hasKeys } from '../../model/objects';
import type { Parameters } from '../../runtime/parameters';
import type { Triggered } from './kinds';

/** Compiles the ID of the campaign or Canvas that an item triggers. */
export function compileTarget(parameters: Parameters, kind: Triggered): PerItem<string> {
	const id = parameters.perItem(kind.field.name);
	return (...item) => readId(id, kind.name, item);
}

/**
 * Compiles the properties that fill an item's message: `{<name of the field>: {...}}`.
 *
 * @returns a function of the item, which leaves out properties with errors and adds these to its problems
 */
export function compileProperties(
	parameters: Parameters,
	{ properties }: Triggered,
): (item: Item, problems: Problems) => IDataObject {
	const { displayName, name, field, otherField } = properties;
	const names = otherField === undefined ? [field] : [field, otherField];
	const mapping = parameters.mapping(name, displayName);
	const options = compileOptions(parameters);
	return (item, problems) => {
		const { propertiesField } = options(...item);
		const key = chosen(propertiesField, names, 'Send Properties As');
		const given = readMapped(mapping, item);
		if (given === undefined) return {};
		const object = checkMessageProperties(given, displayName, problems);
		const named = key === 'context' ? checkContextNames(object, displayName, problems) : object;
		return hasKeys(named) ? { [key]: named } : {};
	};
}

/** What a response says about a send or a schedule. */
export function sendOf(body: unknown): IDataObject {
	const { dispatch_id, schedule_id, send_id } = (body ?? {}) as IDataObject;
	return {
		...(dispatch_id !== undefined && { dispatch_id }),
		...(schedule_id !== undefined && { schedule_id }),
		...(send_id !== undefined && { send_id }),
	};
}

/**
 * The same for a schedule, which Braze takes even if the campaign or Canvas is not active now: it may be by
 * then.
 */
export function scheduleOf(body: unknown): IDataObject {
	const { notice } = (body ?? {}) as IDataObject;
	return { ...sendOf(body), ...(typeof notice === 'string' && { notice: cut(notice) }) };
}
