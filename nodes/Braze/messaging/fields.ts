import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from '../fields/options';
import { type PrioritizationChoice, prioritizationField } from '../fields/prioritization';
import { type UserChoice, userFields } from '../fields/user';
import type { Triggered } from './kinds';

export const WHO: UserChoice = { kinds: ['userAlias', 'externalId', 'email'] };

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
				'Whether users that Braze does not know get nothing. If off, they are created with the attributes below.',
		},
		{
			displayName: 'Attributes',
			name: 'attributes',
			type: 'assignmentCollection',
			default: {},
			description:
				'What to set on the user’s profile just before the message is made, so that it can use it',
		},
	];
	return [
		field,
		sendToField(name),
		notice(
			'recipients',
			`Each item triggers the ${noun} for its own user: a user who is in several items gets it several times.`,
		),
		notice(
			'audience',
			`The ${noun} goes to every user who matches the audience below, whoever is in the items, and once for all items.`,
		),
		notice(
			'broadcast',
			`The ${noun} goes to everyone in its segment in Braze, whoever is in the items, and once for all items.`,
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
			description: 'A connected audience object of Braze: filters that choose the users',
		},
		...recipientFields.map(forRecipients),
		{
			displayName: properties.displayName,
			name: properties.name,
			type: 'assignmentCollection',
			default: {},
			description: `Values for the message, dragged from the input. A template reads one with ${properties.example}.`,
		},
		optionsField(
			[allowSeveral, kind.properties.newField === undefined ? sendId : propertiesField],
			'message',
		),
	];
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
				description: 'All users that fit filters of your own (a connected audience)',
			},
			{
				name: `Everyone in the ${name}'s Segment`,
				value: 'broadcast',
				description: 'All users that it targets in Braze (a broadcast)',
			},
			{
				name: 'Users of the Items',
				value: 'recipients',
				description: 'One user for each input item, with properties of its own',
			},
		],
		default: 'recipients',
		description: 'Who gets it',
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
		'Whether one run may reach everyone, or an audience, more than once. If off, nothing is sent when the items differ.',
};

const sendId: INodeProperties = {
	displayName: 'Send ID',
	name: 'sendId',
	type: 'string',
	default: '',
	placeholder: 'e.g. spring_prizes',
	description: 'An ID that Braze counts this send under, made with its send ID endpoint',
};

const propertiesField: INodeProperties = {
	displayName: 'Send Properties As',
	name: 'propertiesField',
	type: 'options',
	options: [
		{
			name: 'Canvas Entry Properties',
			value: 'canvas_entry_properties',
			description: 'The name that every workspace knows',
		},
		{
			name: 'Context',
			value: 'context',
			description: 'The name in Braze’s newer documentation, read with {{context.${name}}}',
		},
	],
	default: 'canvas_entry_properties',
	description: 'What the properties are called in the request',
};
