import { compileComposed } from '../mapping/composed';
import { compileContact } from '../mapping/contact';
import type { ParameterSource } from '../mapping/parameterSource';
import type { Item, PerItem } from '../mapping/perItem';
import {
	ALIAS_BYTES,
	checkAliasName,
	checkContact,
	checkIdentifierText,
	EXTERNAL_ID_BYTES,
} from '../model/identifier';
import { named } from '../model/itemError';

/** Gives an item's identifier as text. Throws ItemError that begins with the field's name. */
export type Identity = PerItem<string>;

/** Compiles a parameter that identifies a user. Its errors begin with the field's name. */
function compileIdentity(
	parameters: ParameterSource,
	name: string,
	label: string,
	bytes: number,
): Identity {
	const value = compileComposed(parameters.raw(name), parameters.engine);
	return (...item) =>
		checkIdentifierText(
			named(`${label} `, () => value(...item)),
			label,
			bytes,
		);
}

/** Compiles an external ID that has a field apart from *Identify By*. */
export function compileExternalId(
	parameters: ParameterSource,
	name: string,
	label: string,
): Identity {
	return compileIdentity(parameters, name, label, EXTERNAL_ID_BYTES);
}

/** Compiles the name of an existing alias, which may be anything: fixing a bad one is the point. */
export function compileOldAliasName(
	parameters: ParameterSource,
	name: string,
	label: string,
): Identity {
	return compileIdentity(parameters, name, label, ALIAS_BYTES);
}

/** Compiles an alias's label. */
export function compileAliasLabel(parameters: ParameterSource): Identity {
	return compileIdentity(parameters, 'aliasLabel', 'Alias Label', ALIAS_BYTES);
}

/** Compiles an alias's name, which is checked by the item's label. */
export function compileAliasName(
	parameters: ParameterSource,
	name: string,
	label: string,
): (aliasLabel: string, ...item: Item) => string {
	const text = compileIdentity(parameters, name, label, ALIAS_BYTES);
	const contact = compileContact(parameters);
	return (aliasLabel, ...item) =>
		checkAliasName(aliasLabel, text(...item), label, contact(...item));
}

/** Compiles an email address that does not identify a user. */
export function compileEmail(parameters: ParameterSource, name: string, label: string): Identity {
	const text = compileIdentity(parameters, name, label, EXTERNAL_ID_BYTES);
	const contact = compileContact(parameters);
	return (...item) => checkContact('email', text(...item), label, contact(...item));
}

/** Compiles a phone number that does not identify a user. */
export function compilePhone(parameters: ParameterSource, name: string, label: string): Identity {
	const text = compileIdentity(parameters, name, label, EXTERNAL_ID_BYTES);
	const contact = compileContact(parameters);
	return (...item) => checkContact('phone', text(...item), label, contact(...item));
}
