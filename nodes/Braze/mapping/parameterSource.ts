import type { Engine } from './engine';
import type { PerItem } from './perItem';

/** Access to a node's parameters, for compiling them. */
export interface ParameterSource {
	engine: Engine;
	/** Compiles a parameter to a function of the item. A resource locator gives the chosen value. */
	perItem: (name: string, label?: string) => PerItem<unknown>;
	/** A parameter as n8n stores it, with unresolved expressions. */
	raw: (name: string) => unknown;
	/** A parameter that is the same for all items. */
	once: <T>(name: string) => T;
}
