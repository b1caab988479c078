import type { IDataObject } from 'n8n-workflow';

import { readBoolean } from '../model/boolean';
import type { ContactSettings } from '../model/identifier';
import { ItemError, type Problems } from '../model/itemError';
import { isUnset } from '../model/nothing';
import { readPhone, remarkOnPhone } from '../model/phone';
import { phoneCountries } from '../model/phoneCountries';
import { countryCode } from '../model/places';
import { textOf } from '../model/text';
import type { IdentifyBy } from '../model/user';
import type { ParameterSource } from './engine';
import type { PerItem } from './perItem';
import { compileValue, isExpression } from './value';

const NO_SETTINGS: ContactSettings = {};

/**
 * Compiles the options about how emails and phones are written.
 *
 * @returns a function of the item that throws ItemError for invalid values
 */
export function compileContact(parameters: ParameterSource): PerItem<ContactSettings> {
	const { lowerCaseEmails, defaultCountry } = (parameters.raw('options') ?? {}) as IDataObject;
	if (lowerCaseEmails === undefined && defaultCountry === undefined) return () => NO_SETTINGS;
	const lower = compileValue(lowerCaseEmails, parameters.engine, 'Lower-Case Emails');
	const country = compileValue(defaultCountry, parameters.engine, 'Default Country');
	const read = (...item: [IDataObject, number]): ContactSettings => ({
		lowerCaseEmails: readBoolean(lower(...item), 'Lower-Case Emails', false),
		defaultCountry: readCountry(country(...item)),
	});
	if (isExpression(lowerCaseEmails) || isExpression(defaultCountry)) return read;
	let fixed: ContactSettings | undefined;
	return (...item) => (fixed ??= read(...item));
}

/**
 * Writes an item's attributes `email` and `phone` in the same way as its identifiers.
 *
 * @param problems collects a remark about a phone without a country code
 * @param by how the user is identified: an attribute that also identifies has to be equal
 */
export function writeContacts(
	attributes: IDataObject,
	{ lowerCaseEmails, defaultCountry }: ContactSettings,
	problems: Problems,
	by?: IdentifyBy,
): void {
	const { email, phone } = attributes;
	if (defaultCountry !== undefined && typeof phone === 'string') {
		attributes.phone = readPhone(phone, defaultCountry) ?? phone;
	}
	// For the identifier itself, the remark is made elsewhere.
	const remark = by === 'phone' ? undefined : remarkOnPhone(attributes.phone, 'Attribute "phone"');
	if (remark !== undefined) problems.remark(remark.field, remark.message);
	if (lowerCaseEmails === true && by === 'email' && typeof email === 'string') {
		attributes.email = email.toLowerCase();
	}
}

function readCountry(value: unknown): string | undefined {
	if (isUnset(value)) return undefined;
	const text = textOf(value).trim();
	const code = countryCode(text) ?? text.toUpperCase();
	if (phoneCountries().has(code)) return code;
	throw new ItemError('Default Country is not a country. Use a two-letter code such as AU.', {
		value,
	});
}
