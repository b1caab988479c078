import type { INodeProperties } from 'n8n-workflow';

import { compileComposed } from '../mapping/composed';
import { compileContact } from '../mapping/contact';
import type { ParameterSource } from '../mapping/engine';
import type { Item, PerItem } from '../mapping/perItem';
import {
	ALIAS_BYTES,
	checkAliasName,
	checkContact,
	checkIdentifierText,
	EXTERNAL_ID_BYTES,
} from '../model/identifier';
import { named } from '../model/itemError';

/** Returns an item's identifier as text. Throws ItemError that begins with the field's name. */
type Identity = PerItem<string>;

/** A field: the name of its parameter, and what errors call it. */
type Field = Pick<INodeProperties, 'name' | 'displayName'>;

export const externalIdField: INodeProperties = {
	displayName: 'External ID',
	name: 'externalId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. {{ $json.external_id }}',
	description: 'Your own ID for the user, as it is in Braze',
};

export const aliasLabelField: INodeProperties = {
	displayName: 'Alias Label',
	name: 'aliasLabel',
	type: 'string',
	default: 'email',
	required: true,
	placeholder: 'e.g. email',
	description: 'The kind of alias. Use the same label every time.',
};

export const aliasNameField: INodeProperties = {
	displayName: 'Alias Name',
	name: 'aliasName',
	type: 'string',
	default: '={{ $json.email }}',
	required: true,
	placeholder: 'e.g. name@email.com',
	description: 'The alias itself, such as the email or phone number. Case-sensitive.',
};

export const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '={{ $json.email }}',
	required: true,
	placeholder: 'e.g. name@email.com',
	description: 'The user’s email address',
};

function compileIdentity(
	parameters: ParameterSource,
	{ name, displayName }: Field,
	bytes: number,
): Identity {
	const value = compileComposed(parameters.raw(name), parameters.engine);
	return (...item) =>
		checkIdentifierText(
			named(`${displayName} `, () => value(...item)),
			displayName,
			bytes,
		);
}

/** Compiles an external ID that has a field apart from *Identify By*. */
export function compileExternalId(
	parameters: ParameterSource,
	field: Field = externalIdField,
): Identity {
	return compileIdentity(parameters, field, EXTERNAL_ID_BYTES);
}

/** Compiles the name of an existing alias, which may be anything: fixing a bad one is the point. */
export function compileOldAliasName(parameters: ParameterSource): Identity {
	return compileIdentity(parameters, aliasNameField, ALIAS_BYTES);
}

/** Compiles an alias's label. */
export function compileAliasLabel(parameters: ParameterSource): Identity {
	return compileIdentity(parameters, aliasLabelField, ALIAS_BYTES);
}

/** Compiles an alias's name, which is checked by the item's label. */
export function compileAliasName(
	parameters: ParameterSource,
	field: Field = aliasNameField,
): (aliasLabel: string, ...item: Item) => string {
	const text = compileIdentity(parameters, field, ALIAS_BYTES);
	const contact = compileContact(parameters);
	return (aliasLabel, ...item) =>
		checkAliasName(aliasLabel, text(...item), field.displayName, contact(...item));
}

/** Compiles an email address or phone number that does not identify a user. */
export function compileAddress(parameters: ParameterSource, kind: 'email' | 'phone'): Identity {
	const displayName = kind === 'email' ? 'Email' : 'Phone';
	const text = compileIdentity(parameters, { name: kind, displayName }, EXTERNAL_ID_BYTES);
	const contact = compileContact(parameters);
	return (...item) => checkContact(kind, text(...item), displayName, contact(...item));
}
