import type { FieldType, IDataObject } from 'n8n-workflow';

import type { Problems } from '../model/itemError';
import { failing, named } from '../model/itemError';
import { convert } from './convert';
import { parseName } from './name';
import type { Evaluate, ItemValue } from './value';
import { compileValue, evaluateFor, isExpression } from './value';

/** One field of a mapping, for one item: where it goes and what it holds. */
export interface MappedField {
	/** The name as the user sees it in the editor. */
	name: string;
	/** The keys it stands for, outermost first. */
	path: readonly string[];
	value: unknown;
}

/**
 * All fields of a mapping, for one item.
 *
 * @param problems gets why fields cannot be had; those are left out
 */
export type Mapping = (json: IDataObject, itemIndex: number, problems: Problems) => MappedField[];

/** One field of a mapping as a function of the item. Throws ItemError that names the field. */
export type CompiledField = (json: IDataObject, itemIndex: number) => MappedField;

interface Assignment {
	name?: unknown;
	value?: unknown;
	type?: string;
}

/** What the user knows a mapping by; goes before what is wrong with it. */
export interface MappingLabels {
	/** The parameter's display name. */
	all: string;
	/** Goes before a field's name in quotes. */
	one: string;
}

/**
 * Compiles an n8n assignmentCollection (the fields that a user drags in) to a function of the item.
 *
 * @param parameter the unresolved parameter: `{assignments: [{name, value, type}]}`
 */
export function compileAssignments(
	parameter: unknown,
	evaluate: Evaluate,
	labels: MappingLabels,
): Mapping {
	if (isExpression(parameter)) {
		return (json, itemIndex, problems) => {
			const given = problems
				.within(`${labels.all} `)
				.attempt(() => evaluateFor(parameter, itemIndex, evaluate));
			return compileAssignments(given, evaluate, labels)(json, itemIndex, problems);
		};
	}
	const { assignments } = (parameter ?? {}) as { assignments?: Assignment[] };
	const fields = (assignments ?? []).map(({ name, value, type }) =>
		compileField(name, value, type as FieldType | undefined, evaluate, labels.one),
	);
	return (json, itemIndex, problems) => readFields(fields, json, itemIndex, problems);
}

/** Reads fields; what is wrong with one costs the others nothing. */
export function readFields(
	fields: readonly CompiledField[],
	json: IDataObject,
	itemIndex: number,
	problems: Problems,
): MappedField[] {
	const read: MappedField[] = [];
	for (const field of fields) {
		try {
			read.push(field(json, itemIndex));
		} catch (error) {
			problems.add(error);
		}
	}
	return read;
}

/**
 * Compiles one named value.
 *
 * @param name the field's name, or an expression that gives it, both to be read as a path; or the
 *   path itself, whose keys may hold any characters
 * @param parameter the unresolved value
 * @param type the type that the mapping states, if any
 * @param label goes before the field's name in what is wrong with it
 */
export function compileField(
	name: unknown,
	parameter: unknown,
	type: FieldType | undefined,
	evaluate: Evaluate,
	label: string,
): CompiledField {
	const value = compileValue(parameter, evaluate);
	if (Array.isArray(name)) {
		const path = name as string[];
		return compilePlaced(path.join('.'), path, value, type, label);
	}
	if (!isExpression(name)) return compileNamed(String(name ?? ''), value, type, label);
	const nameOf = compileValue(name, evaluate);
	return (json, itemIndex) => {
		const text = String(nameOf(json, itemIndex) ?? '');
		return compileNamed(text, value, type, label)(json, itemIndex);
	};
}

function compileNamed(
	name: string,
	value: ItemValue,
	type: FieldType | undefined,
	label: string,
): CompiledField {
	try {
		return compilePlaced(name, parseName(name), value, type, label);
	} catch (error) {
		const read = failing(error);
		return () => named(`${label} "${name}" `, read);
	}
}

function compilePlaced(
	name: string,
	path: readonly string[],
	value: ItemValue,
	type: FieldType | undefined,
	label: string,
): CompiledField {
	const subject = `${label} "${name}" `;
	return (json, itemIndex) => ({
		name,
		path,
		value: named(subject, () => convert(value(json, itemIndex), type)),
	});
}
