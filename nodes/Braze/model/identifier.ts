import { readEmail } from './email';
import { withoutInvisible } from './invisible';
import { ItemError, named } from './itemError';
import { MissingPart } from './missingPart';
import { checkNumber } from './numbers';
import { readPhone } from './phone';
import { isPlaceholder } from './placeholder';
import { shownValue } from './shownValue';
import { hasLostLetters } from './text';
import { type IdentifyBy, type User, userByAlias } from './user';

/** An item's values for its user; which of them are needed depends on how it is identified. */
export interface IdentifierValues {
	aliasLabel?: unknown;
	aliasName?: unknown;
	/** The external ID, email, phone or Braze ID. */
	value?: unknown;
}

/** Options about how emails and phones are written into Braze. */
export interface ContactSettings {
	/** Whether to write emails that identify a user in lower case. */
	lowerCaseEmails?: boolean;
	/** The country of phones without a calling code; ISO 3166-1 alpha-2. */
	defaultCountry?: string;
}

/**
 * Bytes of an external ID and of each part of an alias.
 * Sources: https://www.braze.com/docs/api/endpoints/user_data/post_user_track/ (EXTERNAL_USER_ID_TOO_LARGE),
 * https://www.braze.com/docs/api/objects_filters/user_alias_object/
 */
export const EXTERNAL_ID_BYTES = 987;
export const ALIAS_BYTES = 236;

/** The display names of an identifier's parts. */
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

/**
 * Checks the identifier of an item's user. Surrounding blanks and invisible characters are dropped, since nobody
 * means them.
 *
 * @param role the role of the user, if an operation has two; goes before errors
 * @throws ItemError, naming the field, for an identifier that is missing or that Braze refuses
 */
export function checkIdentifier(
	by: IdentifyBy,
	values: IdentifierValues,
	role?: string,
	contact: ContactSettings = {},
): User {
	const labelOf = (part: IdentifierPart) => identifierLabel(part, role);
	if (by === 'userAlias') {
		const given = checkIdentifierText(values.aliasName, labelOf('aliasName'), ALIAS_BYTES);
		const alias_label = checkIdentifierText(values.aliasLabel, labelOf('aliasLabel'), ALIAS_BYTES);
		const alias_name = checkAliasName(alias_label, given, labelOf('aliasName'), contact);
		return userByAlias(alias_label, alias_name);
	}
	const label = labelOf(by);
	const text = checkIdentifierText(values.value, label, EXTERNAL_ID_BYTES);
	const value = by === 'email' || by === 'phone' ? checkContact(by, text, label, contact) : text;
	return { by, value };
}

/** The display name of a part, with the role of its user. */
export function identifierLabel(part: IdentifierPart, role?: string): string {
	const label = IDENTIFIER_LABELS[part];
	return role === undefined ? label : `${role}: ${label}`;
}

/**
 * Checks an alias's name. With the label `email` or `phone` it has to be one, so that `n/a` identifies nobody.
 * Without a default country, a phone is written as mapped, since a different text would be a different profile.
 *
 * @throws ItemError that begins with the field's name
 */
export function checkAliasName(
	aliasLabel: string,
	name: string,
	label: string,
	contact: ContactSettings = {},
): string {
	const kind = contactKindOf(aliasLabel);
	if (kind === undefined) return name;
	const checked = checkContact(kind, name, label, contact);
	return kind === 'email' || contact.defaultCountry !== undefined ? checked : name;
}

/** What the name of an alias with this label must be, if anything special. */
export function contactKindOf(aliasLabel: string): 'email' | 'phone' | undefined {
	const kind = aliasLabel.toLowerCase();
	return kind === 'email' || kind === 'phone' ? kind : undefined;
}

/**
 * Checks an email or phone that identifies a user, and converts it to Braze's format.
 *
 * @throws ItemError that begins with the field's name
 */
export function checkContact(
	kind: 'email' | 'phone',
	text: string,
	label: string,
	{ lowerCaseEmails, defaultCountry }: ContactSettings = {},
): string {
	if (kind === 'email') {
		const read = readEmail(text);
		if ('problem' in read) throw new ItemError(`${label} ${read.problem}`, { value: text });
		return lowerCaseEmails === true ? read.email.toLowerCase() : read.email;
	}
	const phone = readPhone(text, defaultCountry);
	if (phone !== undefined) return phone;
	throw new ItemError(
		`${label} is not a phone number. Enter it with the country code, e.g. +61400000000.`,
		{ value: text },
	);
}

/** Whether a value identifies nobody, so that the next identifier can be tried. */
export function isNobody(value: unknown): boolean {
	if (value === undefined || value === null || value instanceof MissingPart) return true;
	if (typeof value === 'string') return isPlaceholder(withoutInvisible(value));
	if (typeof value === 'number') return Number.isNaN(value);
	return Array.isArray(value) && value.length === 0;
}

/**
 * Checks an identifier, or a part of one, and returns it as text.
 *
 * @param bytes its maximum length, in UTF-8
 * @throws ItemError that begins with the field's name
 */
export function checkIdentifierText(value: unknown, label: string, bytes: number): string {
	if (value instanceof MissingPart) throw new ItemError(`${label} ${value.problem} ${ADVICE}`);
	const found = asText(value, label);
	if (found === '') throw new ItemError(`${label} is empty, so the user is unknown. ${ADVICE}`);
	if (hasLostLetters(found)) {
		throw new ItemError(
			`${label} has lost letters, so it could be somebody else’s. Read the data in its own encoding, e.g. UTF-8, where it comes from.`,
			{ value },
		);
	}
	if (isPlaceholder(found)) {
		throw new ItemError(
			`${label} is ${shownValue(found)}, which stands for a missing value, so the user is unknown. ${ADVICE}`,
		);
	}
	if (Buffer.byteLength(found) > bytes) {
		throw new ItemError(`${label} is longer than the ${bytes} bytes that Braze accepts.`, {
			value,
		});
	}
	return found;
}

const ADVICE = 'Map a field that has a value in every item, or filter such items out first.';

function asText(value: unknown, label: string): string {
	if (typeof value === 'number') return String(named(`${label} `, () => checkNumber(value)));
	if (typeof value === 'bigint') return String(value);
	if (typeof value === 'string') return withoutInvisible(value);
	if (value === undefined || value === null) return '';
	throw new ItemError(`${label} must be text.`, { value });
}
