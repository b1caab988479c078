import type { PerItem } from './perItem';

/** Evaluates an expression (with its leading `=`) for an item, as n8n does. */
export type Evaluate = (expression: string, itemIndex: number) => unknown;

/** What compiled parameters need from n8n. */
export interface Engine {
	/**
	 * Not set for parameters that n8n has already evaluated: in them, text that looks like an expression is
	 * just text.
	 */
	evaluate?: Evaluate;
	/** The workflow's time zone (an IANA name), for dates without one. */
	timezone: string;
}

/** The engine for parameters that n8n has already evaluated. */
export function evaluated({ timezone }: Engine): Engine {
	return { timezone };
}

/** Access to a node's parameters, for compiling them. */
export interface ParameterSource {
	engine: Engine;
	/** Compiles a parameter to a function of the item; of a resource locator, the chosen value. */
	perItem: (name: string, label?: string) => PerItem<unknown>;
	/** A parameter as n8n stores it, with unresolved expressions. */
	raw: (name: string) => unknown;
	/** A parameter that is the same for all items. */
	once: <T>(name: string) => T;
}
