import type { IDataObject } from 'n8n-workflow';

import { checkIdentifier, type ContactSettings, isNobody } from '../model/identifier';
import { ItemError, messagesOf, named } from '../model/itemError';
import { MissingPart } from '../model/missingPart';
import { shownValue } from '../model/shownValue';
import type { IdentifyBy, User } from '../model/user';
import { compileComposed } from './composed';
import { compileContact } from './contact';
import type { ParameterSource } from './engine';
import type { PerItem } from './perItem';
import { labeled } from './value';

/** A row of Identifiers, compiled. */
interface Row {
	by: IdentifyBy;
	aliasLabel: PerItem<unknown>;
	value: PerItem<unknown>;
	/** Goes before its problems. */
	role: string;
}

/**
 * Compiles Identifiers: the first row that has a value for an item identifies its user. An invalid value is
 * an error of the item and is not skipped, since the next row could identify another profile.
 *
 * @returns a function of the item that throws ItemError if no row has a value, or if the value is invalid
 */
export function compileFirstIdentifier(parameters: ParameterSource): PerItem<User> {
	const { identifier = [] } = (parameters.raw('identifiers') ?? {}) as {
		identifier?: IDataObject[];
	};
	const rows = identifier.map((row, index): Row => ({
		by: (row.by ?? 'externalId') as IdentifyBy,
		aliasLabel: labeled(
			'Alias Label',
			compileComposed(row.aliasLabel ?? 'email', parameters.engine),
		),
		value: labeled('Value', compileComposed(row.value, parameters.engine)),
		role: `Identifier ${index + 1}`,
	}));
	const contact = compileContact(parameters);
	return (json, itemIndex) => {
		const passedOver: string[] = [];
		for (const row of rows) {
			const value = named(`${row.role}: `, () => row.value(json, itemIndex));
			if (!isNobody(value)) return readRow(row, value, contact(json, itemIndex), json, itemIndex);
			passedOver.push(said(row.role, value));
		}
		throw new ItemError(
			`None of the identifiers has a value, so the user is unknown.${passedOver.join('')} Add one that every item has, or filter such items out first.`,
		);
	};
}

/** Explains why a value is skipped, unless it is just empty. */
function said(role: string, value: unknown): string {
	if (value instanceof MissingPart) return ` ${role} ${value.problem}`;
	const text = typeof value === 'string' ? value.trim() : '';
	return text === '' ? '' : ` ${role} is ${shownValue(text)}, which stands for a missing value.`;
}

function readRow(
	row: Row,
	value: unknown,
	contact: ContactSettings,
	json: IDataObject,
	itemIndex: number,
): User {
	const { by, role } = row;
	const isAlias = by === 'userAlias';
	const aliasLabel = isAlias
		? named(`${role}: `, () => row.aliasLabel(json, itemIndex))
		: undefined;
	try {
		return checkIdentifier(
			by,
			isAlias ? { aliasLabel, aliasName: value } : { value },
			role,
			contact,
		);
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
