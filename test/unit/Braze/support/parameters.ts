import type { IDataObject } from 'n8n-workflow';

import type { Engine } from '../../../../nodes/Braze/mapping/engine';
import type { ParameterSource } from '../../../../nodes/Braze/mapping/parameterSource';
import { compileValue, pickedValue } from '../../../../nodes/Braze/mapping/value';
import { engineOf } from './engine';

/** A node's parameters, as n8n stores them. */
export const parametersOf = (
	unresolved: IDataObject,
	engine: Engine = engineOf(),
): ParameterSource => ({
	engine,
	perItem: (name, fallback) => compileValue(pickedValue(unresolved[name] ?? fallback), engine),
	raw: (name) => unresolved[name],
	once: <T>(name: string, fallback: T) => (unresolved[name] ?? fallback) as T,
});

/** Fields as a user drags them in. */
export const dragged = (fields: Record<string, unknown>, types: Record<string, string> = {}) => ({
	assignments: Object.entries(fields).map(([name, value]) => ({
		name,
		value,
		...(types[name] !== undefined && { type: types[name] }),
	})),
});
