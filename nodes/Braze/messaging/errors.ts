import { messageOf } from '../api/message';
import { readErrors } from '../batch/errors';
import type { RequestObject, ObjectError } from '../batch/types';

/**
 * Braze's words for what is wrong with the campaign or Canvas, or with its message: they meet every
 * recipient alike. Source: https://www.braze.com/docs/api/errors/
 */
const ABOUT_THE_MESSAGE =
	/campaign|canvas|message|payload|push length|slideup|send_id|trigger_properties|entry_properties/i;

/**
 * Reads what an answer says about single recipients. Messaging endpoints answer texts instead of
 * objects; one that names a place in the list (`recipients[3]`) is about that recipient.
 */
export function recipientErrors(body: unknown, objects: readonly RequestObject[]): ObjectError[] {
	const found = [...readErrors(body, objects), ...readTexts(body, objects)];
	if (found.length > 0) return found;
	const message = messageOf(body);
	if (message === undefined || !ABOUT_THE_MESSAGE.test(message)) return [];
	return objects.map((object) => ({ object, message }));
}

/** What an answer complains about without naming a recipient, although it took the request. */
export function warningsOf(body: unknown): string[] {
	return textsOf(body).filter((message) => placeIn(message) === undefined);
}

function readTexts(body: unknown, objects: readonly RequestObject[]): ObjectError[] {
	return textsOf(body).flatMap((message) => {
		const object = objects[placeIn(message) ?? -1];
		return object === undefined ? [] : [{ object, message }];
	});
}

function textsOf(body: unknown): string[] {
	const errors = (body as { errors?: unknown } | undefined)?.errors;
	if (!Array.isArray(errors)) return [];
	return errors.filter((error) => typeof error === 'string');
}

function placeIn(message: string): number | undefined {
	const index = /recipients?\D{0,3}(\d+)/i.exec(message)?.[1];
	return index === undefined ? undefined : Number(index);
}
