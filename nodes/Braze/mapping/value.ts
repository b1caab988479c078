import type { IDataObject } from 'n8n-workflow';

import { ItemError, named } from '../model/itemError';
import { compilePath, isDeferred } from './path';

/** n8n's own evaluation of one expression (with its leading `=`) for one item. */
export type Evaluate = (expression: string, itemIndex: number) => unknown;

/** A parameter's value for an item. Throws ItemError when its expression fails. */
export type ItemValue = (json: IDataObject, itemIndex: number) => unknown;

/** Whether a parameter's text is an expression for n8n to evaluate. */
export function isExpression(parameter: unknown): parameter is string {
	return typeof parameter === 'string' && parameter.startsWith('=');
}

/** Whether an expression stands anywhere inside a parameter. */
function holdsExpression(parameter: unknown): boolean {
	if (typeof parameter === 'object' && parameter !== null) {
		return Object.values(parameter).some(holdsExpression);
	}
	return isExpression(parameter);
}

/**
 * Turns an unresolved parameter into a function of the item, once per execution instead of once per
 * item: a literal is a constant, a plain path into the item is read directly, everything else is
 * evaluated by n8n. (One evaluation costs about half a millisecond, a path some nanoseconds.)
 *
 * @param parameter the parameter as n8n stores it: literals, expressions, or a structure of both
 * @param evaluate n8n's evaluation, for what is more than a path
 * @param label the field's display name, told if its expression fails; for a field whose reader does
 *   not tell it
 */
export function compileValue(parameter: unknown, evaluate: Evaluate, label?: string): ItemValue {
	if (label !== undefined) {
		const value = compileValue(parameter, evaluate);
		return (...item) => named(`${label} `, () => value(...item));
	}
	if (isExpression(parameter)) return compileExpression(parameter, evaluate);
	if (!holdsExpression(parameter)) return () => parameter;
	if (Array.isArray(parameter)) {
		const elements = parameter.map((element) => compileValue(element, evaluate));
		return (json, itemIndex) => elements.map((element) => element(json, itemIndex));
	}
	const entries = Object.entries(parameter as IDataObject).map(
		([key, value]) => [key, compileValue(value, evaluate)] as const,
	);
	return (json, itemIndex) =>
		Object.fromEntries(entries.map(([key, value]) => [key, value(json, itemIndex)]));
}

function compileExpression(expression: string, evaluate: Evaluate): ItemValue {
	const path = compilePath(expression);
	if (path === undefined) {
		return (_json, itemIndex) => evaluateFor(expression, itemIndex, evaluate);
	}
	return (json, itemIndex) => {
		const result = path(json);
		return isDeferred(result) ? evaluateFor(expression, itemIndex, evaluate) : result;
	};
}

/** What the engine throws is wrong with that item alone. */
export function evaluateFor(expression: string, itemIndex: number, evaluate: Evaluate): unknown {
	try {
		return evaluate(expression, itemIndex);
	} catch (error) {
		return notEvaluated(error as Error);
	}
}

function notEvaluated({ message }: Error): never {
	throw new ItemError(`could not be evaluated by n8n: ${message}`);
}

/** The value inside a resource locator (`{__rl, mode, value}`); anything else as it is. */
export function pickedValue(parameter: unknown): unknown {
	if (typeof parameter === 'object' && parameter !== null && '__rl' in parameter) {
		return (parameter as unknown as { value: unknown }).value;
	}
	return parameter;
}
