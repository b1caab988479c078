import type { INodeProperties } from 'n8n-workflow';

import { contactOptions } from '../../fields/contactOptions';
import { optionsField } from '../../fields/options';
import { type PrioritizationChoice, prioritizationField } from '../../fields/prioritization';
import { type UserChoice, userFields } from '../../fields/user';
import type { Triggered } from './kinds';

export const WHO: UserChoice = { kinds: ['userAlias', 'externalId', 'email', 'brazeId'] };

export const WHICH: PrioritizationChoice = {
	user: WHO,
	default: 'identified,most_recently_updated',
};

/** Who gets it. */
export type SendTo = 'recipients' | 'audience' | 'broadcast';

const forRecipients = (field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: {
		...field.displayOptions,
		show: { sendTo: ['recipients'], ...field.displayOptions?.show },
	},
});

/** An option has the way to its field from the root. */
const forRecipientsOption = (option: INodeProperties): INodeProperties => ({
	...option,
	displayOptions: { show: { '/sendTo': ['recipients'] } },
});

/** The fields of Trigger. */
export function triggerFields(kind: Triggered): INodeProperties[] {
	const { name, noun, field, properties } = kind;
	const recipientFields: INodeProperties[] = [
		...userFields(WHO),
		prioritizationField(WHICH),
		{
			displayName: 'Send to Existing Users Only',
			name: 'sendToExistingOnly',
			type: 'boolean',
			displayOptions: { show: { identifyBy: ['externalId'] } },
			default: true,
			description:
				'Whether to send only to users who are already in Braze. If off, others are created with the attributes below.',
		},
	];
	const attributes: INodeProperties = {
		displayName: 'Attributes',
		name: 'attributes',
		type: 'assignmentCollection',
		default: {},
		description:
			'Attributes to set on the user’s profile before the message is created, so that it can use them',
	};
	return [
		field,
		sendToField(name),
		notice('recipients', notices(kind)),
		notice(
			'audience',
			`The ${noun} is sent once for all items, to every user who matches the audience below, whoever is in the items.`,
		),
		notice(
			'broadcast',
			`The ${noun} is sent once for all items, to everyone in its segment in Braze, whoever is in the items.`,
		),
		{
			displayName: 'Audience (JSON)',
			name: 'audience',
			type: 'json',
			displayOptions: { show: { sendTo: ['audience'] } },
			default: '{}',
			required: true,
			placeholder:
				'e.g. { "custom_attribute": { "custom_attribute_name": "tier", "comparison": "equals", "value": "gold" } }',
			description: 'The filters that select the users, as a connected audience object',
		},
		...recipientFields.map(forRecipients),
		{
			displayName: properties.displayName,
			name: properties.name,
			type: 'assignmentCollection',
			default: {},
			description: `Values for the message. Drag fields here from the input. In the template, use ${properties.example}.`,
		},
		forRecipients(attributes),
		optionsField(
			[
				allowSeveral,
				checkUsersExist,
				...(kind.properties.otherField === undefined ? [attachments, sendId] : [propertiesField]),
				...contactOptions.map(forRecipientsOption),
			],
			'message',
		),
	];
}

function notices({ noun, spacing }: Triggered): string {
	const again = `A user who has had the ${noun} before gets it again only if re-eligibility is turned on for it in Braze.`;
	const spaced = 'Entries of the same user are sent more than a second apart.';
	const each = `Each item sends the ${noun} to its own user.`;
	return [each, again, ...(spacing === undefined ? [] : [spaced])].join(' ');
}

/** What one choice of Send To does. */
function notice(sendTo: SendTo, displayName: string): INodeProperties {
	return {
		displayName,
		name: `${sendTo}Notice`,
		type: 'notice',
		displayOptions: { show: { sendTo: [sendTo] } },
		default: '',
	};
}

function sendToField(name: string): INodeProperties {
	return {
		displayName: 'Send To',
		name: 'sendTo',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Audience',
				value: 'audience',
				description: 'All users who match your own filters (a connected audience)',
			},
			{
				name: `Everyone in the ${name}'s Segment`,
				value: 'broadcast',
				description: 'All users whom it targets in Braze (a broadcast)',
			},
			{
				name: 'The Person in Each Item',
				value: 'recipients',
				description: 'One user for each item, with values from the item',
			},
		],
		default: 'recipients',
		description: 'Who receives the message',
	};
}

const allowSeveral: INodeProperties = {
	displayName: 'Allow Several Broadcasts',
	name: 'allowSeveralBroadcasts',
	type: 'boolean',
	noDataExpression: true,
	displayOptions: { show: { '/sendTo': ['audience', 'broadcast'] } },
	default: false,
	description:
		'Whether one run can send to everyone, or to an audience, more than once. If off, nothing is sent when the items differ.',
};

const checkUsersExist: INodeProperties = {
	displayName: 'Check That Users Exist',
	name: 'checkUsersExist',
	type: 'boolean',
	noDataExpression: true,
	displayOptions: { show: { '/sendTo': ['recipients'] } },
	default: false,
	description:
		'Whether to look the users up in Braze first, and to reject items whose user is not there: Braze skips them without a word. Requires the same permission as User > Get.',
};

/** Source: https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_campaigns/ */
const attachments: INodeProperties = {
	displayName: 'Email Attachments',
	name: 'attachments',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	displayOptions: { show: { '/sendTo': ['recipients'] } },
	placeholder: 'Add Attachment',
	default: {},
	description: 'Files to attach to the campaign’s emails, up to 2 MB each',
	options: [
		{
			displayName: 'Attachment',
			name: 'attachment',
			values: [
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. ticket.pdf',
					description: 'The name that the recipient sees, with its extension',
				},
				{
					displayName: 'URL',
					name: 'url',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/ticket.pdf',
					description: 'Where Braze finds the file',
				},
			],
		},
	],
};

const sendId: INodeProperties = {
	displayName: 'Send ID',
	name: 'sendId',
	type: 'string',
	default: '',
	placeholder: 'e.g. spring_prizes',
	description: 'The ID under which Braze counts this send, created with its send ID endpoint',
};

const propertiesField: INodeProperties = {
	displayName: 'Send Properties As',
	name: 'propertiesField',
	type: 'options',
	options: [
		{
			name: 'Canvas Entry Properties',
			value: 'canvas_entry_properties',
			description:
				'The name of the original Canvas editor. In the template, use {{canvas_entry_properties.${name}}}.',
		},
		{
			name: 'Context',
			value: 'context',
			description: 'The name in Braze’s documentation. In the template, use {{context.${name}}}.',
		},
	],
	default: 'context',
	description: 'The name of the properties in the request',
};
