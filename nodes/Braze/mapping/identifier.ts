import { checkIdentifier, identifierLabel, type IdentifierPart } from '../model/identifier';
import { named } from '../model/itemError';
import type { IdentifyBy, User } from '../model/user';
import { compileComposed } from './composed';
import { compileContact } from './contact';
import type { ParameterSource } from './parameterSource';
import type { PerItem } from './perItem';

/** The parameters that identify a user. */
export interface IdentifierParameters {
	by: IdentifyBy;
	/** Gives the actual name of a parameter, for operations with two users. */
	nameOf?: (parameter: string) => string;
	/** The role of the user, if an operation has two; goes before errors. */
	role?: string;
}

/**
 * Compiles the user of an item.
 *
 * @returns a function of the item that throws ItemError for an identifier that Braze would refuse
 */
export function compileIdentifier(
	parameters: ParameterSource,
	{ by, role, nameOf = (name) => name }: IdentifierParameters,
): PerItem<User> {
	const contact = compileContact(parameters);
	const part = (name: IdentifierPart): PerItem<unknown> => {
		const value = compileComposed(parameters.raw(nameOf(name)), parameters.engine);
		const label = `${identifierLabel(name, role)} `;
		return (...item) => named(label, () => value(...item));
	};
	if (by === 'userAlias') {
		const label = part('aliasLabel');
		const name = part('aliasName');
		return (...item) =>
			checkIdentifier(
				by,
				{ aliasLabel: label(...item), aliasName: name(...item) },
				role,
				contact(...item),
			);
	}
	const value = part(by);
	return (...item) => checkIdentifier(by, { value: value(...item) }, role, contact(...item));
}
