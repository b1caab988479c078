import type { IDataObject } from 'n8n-workflow';

import { shownFor } from '../../fields/shown';
import { compileJson } from '../../mapping/json';
import { ItemError, named } from '../../model/itemError';
import { checkJsonValue } from '../../model/messageValues';
import { hasKeys, isPlainObject } from '../../model/objects';
import { short } from '../../model/shownValue';
import type { Parameters } from '../../runtime/parameters';
import type { Messages, ReadMessages } from './messages';

/** Source: https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_messages/ */
const KINDS = [
	'android_push',
	'apple_push',
	'content_card',
	'email',
	'kindle_push',
	'sms',
	'web_push',
	'webhook',
	'whats_app',
];

export const jsonFields = shownFor({ channel: ['json'] }, [
	{
		displayName: 'Messages (JSON)',
		name: 'messagesJson',
		type: 'json',
		default: '{}',
		required: true,
		hint: 'Such as { "content_card": { "type": "CLASSIC", "title": "You have won", "description": "…", "time_to_live": 86400 } }',
		description: 'The messages by channel, as the object "messages" in Braze’s documentation',
	},
]);

/** Compiles {@link jsonFields}. */
export function compileMessagesJson(parameters: Parameters): ReadMessages {
	const json = compileJson(parameters.raw('messagesJson'), parameters.engine);
	return (...item) => named('Messages (JSON) ', () => checkMessages(json(...item)));
}

function checkMessages(value: unknown): Messages {
	if (!isPlainObject(value) || !hasKeys(value)) {
		throw new ItemError('has no message. Enter an object such as {"email": {…}}.');
	}
	const entries = Object.entries(value).map(([kind, message]) => {
		if (!KINDS.includes(kind)) {
			throw new ItemError(`has "${short(kind)}", but the channels are ${KINDS.join(', ')}.`);
		}
		if (!isPlainObject(message)) throw new ItemError(`: "${kind}" must be an object.`);
		return [kind, named(`.${kind} `, () => checkJsonValue(message)) as IDataObject] as const;
	});
	return Object.fromEntries(entries);
}
