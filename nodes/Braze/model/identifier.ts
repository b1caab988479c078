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

/** What an item says about its user: of these, what the way of identifying needs. */
export interface IdentifierValues {
	aliasLabel?: unknown;
	aliasName?: unknown;
	/** The external ID, email, phone or Braze ID. */
	value?: unknown;
}

/** How emails and phones are written into Braze, where the user wants more than what is mapped. */
export interface ContactSettings {
	/** Whether emails that identify a user are written in lower case. */
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

/**
 * Checks who the user of an item is. Blanks around an identifier and invisible characters in it are
 * dropped: none is ever meant.
 *
 * @param role which of an operation's users it is, if there are two; goes before what is wrong
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

/** What the user knows a part by, with the role of the user it belongs to. */
export function identifierLabel(part: IdentifierPart, role?: string): string {
	const label = IDENTIFIER_LABELS[part];
	return role === undefined ? label : `${role}: ${label}`;
}

/**
 * An alias's name. Under the labels `email` and `phone` it has to be one, so that `n/a` is nobody; it is
 * written as it was mapped, since another text would be another profile.
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

/** What an alias with this label is to be. */
export function contactKindOf(aliasLabel: string): 'email' | 'phone' | undefined {
	const kind = aliasLabel === 'email' ? aliasLabel : aliasLabel.toLowerCase();
	return kind === 'email' || kind === 'phone' ? kind : undefined;
}

/**
 * An email or phone that identifies a user, as Braze wants it.
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

/** Whether a value identifies nobody, so that another identifier may be tried. */
export function isNobody(value: unknown): boolean {
	if (value === undefined || value === null || value instanceof MissingPart) return true;
	if (typeof value === 'string') {
		const text = withoutInvisible(value);
		return text === '' || isPlaceholder(text);
	}
	if (typeof value === 'number') return Number.isNaN(value);
	return Array.isArray(value) && value.length === 0;
}

/**
 * An identifier, or a part of one, as text.
 *
 * @param bytes how long it may be, in UTF-8
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
	// (A UTF-16 code unit has three bytes at most.)
	if (found.length * 3 > bytes && Buffer.byteLength(found) > bytes) {
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
