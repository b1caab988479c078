import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { compileAssignments, type Mapping } from '../mapping/assignments';
import type { Engine } from '../mapping/engine';
import type { ParameterSource } from '../mapping/parameterSource';
import type { PerItem } from '../mapping/perItem';
import { compileValue, isExpression, pickedValue } from '../mapping/value';
import { isPlainObject } from '../model/objects';

/**
 * A node's parameters, read the quick way: what differs between items is compiled once, what cannot
 * differ is read once. Keeps n8n's expression engine out of the loop over the items. n8n has filled
 * in the defaults of all fields that are shown, so they stand in the descriptions alone.
 */
export class Parameters implements ParameterSource {
	readonly engine: Engine;

	private readonly unresolved: IDataObject;

	constructor(private readonly context: IExecuteFunctions) {
		this.unresolved = context.getNode().parameters;
		this.engine = {
			// n8n puts the leading "=" back itself.
			evaluate: (expression, itemIndex) =>
				context.evaluateExpression(expression.slice(1), itemIndex),
			timezone: context.getTimezone(),
		};
	}

	/**
	 * A parameter's value as a function of the item. A resource locator gives what was picked.
	 *
	 * @param label told if its expression fails; for a parameter whose reader does not tell it
	 */
	perItem(name: string, label?: string): PerItem<unknown> {
		return compileValue(pickedValue(this.unresolved[name]), this.engine, label);
	}

	/**
	 * An assignmentCollection as a function of the item.
	 *
	 * @param displayName goes before what is wrong with its fields
	 */
	mapping(name: string, displayName: string): Mapping {
		const labels = { all: displayName, one: `${displayName}:` };
		return compileAssignments(this.unresolved[name], this.engine, labels);
	}

	/** A parameter as n8n stores it, expressions unresolved. */
	raw(name: string): unknown {
		return this.unresolved[name];
	}

	/** A parameter that is the same for all items; of a collection, the entries that are. */
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
