import { checkIdentifier, identifierLabel, type IdentifierPart } from '../model/identifier';
import type { IdentifyBy, User } from '../model/user';
import { compileComposed } from './composed';
import { compileContact } from './contact';
import type { ParameterSource } from './engine';
import type { PerItem } from './perItem';
import { labeled } from './value';

/** The parameters that identify a user. */
interface IdentifierParameters {
	by: IdentifyBy;
	/** Returns the actual name of a parameter, which has a prefix for the second user of an operation. */
	nameOf: (parameter: string) => string;
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
	{ by, role, nameOf }: IdentifierParameters,
): PerItem<User> {
	const contact = compileContact(parameters);
	const part = (name: IdentifierPart): PerItem<unknown> =>
		labeled(
			identifierLabel(name, role),
			compileComposed(parameters.raw(nameOf(name)), parameters.engine),
		);
	if (by === 'userAlias') {
		const label = part('aliasLabel');
		const name = part('aliasName');
		return (json, item) =>
			checkIdentifier(
				by,
				{ aliasLabel: label(json, item), aliasName: name(json, item) },
				role,
				contact(json, item),
			);
	}
	const value = part(by);
	return (json, item) =>
		checkIdentifier(by, { value: value(json, item) }, role, contact(json, item));
}
