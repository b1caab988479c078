import type { IDataObject } from 'n8n-workflow';

import type { Engine, ParameterSource } from '../../../../nodes/Braze/mapping/engine';
import { compileValue, pickedValue } from '../../../../nodes/Braze/mapping/value';
import { engineOf } from './engine';

/** Track User's first choices, which n8n fills in before a node runs. */
const DEFAULTS = { identifyBy: 'userAlias', attributesMode: 'drag' };

/** A node's parameters, as n8n stores them. */
export function parametersOf(given: IDataObject, engine: Engine = engineOf()): ParameterSource {
	const unresolved: IDataObject = { ...DEFAULTS, ...given };
	return {
		engine,
		perItem: (name, label) => compileValue(pickedValue(unresolved[name]), engine, label),
		raw: (name) => unresolved[name],
		once: <T>(name: string) => unresolved[name] as T,
	};
}

/** Fields as a user drags them in. */
export const dragged = (fields: Record<string, unknown>, types: Record<string, string> = {}) => ({
	assignments: Object.entries(fields).map(([name, value]) => ({
		name,
		value,
		...(types[name] !== undefined && { type: types[name] }),
	})),
});
