import type { INodeProperties } from 'n8n-workflow';

import { noticeField } from '../../fields/notice';
import type { Parameters } from '../../runtime/parameters';
import { compileEmailMessage, emailFields, emailOptions } from './email';
import { compileMessagesJson, jsonFields } from './json';
import type { ReadMessages } from './messages';
import { compilePushMessages, pushFields, pushOptions } from './push';
import { compileSmsMessage, groupIdField, smsFields, smsOptions } from './sms';
import { appIdField } from './texts';
import { compileWebhookMessage, webhookFields, webhookOptions } from './webhook';
import { compileWhatsAppMessage, whatsAppFields, whatsAppOptions } from './whatsApp';

const COMPILERS: Record<string, (parameters: Parameters) => ReadMessages> = {
	email: compileEmailMessage,
	json: compileMessagesJson,
	push: compilePushMessages,
	sms: compileSmsMessage,
	webhook: compileWebhookMessage,
	whatsApp: compileWhatsAppMessage,
};

const CHANNELS = [
	{
		name: 'Custom (JSON)',
		value: 'json',
		description: 'One or several channels, such as a Content Card, as Braze documents them',
	},
	{ name: 'Email', value: 'email', description: 'In HTML, or from a template in Braze' },
	{ name: 'Push', value: 'push', description: 'To apps and browsers' },
	{ name: 'SMS', value: 'sms', description: 'To the phones of a subscription group' },
	{ name: 'Webhook', value: 'webhook', description: 'A request that Braze makes for each user' },
	{ name: 'WhatsApp', value: 'whatsApp', description: 'A template, or a text reply' },
];

/** Braze does not list WhatsApp among the messages that can be scheduled. */
const isFor = (value: string, isScheduled: boolean) => !isScheduled || value !== 'whatsApp';

/** The fields that define a message. */
export function messageFields(isScheduled: boolean): INodeProperties[] {
	const channel: INodeProperties = {
		displayName: 'Channel',
		name: 'channel',
		type: 'options',
		noDataExpression: true,
		options: CHANNELS.filter(({ value }) => isFor(value, isScheduled)),
		default: 'email',
		description: 'How the message reaches the users',
	};
	const liquid = noticeField(
		'liquidNotice',
		'Braze runs Liquid in these texts, including in values that you insert from an item. Insert only values that you trust: Liquid in them could read the user’s profile.',
	);
	return [
		channel,
		liquid,
		appIdField,
		groupIdField,
		...emailFields,
		...jsonFields,
		...pushFields,
		...smsFields,
		...webhookFields,
		...(isFor('whatsApp', isScheduled) ? whatsAppFields : []),
	];
}

/** The options that define a message. */
export function messageOptions(isScheduled: boolean): INodeProperties[] {
	return [
		...emailOptions,
		...pushOptions,
		...smsOptions,
		...webhookOptions,
		...(isFor('whatsApp', isScheduled) ? whatsAppOptions : []),
	];
}

/** Compiles {@link messageFields}. */
export function compileMessages(parameters: Parameters): ReadMessages {
	return COMPILERS[parameters.once<string>('channel')](parameters);
}
