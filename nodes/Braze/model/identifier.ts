import type { IDataObject } from 'n8n-workflow';

import type { ItemValue } from '../mapping/value';
import { ValueProblem } from './itemError';

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

/** Where an identifier comes from: the unresolved parameters, compiled. */
export interface IdentifierValues {
	by: IdentifyBy;
	/** Which of an operation's users it is, if there are two; goes before what is wrong with it. */
	role?: string;
	aliasLabel: ItemValue;
	aliasName: ItemValue;
	/** The external ID, e-mail, phone or Braze ID; unused for an alias. */
	value: ItemValue;
}

/**
 * Bytes of an external ID and of each part of an alias.
 * Sources: https://www.braze.com/docs/api/endpoints/user_data/post_user_track/ (EXTERNAL_USER_ID_TOO_LARGE),
 * https://www.braze.com/docs/api/objects_filters/user_alias_object/
 */
export const EXTERNAL_ID_BYTES = 987;
export const ALIAS_BYTES = 236;

const SIMPLE_FIELDS = {
	externalId: { field: 'external_id', label: 'External ID' },
	email: { field: 'email', label: 'Email' },
	phone: { field: 'phone', label: 'Phone' },
	brazeId: { field: 'braze_id', label: 'Braze ID' },
} as const;

const EMAIL = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+$/;
const PHONE = /^\+?[\d\s().-]{5,25}$/;

/**
 * Reads who the user of an item is. Blanks around an identifier are dropped: none is ever meant.
 *
 * @throws ValueProblem, naming the field, for an identifier that is missing or that Braze refuses
 */
export function readIdentifier(
	values: IdentifierValues,
	json: IDataObject,
	itemIndex: number,
): UserIdentifier {
	const { by, role } = values;
	const named = (label: string) => (role === undefined ? label : `${role}: ${label}`);
	if (by === 'userAlias') {
		const alias_name = text(values.aliasName(json, itemIndex), named('Alias Name'), ALIAS_BYTES);
		const alias_label = text(values.aliasLabel(json, itemIndex), named('Alias Label'), ALIAS_BYTES);
		const fields = { user_alias: { alias_name, alias_label } };
		return { by, fields, key: `alias:${JSON.stringify([alias_label, alias_name])}` };
	}
	const { field } = SIMPLE_FIELDS[by];
	const label = named(SIMPLE_FIELDS[by].label);
	const value = text(values.value(json, itemIndex), label, EXTERNAL_ID_BYTES);
	if (by === 'email' && !isEmail(value)) {
		throw new ValueProblem(`${label} is not an email address.`);
	}
	if (by === 'phone' && !isPhone(value)) {
		throw new ValueProblem(`${label} is not a phone number; give it as e.g. +61400000000.`);
	}
	return { by, fields: { [field]: value }, key: `${field}:${value}` };
}

/** Whether Braze would take a text as an e-mail address, as far as its form tells. */
export function isEmail(value: string): boolean {
	return EMAIL.test(value);
}

/** Whether a text looks like a phone number. Braze recommends E.164 but does not demand it. */
export function isPhone(value: string): boolean {
	return PHONE.test(value) && /\d{5}/.test(value.replace(/\D/g, ''));
}

function text(value: unknown, label: string, bytes: number): string {
	const found =
		typeof value === 'number' || typeof value === 'bigint'
			? String(value)
			: typeof value === 'string'
				? value.trim()
				: '';
	if (found === '') {
		throw new ValueProblem(
			value === undefined || value === null || value === ''
				? `${label} is empty, so the user is not known. Map a field that the item has, or filter such items out before.`
				: `${label} must be text.`,
		);
	}
	if (Buffer.byteLength(found) > bytes) {
		throw new ValueProblem(`${label} is longer than the ${bytes} bytes that Braze takes.`);
	}
	return found;
}
