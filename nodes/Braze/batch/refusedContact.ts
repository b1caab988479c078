import type { IDataObject } from 'n8n-workflow';

import type { LeftOut } from '../model/leftOut';
import { hasKeys } from '../model/objects';
import type { RequestObject } from './types';

/** An object without the attribute that Braze refused. */
interface Reduced {
	object: RequestObject;
	leftOut: LeftOut;
}

/**
 * How Braze says that it does not accept an email or phone: a code, or a sentence that names the field.
 * Sources: https://www.braze.com/docs/api/endpoints/user_data/post_user_track/ (EMAIL_BAD_FORMAT);
 * the sentences are from integrators' reports.
 */
const REFUSED = /EMAIL_BAD_FORMAT|'(email|phone)' field is not a valid/i;

/**
 * Takes out the email or phone that an object was refused for, so that it costs no other attribute. An
 * identifier stays: without it, the object would not say whose it is.
 *
 * @param message why Braze refused it
 * @returns undefined if that was not the reason, or nothing would be left
 */
export function withoutRefusedContact(object: RequestObject, message: string): Reduced | undefined {
	const match = REFUSED.exec(message) as ReadonlyArray<string | undefined> | null;
	if (match === null) return undefined;
	const name = (match[1] ?? 'email').toLowerCase();
	const content = contentWithout(object, name);
	if (content === undefined) return undefined;
	const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
	const leftOut = `Attribute "${name}" was refused by Braze: ${sentence} The attribute was left out.`;
	return { object: { ...object, content }, leftOut: { field: name, message: leftOut } };
}

/** In Track User's objects the content is the attributes; recipients have them as a field. */
function contentWithout({ content, user }: RequestObject, name: string): IDataObject | undefined {
	if (typeof content === 'string') return undefined;
	if (user !== undefined) {
		const rest = attributesWithout(content, name);
		// An alias needs an empty object, which creates the profile for its events.
		const isNothing = rest === undefined || (!hasKeys(rest) && user.by !== 'userAlias');
		return isNothing ? undefined : rest;
	}
	const { attributes, ...recipient } = content;
	const rest = attributesWithout(attributes as IDataObject | undefined, name);
	if (rest === undefined) return undefined;
	if (hasKeys(rest)) return { ...recipient, attributes: rest };
	return recipient.send_to_existing_only === false ? undefined : recipient;
}

function attributesWithout(
	attributes: IDataObject | undefined,
	name: string,
): IDataObject | undefined {
	if (typeof attributes?.[name] !== 'string') return undefined;
	return Object.fromEntries(Object.entries(attributes).filter(([key]) => key !== name));
}
