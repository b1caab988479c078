import type { FieldType, IDataObject } from 'n8n-workflow';

import { convert, ConversionError } from './convert';
import { parseName } from './name';
import type { Evaluate, ItemValue } from './value';
import { compileValue, isExpression } from './value';

/** One field of a mapping, for one item: where it goes and what it holds. */
export interface MappedField {
	/** The name as the user sees it in the editor. */
	name: string;
	/** The keys it stands for, outermost first. */
	path: readonly string[];
	value: unknown;
	/** Why there is no value to send; the message follows the field's name. */
	problem?: string;
}

/** All fields of a mapping, for one item. */
export type Mapping = (json: IDataObject, itemIndex: number) => MappedField[];

interface Assignment {
	name?: unknown;
	value?: unknown;
	type?: string;
}

/**
 * Compiles an n8n assignmentCollection (the fields that a user drags in) to a function of the item.
 *
 * @param parameter the unresolved parameter: `{assignments: [{name, value, type}]}`
 * @throws never here; a name that cannot be one is a problem of every item, so that it is reported
 */
export function compileAssignments(parameter: unknown, evaluate: Evaluate): Mapping {
	if (isExpression(parameter)) {
		return (json, itemIndex) =>
			compileAssignments(evaluate(parameter, itemIndex), evaluate)(json, itemIndex);
	}
	const { assignments } = (parameter ?? {}) as { assignments?: Assignment[] };
	const fields = (assignments ?? []).map(({ name, value, type }) =>
		compileField(name, value, type as FieldType | undefined, evaluate),
	);
	return (json, itemIndex) => fields.map((field) => field(json, itemIndex));
}

/**
 * Compiles one named value.
 *
 * @param name the field's name, or an expression that gives it
 * @param parameter the unresolved value
 * @param type the type that the mapping states, if any
 */
export function compileField(
	name: unknown,
	parameter: unknown,
	type: FieldType | undefined,
	evaluate: Evaluate,
): (json: IDataObject, itemIndex: number) => MappedField {
	const value = compileValue(parameter, evaluate);
	if (isExpression(name)) {
		const nameOf = compileValue(name, evaluate);
		return (json, itemIndex) => {
			const text = String(nameOf(json, itemIndex) ?? '');
			return readField(text, namePath(text), value, type, json, itemIndex);
		};
	}
	const text = String(name ?? '');
	const path = namePath(text);
	return (json, itemIndex) => readField(text, path, value, type, json, itemIndex);
}

type NamePath = { path: readonly string[]; problem?: string };

function namePath(name: string): NamePath {
	try {
		return { path: parseName(name) };
	} catch (error) {
		return { path: [name], problem: (error as Error).message };
	}
}

function readField(
	name: string,
	{ path, problem }: NamePath,
	value: ItemValue,
	type: FieldType | undefined,
	json: IDataObject,
	itemIndex: number,
): MappedField {
	if (problem !== undefined) return { name, path, value: undefined, problem };
	try {
		return { name, path, value: convert(value(json, itemIndex), type) };
	} catch (error) {
		const reason = (error as Error).message;
		return {
			name,
			path,
			value: undefined,
			problem:
				error instanceof ConversionError ? reason : `could not be evaluated by n8n: ${reason}`,
		};
	}
}
