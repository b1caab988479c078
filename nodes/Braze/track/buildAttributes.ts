import type { IDataObject } from 'n8n-workflow';

import type { MappedField } from '../mapping/assignments';
import { nest } from '../mapping/nest';
import { problemOfName, SETTABLE_ATTRIBUTES } from '../model/attributes';
import { applyEmptyValues, type EmptyValues } from '../model/emptyValues';
import type { Problems } from '../model/itemError';
import { setOwn } from '../model/objects';
import { checkCustomValue } from '../model/values';

/**
 * Makes one item's attributes of its mapped fields: dots become nested objects, empty values are
 * dealt with, standard attributes get Braze's form, custom ones are checked. No value is guessed
 * into another type.
 *
 * @param problems gets what is wrong with attributes, each with its name and what to do; those are
 *   left out
 * @returns empty if nothing is left to send
 */
export function buildAttributes(
	fields: readonly MappedField[],
	emptyValues: EmptyValues,
	problems: Problems,
): IDataObject {
	const possible = fields.filter((field) => canBeSet(field, problems));
	const attributes = nest(possible, (value) => applyEmptyValues(value, emptyValues));
	for (const name of Object.keys(attributes)) {
		try {
			const checked = checkAttribute(name, attributes[name]);
			if (checked !== attributes[name]) setOwn(attributes, name, checked);
		} catch (error) {
			problems.within(`Attribute "${name}" `).add(error);
			delete attributes[name];
		}
	}
	return attributes;
}

function canBeSet({ name, path }: MappedField, problems: Problems): boolean {
	const problem = problemOfName(path[0]);
	if (problem !== undefined) problems.add(`Attribute "${name}" ${problem}`);
	return problem === undefined;
}

function checkAttribute(name: string, value: unknown): unknown {
	if (value === null) return null;
	const standard = SETTABLE_ATTRIBUTES.get(name);
	return standard === undefined ? checkCustomValue(value) : standard.rule(value);
}
