import type { IDataObject } from 'n8n-workflow';

import type { TellEntry } from '../model/attributeRules';
import { problemOfName, SETTABLE_ATTRIBUTES } from '../model/attributes';
import { applyEmptyValues, type EmptyValues } from '../model/emptyValues';
import { ItemError, Problems } from '../model/itemError';
import { groupBy } from '../model/maps';
import { setOwn } from '../model/objects';
import { short } from '../model/shownValue';
import { checkCustomValue } from '../model/values';
import type { MappedField } from './assignments';
import { nest } from './nest';

/**
 * Builds an item's attributes from its mapped fields: dots become nested objects, empty values are handled,
 * standard attributes are converted to Braze's format, and custom ones are checked. Types are never
 * guessed.
 *
 * @param problems collects the errors of attributes, each with its name and what to do; those are left out
 * @returns empty if nothing is left to send
 */
export function buildAttributes(
	fields: readonly MappedField[],
	emptyValues: EmptyValues,
	problems: Problems,
): IDataObject {
	const possible = fields.filter((field) => canBeSet(field, problems));
	const attributes = nest(possible, (value, isInside) =>
		applyEmptyValues(value, emptyValues, isInside),
	);
	let parts: ReadonlyMap<string, readonly MappedField[]> | undefined;
	for (const name of Object.keys(attributes)) {
		const value = attributes[name];
		try {
			const checked = checkAttribute(name, value, emptyValues, problems);
			if (checked === undefined) delete attributes[name];
			else if (checked !== value) setOwn(attributes, name, checked);
		} catch (error) {
			parts ??= groupBy(possible, ({ path: [first] }) => first);
			const rest = withoutBadParts(name, parts.get(name) ?? [], emptyValues, problems);
			if (rest === undefined) problems.within(subjectOf(name)).add(error, { field: name, value });
			if (rest?.[name] === undefined) delete attributes[name];
			else setOwn(attributes, name, rest[name]);
		}
	}
	return attributes;
}

const subjectOf = (name: string) => `Attribute "${short(name)}" `;

function canBeSet({ name, path }: MappedField, problems: Problems): boolean {
	const problem = problemOfName(path[0]);
	if (problem !== undefined) problems.add(subjectOf(name) + problem, { field: name });
	return problem === undefined;
}

/**
 * A bad object that several fields were mapped to, without the fields that are bad by themselves.
 *
 * @param problems collects their errors
 * @returns an object that holds what is left, if anything; undefined if the object is bad as a whole
 */
function withoutBadParts(
	name: string,
	parts: readonly MappedField[],
	emptyValues: EmptyValues,
	problems: Problems,
): IDataObject | undefined {
	if (parts.length < 2) return undefined;
	const make = (some: readonly MappedField[], found: Problems) => {
		const made = nest(some, (value, isInside) => applyEmptyValues(value, emptyValues, isInside));
		if (!(name in made)) return {};
		return { [name]: checkAttribute(name, made[name], emptyValues, found) as IDataObject };
	};
	const good: MappedField[] = [];
	const bad: Array<() => void> = [];
	for (const part of parts) {
		try {
			make([part], new Problems());
			good.push(part);
		} catch (error) {
			const { name: field, value } = part;
			bad.push(() => problems.within(subjectOf(name)).add(error, { field, value }));
		}
	}
	let rest: IDataObject;
	try {
		rest = make(good, problems);
	} catch {
		return undefined;
	}
	for (const tell of bad) tell();
	return rest;
}

function tellEntries(name: string, problems: Problems): TellEntry {
	const entry = { kind: 'entry', of: `attribute "${name}"` };
	const own = problems.within(subjectOf(name), entry);
	return (problem, value) => {
		own.add(new ItemError(problem, { value }));
	};
}

/**
 * @param problems collects remarks, and the errors of list entries, which are left out of the list
 * @returns undefined for a value that is not to be sent
 */
function checkAttribute(
	name: string,
	value: unknown,
	emptyValues: EmptyValues,
	problems: Problems,
): unknown {
	const standard = SETTABLE_ATTRIBUTES.get(name);
	if (value === null) {
		if (standard?.nullable !== false) return null;
		problems.remark(name, `${subjectOf(name)}is empty and was not sent: Braze cannot clear it.`);
		return undefined;
	}
	if (standard === undefined) return checkCustomValue(value);
	const tell = typeof value === 'object' ? tellEntries(name, problems) : undefined;
	const checked = standard.rule(value, tell);
	// A placeholder such as "n/a" clears nothing, unless empty values do.
	return checked === null && emptyValues !== 'clear' ? undefined : checked;
}
