import type { IDataObject } from 'n8n-workflow';

import type { MappedField } from '../mapping/assignments';
import { nest } from '../mapping/nest';
import { setOwn } from '../mapping/own';
import { checkCustomValue } from '../model/customValue';
import type { EmptyValues } from '../model/emptyValues';
import { applyEmptyValues } from '../model/emptyValues';
import { ValueProblem } from '../model/itemError';
import { STANDARD_ATTRIBUTES } from '../model/standardAttributes';

/** Keys of an attributes object that are no attributes, and where the user sets them instead. */
const RESERVED = new Map([
	['external_id', 'choose it under Identify By'],
	['user_alias', 'choose it under Identify By'],
	['braze_id', 'choose it under Identify By'],
	['_update_existing_only', 'use the option Update Existing Only'],
	['_merge_objects', 'use the option Merge Nested Objects'],
	['email_subscription_info', 'Braze takes no such attribute'],
]);

/** One item's attributes, or why they cannot be sent. */
export interface AttributesResult {
	/** Undefined if nothing is left to send. */
	attributes?: IDataObject;
	/** Each names the attribute, says what is wrong and what to do. */
	problems: string[];
}

/**
 * Makes one item's attributes of its mapped fields: dots become nested objects, empty values are
 * dealt with, standard attributes get Braze's form, custom ones are checked. No value is guessed
 * into another type.
 */
export function buildAttributes(
	fields: readonly MappedField[],
	emptyValues: EmptyValues,
): AttributesResult {
	const problems: string[] = [];
	for (const { name, path, problem = problemOfName(path[0]) } of fields) {
		if (problem !== undefined) problems.push(`Attribute "${name}" ${problem}`);
	}
	if (problems.length > 0) return { problems };
	const attributes = nest(fields, (value) => applyEmptyValues(value, emptyValues));
	const names = Object.keys(attributes);
	for (const name of names) {
		const checked = checkAttribute(name, attributes[name]);
		if (checked instanceof ValueProblem) problems.push(`Attribute "${name}" ${checked.message}`);
		else if (checked !== attributes[name]) setOwn(attributes, name, checked);
	}
	return problems.length > 0 || names.length === 0 ? { problems } : { attributes, problems };
}

function problemOfName(name: string): string | undefined {
	const instead = RESERVED.get(name);
	if (instead !== undefined) return `is not an attribute: ${instead}, and remove it here.`;
	if (name !== name.trim()) return 'has blanks around its name; Braze drops them. Remove them.';
	return undefined;
}

function checkAttribute(name: string, value: unknown): unknown {
	try {
		if (value === null) return null;
		const standard = STANDARD_ATTRIBUTES.get(name);
		return standard === undefined ? checkCustomValue(value) : standard.normalize(value);
	} catch (error) {
		return error instanceof ValueProblem ? error : new ValueProblem((error as Error).message);
	}
}
