import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { compileAssignments, type Mapping } from '../mapping/assignments';
import type { Engine, ParameterSource } from '../mapping/engine';
import type { PerItem } from '../mapping/perItem';
import { compileValue, isExpression, pickedValue } from '../mapping/value';
import { isPlainObject } from '../model/objects';

/**
 * A node's parameters, read fast: parameters that can differ between items are compiled once, all others
 * are read once. This keeps n8n's expression engine out of the loop over items. n8n has filled in the
 * defaults of all visible fields, so defaults are defined in descriptions only.
 */
export class Parameters implements ParameterSource {
	readonly engine: Engine;

	private readonly unresolved: IDataObject;

	constructor(private readonly context: IExecuteFunctions) {
		this.unresolved = context.getNode().parameters;
		this.engine = {
			// n8n adds the leading "=" itself.
			evaluate: (expression, itemIndex) =>
				context.evaluateExpression(expression.slice(1), itemIndex),
			timezone: context.getTimezone(),
		};
	}

	/**
	 * Compiles a parameter to a function of the item; of a resource locator, the chosen value.
	 *
	 * @param label names the field if its expression fails, unless whoever reads the value does so
	 */
	perItem(name: string, label?: string): PerItem<unknown> {
		return compileValue(pickedValue(this.unresolved[name]), this.engine, label);
	}

	/**
	 * Compiles an assignmentCollection to a function of the item.
	 *
	 * @param displayName goes before errors about its fields
	 */
	mapping(name: string, displayName: string): Mapping {
		const labels = { all: displayName, one: `${displayName}:` };
		return compileAssignments(this.unresolved[name], this.engine, labels);
	}

	/** A parameter as n8n stores it, with unresolved expressions. */
	raw(name: string): unknown {
		return this.unresolved[name];
	}

	/** A parameter that is the same for all items; in a collection, the entries that are. */
	once<T>(name: string): T {
		const value = this.unresolved[name];
		if (!isPlainObject(value)) return this.context.getNodeParameter(name, 0) as T;
		const fixed = Object.keys(value).filter((key) => {
			const given: unknown = value[key];
			return !isExpression(given) || given.includes('$fromAI');
		});
		const read = (key: string): unknown => this.context.getNodeParameter(`${name}.${key}`, 0);
		return Object.fromEntries(fixed.map((key) => [key, read(key)])) as T;
	}
}
