import type { IDataObject } from 'n8n-workflow';

import { ItemError, rename } from '../model/itemError';
import { checkLevels } from '../model/objects';
import type { Engine, Evaluate } from './engine';
import { compilePath, isDeferred } from './path';
import type { PerItem } from './perItem';

export function isExpression(parameter: unknown): parameter is string {
	return typeof parameter === 'string' && parameter.startsWith('=');
}

/** Whether there is an expression anywhere in a parameter. */
function holdsExpression(parameter: unknown): boolean {
	if (typeof parameter === 'object' && parameter !== null) {
		return Object.values(parameter).some(holdsExpression);
	}
	return isExpression(parameter);
}

/**
 * Compiles an unresolved parameter to a function of the item, once per execution instead of once per item: a
 * literal is a constant, a plain path into the item is read directly, everything else is evaluated by
 * n8n. An evaluation takes about half a millisecond, a path a few nanoseconds.
 *
 * @param parameter the parameter as n8n stores it: literals, expressions, or a structure of both
 * @param engine evaluates everything that is more than a path
 * @param label names the field if its expression fails, unless whoever reads the value does so
 */
export function compileValue(parameter: unknown, engine: Engine, label?: string): PerItem<unknown> {
	if (label !== undefined) return labeled(label, compileValue(parameter, engine));
	const { evaluate } = engine;
	if (evaluate === undefined || !holdsExpression(parameter)) return () => parameter;
	if (isExpression(parameter)) return compileExpression(parameter, evaluate);
	if (Array.isArray(parameter)) {
		const elements = parameter.map((element) => compileValue(element, engine));
		return (json, itemIndex) => elements.map((element) => element(json, itemIndex));
	}
	const entries = Object.entries(parameter as IDataObject).map(
		([key, value]) => [key, compileValue(value, engine)] as const,
	);
	return (json, itemIndex) =>
		Object.fromEntries(entries.map(([key, value]) => [key, value(json, itemIndex)]));
}

/** Puts the field's display name before a value's problems. */
export function labeled(label: string, value: PerItem<unknown>): PerItem<unknown> {
	const subject = `${label} `;
	// (Without a closure for each item.)
	return (json, itemIndex) => {
		try {
			return value(json, itemIndex);
		} catch (error) {
			return rename(subject, error);
		}
	};
}

function compileExpression(expression: string, evaluate: Evaluate): PerItem<unknown> {
	const path = compilePath(expression);
	if (path === undefined) return (_json, itemIndex) => evaluateFor(expression, itemIndex, evaluate);
	return (json, itemIndex) => {
		const result = path(json);
		return isDeferred(result) ? evaluateFor(expression, itemIndex, evaluate) : result;
	};
}

/** An error of the engine concerns only that item. */
function evaluateFor(expression: string, itemIndex: number, evaluate: Evaluate): unknown {
	try {
		// Some results fail only when they are read, e.g. $input.
		return checkLevels(evaluate(expression, itemIndex));
	} catch (error) {
		return notEvaluated(error as Error);
	}
}

function notEvaluated(error: Error): never {
	throw error instanceof ItemError
		? error
		: new ItemError(`could not be evaluated: ${error.message}`);
}

/** The value of a resource locator (`{__rl, mode, value}`); anything else is returned unchanged. */
export function pickedValue(parameter: unknown): unknown {
	if (typeof parameter === 'object' && parameter !== null && '__rl' in parameter) {
		return (parameter as unknown as { value: unknown }).value;
	}
	return parameter;
}
