import type { IDataObject } from 'n8n-workflow';

import type { Engine } from '../mapping/engine';
import { compileValue, isExpression } from '../mapping/value';

/** Whether a row counts for an item. Throws ItemError if that cannot be told. */
export type Condition = (json: IDataObject, itemIndex: number) => boolean;

/** Text that says no, as forms and spreadsheets have it. */
const NO = new Set(['', 'false', 'no', 'off', '0']);

const always: Condition = () => true;
const never: Condition = () => false;

/**
 * Compiles a row's Send If. A row of an older workflow has none, so it always counts.
 *
 * @param parameter a boolean, or an expression that may give anything
 */
export function compileCondition(parameter: unknown, engine: Engine): Condition {
	if (!isExpression(parameter)) return parameter === undefined || holds(parameter) ? always : never;
	const value = compileValue(parameter, engine, 'Send If');
	return (...item) => holds(value(...item));
}

/** Nothing, zero and text that says no are no; everything else is yes. */
export function holds(value: unknown): boolean {
	return typeof value === 'string' ? !NO.has(value.trim().toLowerCase()) : Boolean(value);
}
