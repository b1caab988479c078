import type { IDataObject, ResourceMapperValue } from 'n8n-workflow';

import { NOTICE } from '../editor/resourceMapping';
import { compileUser, type UserChoice } from '../fields/user';
import {
	compileAssignments,
	compileField,
	type MappedField,
	type Mapping,
	readFields,
} from '../mapping/assignments';
import { compileContact } from '../mapping/contact';
import { convert } from '../mapping/convert';
import type { Engine, ParameterSource } from '../mapping/engine';
import { compileJson } from '../mapping/json';
import type { PerItem } from '../mapping/perItem';
import { isExpression } from '../mapping/value';
import { ItemError } from '../model/itemError';
import { isPlainObject } from '../model/objects';
import { compileActivities } from './activities';
import { readTrackOptions } from './options';
import { compileSettings } from './settings';
import { compileSubscriptionGroups } from './subscriptionGroups';
import type { TrackTemplate } from './userChange';

/** How the user can be identified. */
export const WHO: UserChoice = {
	kinds: ['userAlias', 'externalId', 'email', 'phone', 'brazeId'],
	creates: true,
	firstAvailable: true,
};

const ATTRIBUTE = { all: 'Attributes', one: 'Attribute' };

/**
 * Compiles the operation's parameters, once for all items.
 *
 * @param now when the execution started, ISO 8601
 */
export function compileTrack(parameters: ParameterSource, now: string): TrackTemplate {
	const { engine } = parameters;
	const { onlyMissing } = readTrackOptions((parameters.raw('options') ?? {}) as IDataObject);
	return {
		identifier: compileUser(parameters, WHO),
		attributes: compileAttributes(parameters),
		activities: compileActivities(parameters),
		subscriptionGroups: compileSubscriptionGroups(parameters.raw('subscriptionGroups'), engine),
		contact: compileContact(parameters),
		settings: compileSettings(parameters),
		now,
		onlyMissing,
		timezone: engine.timezone,
	};
}

function compileAttributes(parameters: ParameterSource): Mapping {
	const { engine } = parameters;
	switch (parameters.once<string>('attributesMode')) {
		case 'list':
			return compileList(parameters.raw('attributesMapping') as ResourceMapperValue, engine);
		case 'json':
			return compileObject(parameters.raw('attributesJson'), engine);
		default:
			return compileAssignments(parameters.raw('attributes'), engine, ATTRIBUTE);
	}
}

/** A resource mapper's fields; with auto-map, those of the item that the workspace knows. */
function compileList(mapper: ResourceMapperValue | undefined, engine: Engine): Mapping {
	const schema = mapper?.schema ?? [];
	// A field that can't be filled in is a notice; its value may remain from an earlier schema.
	const notices = new Set(schema.filter(({ readOnly }) => readOnly).map(({ id }) => id));
	notices.add(NOTICE);
	const known = schema.filter(({ id, removed }) => removed !== true && !notices.has(id));
	const types = new Map(known.map(({ id, type }) => [id, type]));
	const listField = (id: string, value: unknown): PerItem<MappedField> =>
		compileField({ name: [id], value, type: types.get(id) }, engine, ATTRIBUTE.one);
	if (mapper?.mappingMode === 'autoMapInputData') {
		const fields = known.map(({ id }) => ({
			id,
			read: listField(id, `={{ $json[${JSON.stringify(id)}] }}`),
		}));
		return (json, item, problems) => {
			const present = fields.filter(({ id }) => Object.hasOwn(json, id));
			return readFields(
				present.map(({ read }) => read),
				json,
				item,
				problems,
			);
		};
	}
	const value: unknown = mapper?.value ?? {};
	if (!isPlainObject(value)) {
		const whole = new ItemError(
			'Attributes cannot be a single expression. Map each field, or set Attributes Mode to JSON.',
		);
		return (_json, _item, problems) => {
			problems.within('', null).add(whole);
			return [];
		};
	}
	const fields = Object.entries(value)
		.filter(([id]) => !notices.has(id))
		.map(([id, given]) => listField(id, given));
	return (json, item, problems) => readFields(fields, json, item, problems);
}

function compileObject(parameter: unknown, engine: Engine): Mapping {
	const value = compileJson(parameter, engine);
	const read = (json: IDataObject, item: number) => {
		const object = value(json, item) ?? {};
		if (!isPlainObject(object)) throw new ItemError('must be an object of names and values.');
		return Object.entries(object).map(([name, inner]) => ({
			name,
			path: [name.trim()],
			value: convert(inner, undefined, engine.timezone),
		}));
	};
	const part = isExpression(parameter) ? { kind: 'attributes' } : null;
	return (json, item, problems) =>
		problems.within('Attributes (JSON) ', part).attempt(() => read(json, item)) ?? [];
}
