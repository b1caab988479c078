import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { EXPORT_PERMISSION } from '../../api/exportUsers';
import { contactOptions } from '../../fields/contactOptions';
import { withListHint } from '../../fields/locators';
import { noticeField } from '../../fields/notice';
import { optionsField } from '../../fields/options';
import { type PrioritizationChoice, prioritizationField } from '../../fields/prioritization';
import { optionsShownFor, shownFor } from '../../fields/shown';
import { type UserChoice, userFields } from '../../fields/user';
import { scheduleFields, scheduleTogether } from '../scheduling/schedule';
import { attachmentsField } from './attachments';
import type { SendMode, Triggered } from './kinds';

export const WHO: UserChoice = { kinds: ['userAlias', 'externalId', 'email', 'brazeId'] };

export const WHICH: PrioritizationChoice = {
	user: WHO,
	default: 'identified,most_recently_updated',
};

/** The choice of *Send To* that makes each item's own user the recipient. */
export const TO_RECIPIENTS = { sendTo: ['recipients'] };

/** The fields of Trigger and Schedule. */
export function triggerFields(kind: Triggered, mode: SendMode): INodeProperties[] {
	const { name, noun, field, properties } = kind;
	const { isScheduled, done } = mode;
	const to = isScheduled ? 'for' : 'to';
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
		// (Braze's lists do not say how a campaign or Canvas is started.)
		withListHint(
			field,
			`The list shows every ${noun}. Only those with API-triggered delivery can be sent here.`,
		),
		...(isScheduled ? scheduleFields : []),
		sendToField({
			name: `Everyone in the ${name}’s Segment`,
			value: 'broadcast',
			description: 'All users whom it targets in Braze (a broadcast)',
		}),
		notice('recipients', notices(kind, mode)),
		notice(
			'audience',
			`The ${noun} is ${done} once for all items, ${to} every user who matches the audience below, whoever is in the items.`,
		),
		notice(
			'broadcast',
			`The ${noun} is ${done} once for all items, ${to} everyone in its segment in Braze, whoever is in the items.`,
		),
		audienceField,
		...shownFor(TO_RECIPIENTS, recipientFields),
		{
			displayName: properties.displayName,
			name: properties.name,
			type: 'assignmentCollection',
			default: {},
			description: `Values for the message. Drag fields here from the input. In the template, use ${properties.example}.`,
		},
		...shownFor(TO_RECIPIENTS, [attributes]),
		optionsField(
			[
				allowSeveral,
				checkUsersExist,
				...(properties.otherField === undefined ? [sendIdField] : [propertiesField]),
				...optionsShownFor(TO_RECIPIENTS, [
					...(properties.otherField === undefined && !isScheduled ? [attachmentsField] : []),
					...(isScheduled ? [scheduleTogether] : []),
					...contactOptions,
				]),
			],
			'message',
		),
	];
}

function notices({ noun, spacing }: Triggered, { isScheduled, verb }: SendMode): string {
	const again = `A user who has already received the ${noun} gets it again only if re-eligibility is turned on for it in Braze.`;
	const spaced = 'Entries of the same user are sent more than a second apart.';
	const each = isScheduled
		? `Each item ${verb}s the ${noun} for its own user. The output has the schedule_id: keep it, to change or cancel the schedule.`
		: `Each item ${verb}s the ${noun} to its own user.`;
	return [each, again, ...(spacing === undefined || isScheduled ? [] : [spaced])].join(' ');
}

/** Explains a choice of *Send To*. */
export function notice(sendTo: string, text: string): INodeProperties {
	return noticeField(`${sendTo}Notice`, text, { show: { sendTo: [sendTo] } });
}

/** *Send To*. @param everyone the choice that is listed between an audience and a person */
export function sendToField(everyone: INodePropertyOptions): INodeProperties {
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
			everyone,
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

export const allowSeveral: INodeProperties = {
	displayName: 'Allow Several Broadcasts',
	name: 'allowSeveralBroadcasts',
	type: 'boolean',
	noDataExpression: true,
	displayOptions: { show: { '/sendTo': ['audience', 'broadcast'] } },
	default: false,
	description:
		'Whether one run can send to everyone, or to an audience, more than once. If off, nothing is sent when the items differ.',
};

export const checkUsersExist: INodeProperties = {
	displayName: 'Check That Users Exist',
	name: 'checkUsersExist',
	type: 'boolean',
	noDataExpression: true,
	displayOptions: { show: { '/sendTo': ['recipients'] } },
	default: false,
	description: `Whether to look the users up in Braze first, and to reject items whose user is not there: Braze skips them silently. The API key needs the permission ${EXPORT_PERMISSION}.`,
};

export const sendIdField: INodeProperties = {
	displayName: 'Send ID',
	name: 'sendId',
	type: 'string',
	default: '',
	placeholder: 'e.g. spring_prizes',
	description: 'The ID under which Braze counts this send, made with Campaign > Create Send ID',
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

export const audienceField: INodeProperties = {
	displayName: 'Audience (JSON)',
	name: 'audience',
	type: 'json',
	displayOptions: { show: { sendTo: ['audience'] } },
	default: '{}',
	required: true,
	hint: 'Such as { "custom_attribute": { "custom_attribute_name": "tier", "comparison": "equals", "value": "gold" } }',
	description:
		'The filters that select the users, written as a <a href="https://www.braze.com/docs/api/objects_filters/connected_audience/" target="_blank">connected audience</a>',
};
