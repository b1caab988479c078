import type { FieldType, IDataObject } from 'n8n-workflow';

import { isBlank } from '../model/invisible';
import { ItemError, named, type Problems, rename } from '../model/itemError';
import { MissingPart } from '../model/missingPart';
import { isUnset } from '../model/nothing';
import { isNoName } from '../model/placeholder';
import { short } from '../model/shownValue';
import { textOf } from '../model/text';
import { compileComposed, compileComposedName } from './composed';
import { convert } from './convert';
import { type Engine, evaluated } from './engine';
import { pathOfRow } from './name';
import type { PerItem } from './perItem';
import { compileValue, isExpression, labeled } from './value';

/** A field of a mapping, read from an item: where it goes and its value. */
export interface MappedField {
	/** The name as shown in the editor. */
	name: string;
	/** The keys that the name stands for, outermost first. */
	path: readonly string[];
	value: unknown;
}

/**
 * Reads all fields of a mapping from an item.
 *
 * @param problems collects the errors of fields; those are left out
 */
export type Mapping = (json: IDataObject, itemIndex: number, problems: Problems) => MappedField[];

/** A field of a mapping, as n8n stores it. */
interface FieldParameter {
	/** The field's name or an expression for it, both read as a path. */
	name?: unknown;
	/** The unresolved value. */
	value?: unknown;
	/** The type that the mapping states, if any. */
	type?: string;
}

/** How errors name a mapping. */
interface MappingLabels {
	/** The parameter's display name. */
	all: string;
	/** Goes before the quoted name of a field. */
	one: string;
}

/**
 * Compiles an n8n assignmentCollection (the fields that a user drags in) to a function of the item.
 *
 * @param parameter the unresolved parameter: `{assignments: [{name, value, type}]}`
 */
export function compileAssignments(
	parameter: unknown,
	engine: Engine,
	labels: MappingLabels,
): Mapping {
	if (!isExpression(parameter) || engine.evaluate === undefined) {
		const { assignments } = (parameter ?? {}) as { assignments?: FieldParameter[] };
		const fields = (assignments ?? []).map((field, index) =>
			compileRow(field, engine, labels.one, `${labels.all}, row ${index + 1}: `),
		);
		return (json, itemIndex, problems) => readFields(fields, json, itemIndex, problems);
	}
	const whole = compileValue(parameter, engine, labels.all);
	return (json, itemIndex, problems) => {
		const given = problems.attempt(() => checkWhole(whole(json, itemIndex), labels.all));
		return compileAssignments(given, evaluated(engine), labels)(json, itemIndex, problems);
	};
}

/** Anything that is not assignments would silently map nothing. */
function checkWhole(given: unknown, label: string): unknown {
	if (isUnset(given)) return undefined;
	if (Array.isArray((given as { assignments?: unknown }).assignments)) return given;
	throw new ItemError(
		`${label} as an expression must return {"assignments": [{"name": "…", "value": "…"}]}. To map an object of names and values, use JSON.`,
	);
}

/** Reads fields one by one, so that a bad one costs no other. */
export function readFields(
	fields: readonly PerItem<MappedField>[],
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
 * Compiles a field whose path is given; its keys can have any characters.
 *
 * @param label goes before the field's name in its errors
 */
export function compileField(
	field: Omit<FieldParameter, 'name'> & { name: readonly string[] },
	engine: Engine,
	label: string,
): PerItem<MappedField> {
	return compilePlaced(field.name.join('.'), field.name, field, engine, label);
}

/** @param row goes before the errors of a field without a name */
function compileRow(
	field: FieldParameter,
	engine: Engine,
	label: string,
	row: string,
): PerItem<MappedField> {
	const { name } = field;
	const compile = (text: string) => compileNamed(text, field, engine, { label, row });
	if (!isExpression(name)) return compile(textOf(name));
	const nameOf = labeled(`${label} name`, compileComposedName(name, engine));
	return (json, itemIndex) => {
		const text = named(row, () => checkName(nameOf(json, itemIndex)));
		return compile(text)(json, itemIndex);
	};
}

/** The result of an expression for a name. If it is empty, the error names the row. */
function checkName(given: unknown): string {
	if (isUnset(given)) return '';
	if (given instanceof MissingPart) throw new ItemError(`the name ${given.problem}`);
	const isText = typeof given === 'string' || typeof given === 'number';
	if (isText && !isNoName(String(given))) return String(given);
	throw new ItemError('the name must be text. Change the expression, or enter a name.', {
		value: given,
	});
}

function compileNamed(
	name: string,
	field: FieldParameter,
	engine: Engine,
	{ label, row }: { label: string; row: string },
): PerItem<MappedField> {
	try {
		return compilePlaced(name, pathOfRow(name, field.value), field, engine, label);
	} catch (error) {
		const subject = isBlank(name) ? row : `${label} "${short(name)}" `;
		return () => rename(subject, error, { field: name });
	}
}

function compilePlaced(
	name: string,
	path: readonly string[],
	field: FieldParameter,
	engine: Engine,
	label: string,
): PerItem<MappedField> {
	const value = isContact(path)
		? compileComposed(field.value, engine)
		: compileValue(field.value, engine);
	const type = path.join() === PLACE ? undefined : (field.type as FieldType | undefined);
	const subject = `${label} "${short(name)}" `;
	return (json, itemIndex) => {
		try {
			const given = value(json, itemIndex);
			if (given instanceof MissingPart) throw new ItemError(given.problem);
			return { name, path, value: convert(given, type, engine.timezone) };
		} catch (error) {
			return rename(subject, error, { field: name });
		}
	};
}

/** An attribute whose object may also be text (`52.5, 13.4`), which its own rule reads. */
const PLACE = 'current_location';

/** An email or phone with a missing part would be a different one, or the same for several people. */
function isContact(path: readonly string[]): boolean {
	return path.length === 1 && (path[0] === 'email' || path[0] === 'phone');
}
