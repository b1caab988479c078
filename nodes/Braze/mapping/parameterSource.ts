import type { Engine } from './engine';
import type { PerItem } from './perItem';

/** A node's parameters, as compiling them needs them. */
export interface ParameterSource {
	engine: Engine;
	/** A parameter's value as a function of the item. A resource locator gives what was picked. */
	perItem: (name: string, label?: string) => PerItem<unknown>;
	/** A parameter as n8n stores it, expressions unresolved. */
	raw: (name: string) => unknown;
	/** A parameter that is the same for all items. */
	once: <T>(name: string) => T;
}
