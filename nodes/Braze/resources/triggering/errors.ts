import type { IDataObject } from 'n8n-workflow';

import { cut, explain, messageOf } from '../../api/message';
import { readErrors } from '../../batch/errors';
import type { RequestObject, ResponseErrors } from '../../batch/types';

/**
 * How Braze says that something is wrong with the campaign or Canvas, or its message: this affects every
 * recipient alike. Source: https://www.braze.com/docs/api/errors/
 */
const ABOUT_THE_MESSAGE =
	/campaign|canvas|message|payload|push length|slideup|send_id|trigger_properties|entry_properties/i;

/**
 * Reads the errors about single recipients. Messaging endpoints return texts instead of objects; a text
 * that names a place in the list (`recipients[3]`) is about that recipient.
 */
export function recipientErrors(body: unknown, objects: readonly RequestObject[]): ResponseErrors {
	const read = readErrors(body, objects);
	const named = [...read.named];
	const unnamed: string[] = [];
	for (const text of read.unnamed) {
		const object = objects[placeIn(text)] as RequestObject | undefined;
		if (object === undefined) unnamed.push(text);
		else named.push({ object, message: text });
	}
	const message = messageOf(body);
	const isAboutAll = named.length === 0 && message !== undefined && ABOUT_THE_MESSAGE.test(message);
	return {
		named,
		unnamed,
		...(isAboutAll && { withAll: explain(message) }),
		undone: noticeOf(body),
	};
}

/** The same for a schedule: the present state of the campaign or Canvas does not matter. */
export function scheduleErrors(body: unknown, objects: readonly RequestObject[]): ResponseErrors {
	return { ...recipientErrors(body, objects), undone: undefined };
}

/**
 * Why no one gets a message although Braze took the request: the Canvas is paused, stopped or archived.
 * Source: https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_canvases/
 */
export function noticeOf(body: unknown): string | undefined {
	const notice = (body as IDataObject | null | undefined)?.notice;
	if (typeof notice !== 'string' || notice.trim() === '') return undefined;
	return `Nobody got it: ${cut(notice)}`;
}

/** The index in a text; -1 if there is none. */
function placeIn(message: string): number {
	return Number(/recipients?\D{0,3}(\d+)/i.exec(message)?.[1] ?? -1);
}
