import type { IDataObject } from 'n8n-workflow';

import { ItemError, named } from './itemError';
import { checkNumber } from './numbers';

/** How the user of an item is found. */
export type IdentifyBy = 'userAlias' | 'externalId' | 'email' | 'phone' | 'brazeId';

/** The user of one item. */
export interface UserIdentifier {
	by: IdentifyBy;
	/** Goes into each of the user's objects. */
	fields: IDataObject;
	/** The same text for the same user. */
	key: string;
}

/** What an item says about its user: of these, what the way of identifying needs. */
export interface IdentifierValues {
	aliasLabel?: unknown;
	aliasName?: unknown;
	/** The external ID, email, phone or Braze ID. */
	value?: unknown;
}

/**
 * Bytes of an external ID and of each part of an alias.
 * Sources: https://www.braze.com/docs/api/endpoints/user_data/post_user_track/ (EXTERNAL_USER_ID_TOO_LARGE),
 * https://www.braze.com/docs/api/objects_filters/user_alias_object/
 */
export const EXTERNAL_ID_BYTES = 987;
export const ALIAS_BYTES = 236;

/** What the user knows the parts of an identifier by. */
const IDENTIFIER_LABELS = {
	aliasLabel: 'Alias Label',
	aliasName: 'Alias Name',
	brazeId: 'Braze ID',
	email: 'Email',
	externalId: 'External ID',
	phone: 'Phone',
} as const;

/** A field that an identifier is read from. */
export type IdentifierPart = keyof typeof IDENTIFIER_LABELS;

const FIELDS = {
	brazeId: 'braze_id',
	email: 'email',
	externalId: 'external_id',
	phone: 'phone',
} as const;

const EMAIL = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+$/;
const PHONE = /^\+?[\d\s().-]{5,25}$/;

/**
 * Checks who the user of an item is. Blanks around an identifier are dropped: none is ever meant.
 *
 * @param role which of an operation's users it is, if there are two; goes before what is wrong
 * @throws ItemError, naming the field, for an identifier that is missing or that Braze refuses
 */
export function checkIdentifier(
	by: IdentifyBy,
	values: IdentifierValues,
	role?: string,
): UserIdentifier {
	const labelOf = (part: IdentifierPart) => identifierLabel(part, role);
	if (by === 'userAlias') {
		const alias_name = text(values.aliasName, labelOf('aliasName'), ALIAS_BYTES);
		const alias_label = text(values.aliasLabel, labelOf('aliasLabel'), ALIAS_BYTES);
		const fields = { user_alias: { alias_name, alias_label } };
		return { by, fields, key: `alias:${JSON.stringify([alias_label, alias_name])}` };
	}
	const field = FIELDS[by];
	const label = labelOf(by);
	const value = text(values.value, label, EXTERNAL_ID_BYTES);
	if (by === 'email' && !isEmail(value)) {
		throw new ItemError(`${label} is not an email address.`, { value });
	}
	if (by === 'phone' && !isPhone(value)) {
		throw new ItemError(
			`${label} is not a phone number. Enter it with the country code, e.g. +61400000000.`,
			{ value },
		);
	}
	return { by, fields: { [field]: value }, key: `${field}:${value}` };
}

/** What the user knows a part by, with the role of the user it belongs to. */
export function identifierLabel(part: IdentifierPart, role?: string): string {
	const label = IDENTIFIER_LABELS[part];
	return role === undefined ? label : `${role}: ${label}`;
}

/**
 * What a user's changes are kept in order by. Braze does not document whether it tells emails in
 * different case apart, so their order is kept as if it did not.
 */
export function orderingKeyOf({ by, key }: UserIdentifier): string {
	return by === 'email' ? key.toLowerCase() : key;
}

/** Whether Braze would take a text as an email address, as far as its form tells. */
export function isEmail(value: string): boolean {
	return EMAIL.test(value);
}

/** Whether a text looks like a phone number. Braze recommends E.164 but does not demand it. */
export function isPhone(value: string): boolean {
	return PHONE.test(value) && /\d{5}/.test(value.replace(/\D/g, ''));
}

function text(value: unknown, label: string, bytes: number): string {
	const found = asText(value, label);
	if (found === '') {
		throw new ItemError(
			`${label} is empty, so the user is unknown. Map a field that has a value in every item, or filter such items out first.`,
		);
	}
	if (Buffer.byteLength(found) > bytes) {
		throw new ItemError(`${label} is longer than the ${bytes} bytes that Braze accepts.`, {
			value,
		});
	}
	return found;
}

function asText(value: unknown, label: string): string {
	if (typeof value === 'number') return String(named(`${label} `, () => checkNumber(value)));
	if (typeof value === 'bigint') return String(value);
	if (typeof value === 'string') return value.trim();
	if (value === undefined || value === null) return '';
	throw new ItemError(`${label} must be text.`, { value });
}
