import type { IDataObject } from 'n8n-workflow';

import { checkIdentifier, type IdentifyBy, type UserIdentifier } from '../model/identifier';
import { ItemError, messagesOf, named } from '../model/itemError';
import type { ParameterSource } from './parameterSource';
import { compileValue, type ItemValue } from './value';

/** A row of Identifiers, compiled. */
interface Row {
	by: IdentifyBy;
	aliasLabel: ItemValue;
	value: ItemValue;
	/** What its problems are told after. */
	role: string;
}

/**
 * Compiles Identifiers: the first row with a value for an item says who its user is. A value that is
 * no identifier is an error of the item, not passed over: a later row would be another profile, which
 * is a guess.
 *
 * @returns a function of the item that throws ItemError if no row has a value, or a bad one
 */
export function compileFirstIdentifier(
	parameters: ParameterSource,
): (json: IDataObject, itemIndex: number) => UserIdentifier {
	const { identifier = [] } = (parameters.raw('identifiers') ?? {}) as {
		identifier?: IDataObject[];
	};
	const rows = identifier.map((row, index): Row => ({
		by: (row.by ?? 'externalId') as IdentifyBy,
		aliasLabel: compileValue(row.aliasLabel ?? 'email', parameters.engine, 'Alias Label'),
		value: compileValue(row.value, parameters.engine, 'Value'),
		role: `Identifier ${index + 1}`,
	}));
	return (json, itemIndex) => {
		for (const row of rows) {
			const value = named(`${row.role}: `, () => row.value(json, itemIndex));
			if (hasValue(value)) return readRow(row, value, json, itemIndex);
		}
		throw new ItemError(
			'None of the identifiers has a value, so the user is unknown. Add one that every item has, or filter such items out first.',
		);
	};
}

function hasValue(value: unknown): boolean {
	if (value === undefined || value === null) return false;
	return typeof value !== 'string' || value.trim() !== '';
}

function readRow(row: Row, value: unknown, json: IDataObject, itemIndex: number): UserIdentifier {
	const { by, role } = row;
	const isAlias = by === 'userAlias';
	const aliasLabel = isAlias
		? named(`${role}: `, () => row.aliasLabel(json, itemIndex))
		: undefined;
	try {
		return checkIdentifier(by, isAlias ? { aliasLabel, aliasName: value } : { value }, role);
	} catch (error) {
		return notPassedOver(error);
	}
}

function notPassedOver(error: unknown): never {
	throw new ItemError(
		messagesOf(error).map(
			(problem) => `${problem} The next identifier is used only if this one is empty.`,
		),
	);
}
