import type { FieldType, IDataObject, ResourceMapperValue } from 'n8n-workflow';

import type { Mapping, MappedField } from '../mapping/assignments';
import { compileAssignments, compileField } from '../mapping/assignments';
import type { Evaluate } from '../mapping/value';
import { isPlainObject } from '../model/emptyValues';
import type { TrackTemplate } from './userChange';
import { compileEvents } from './events';
import type { IdentifyBy } from '../model/identifier';
import { compileJson } from './properties';
import { ValueProblem } from '../model/itemError';
import { compilePurchases } from './purchases';
import { compileSubscriptionGroups } from './subscriptionGroups';
import type { Parameters } from '../runtime/parameters';
import type { TrackOptions } from '../resources/user/track/options';

/** Compiles the operation's parameters, once for all items. */
export function compileTrack(
	parameters: Parameters,
	{ emptyValues, appId }: TrackOptions,
	now: string,
): TrackTemplate {
	const { evaluate } = parameters;
	const by = parameters.once<IdentifyBy>('identifyBy', 'userAlias');
	return {
		identifier: {
			by,
			aliasLabel: parameters.perItem('aliasLabel', 'email'),
			aliasName: parameters.perItem('aliasName', '={{ $json.email }}'),
			value: parameters.perItem(by, ''),
		},
		attributes: compileAttributes(parameters),
		events: compileEvents(parameters.raw('events'), evaluate),
		purchases: compilePurchases(parameters.raw('purchases'), evaluate),
		subscriptionGroups: compileSubscriptionGroups(parameters.raw('subscriptionGroups'), evaluate),
		emptyValues,
		appId,
		now,
	};
}

function compileAttributes(parameters: Parameters): Mapping {
	const { evaluate } = parameters;
	switch (parameters.once<string>('attributesMode', 'drag')) {
		case 'list':
			return compileList(parameters.raw('attributesMapping') as ResourceMapperValue, evaluate);
		case 'json':
			return compileObject(parameters.raw('attributesJson'), evaluate);
		default:
			return compileAssignments(parameters.raw('attributes'), evaluate);
	}
}

/** A resource mapper's fields; with auto-map, those of the item that the workspace knows. */
function compileList(mapper: ResourceMapperValue | undefined, evaluate: Evaluate): Mapping {
	const known = (mapper?.schema ?? []).filter(({ removed }) => removed !== true);
	if (mapper?.mappingMode === 'autoMapInputData') {
		const fields = known.map(({ id, type }) => ({
			id,
			read: listField(id, `={{ $json[${JSON.stringify(id)}] }}`, type, evaluate),
		}));
		return (json, item) =>
			fields.filter(({ id }) => Object.hasOwn(json, id)).map(({ read }) => read(json, item));
	}
	const types = new Map(known.map(({ id, type }) => [id, type]));
	const fields = Object.entries(mapper?.value ?? {}).map(([id, value]) =>
		listField(id, value, types.get(id), evaluate),
	);
	return (json, item) => fields.map((field) => field(json, item));
}

/** A name from the list is the attribute's own, whatever characters it holds. */
function listField(id: string, value: unknown, type: FieldType | undefined, evaluate: Evaluate) {
	const read = compileField('value', value, type, evaluate);
	return (json: IDataObject, item: number): MappedField => ({
		...read(json, item),
		name: id,
		path: [id],
	});
}

function compileObject(parameter: unknown, evaluate: Evaluate): Mapping {
	const value = compileJson(parameter, evaluate);
	return (json, item) => {
		const object = value(json, item);
		if (object === undefined || object === null) return [];
		const problem =
			object instanceof ValueProblem
				? object.message
				: isPlainObject(object)
					? undefined
					: 'must be an object of names and values.';
		if (problem !== undefined) {
			return [{ name: 'Attributes (JSON)', path: ['json'], value: undefined, problem }];
		}
		return Object.entries(object).map(([name, inner]) => ({ name, path: [name], value: inner }));
	};
}
