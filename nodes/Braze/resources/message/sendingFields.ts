import type { INodeProperties } from 'n8n-workflow';

import { contactOptions } from '../../fields/contactOptions';
import { segmentField } from '../../fields/locators';
import { optionsField } from '../../fields/options';
import { optionsShownFor, shownFor } from '../../fields/shown';
import { type UserChoice, userFields } from '../../fields/user';
import { scheduleFields, scheduleTogether } from '../scheduling/schedule';
import type { SendMode } from '../triggering/kinds';
import {
	allowSeveral,
	audienceField,
	checkUsersExist,
	notice,
	sendIdField,
	sendToField,
	TO_RECIPIENTS,
} from '../triggering/triggerFields';
import { messageFields, messageOptions } from './channels';

export const WHO: UserChoice<'userAlias' | 'externalId'> = { kinds: ['userAlias', 'externalId'] };

const sendTo = sendToField({
	name: 'Segment',
	value: 'segment',
	description: 'All users of a segment in Braze',
});

/** The fields of Send and Schedule. */
export function sendingFields({ isScheduled, done, verb }: SendMode): INodeProperties[] {
	const to = isScheduled ? 'for' : 'to';
	const each = isScheduled
		? 'The output has the schedule_id: keep it, to change or cancel the schedule.'
		: 'Items with the same message share requests.';
	const many = (who: string) =>
		`The message is ${done} once for all items, ${to} every user ${who}, whoever is in the items.`;
	return [
		...(isScheduled ? scheduleFields : []),
		sendTo,
		notice(
			'recipients',
			`Each item ${verb}s the message ${to} its own user, who must be in Braze. ${each}`,
		),
		notice('segment', many('of the segment')),
		notice('audience', many('who matches the audience below')),
		...shownFor(TO_RECIPIENTS, userFields(WHO)),
		{ ...segmentField, displayOptions: { show: { sendTo: ['segment'] } } },
		audienceField,
		...messageFields(isScheduled),
		optionsField(
			[
				allowEveryTime,
				checkUsersExist,
				...optionsShownFor(TO_RECIPIENTS, [
					...(isScheduled ? [scheduleTogether] : []),
					...contactOptions,
				]),
				...messageOptions(isScheduled),
				...trackingOptions,
			],
			'message',
		),
	];
}

const allowEveryTime: INodeProperties = {
	...allowSeveral,
	displayOptions: { show: { '/sendTo': ['audience', 'segment'] } },
	description:
		'Whether one run can send to a segment, or to an audience, more than once. If off, nothing is sent when the items differ.',
};

const trackingOptions: INodeProperties[] = [
	{
		displayName: 'Campaign ID',
		name: 'apiCampaignId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 3bbc4555-8fa0-4c9b-a5c0-4505edf3e064',
		description:
			'The API campaign in whose statistics the message counts. Without one, Braze counts nothing.',
	},
	{
		displayName: 'Ignore Frequency Capping',
		name: 'ignoreFrequencyCapping',
		type: 'boolean',
		default: false,
		description:
			'Whether to also send to users who have already had as many messages as your frequency caps allow',
	},
	{
		displayName: 'Message Variation ID',
		name: 'messageVariationId',
		type: 'string',
		default: '',
		placeholder: 'e.g. email-42',
		description: 'The message of the API campaign that this one counts as',
	},
	{
		...sendIdField,
		description:
			'The ID under which Braze counts this send, from Campaign > Create Send ID. Needs a Campaign ID.',
	},
	{
		displayName: 'Subscription State',
		name: 'recipientState',
		type: 'options',
		options: [
			{
				name: 'All',
				value: 'all',
				description: 'Also unsubscribed users, for messages that they must get',
			},
			{ name: 'Opted In', value: 'opted_in', description: 'Only users who have explicitly agreed' },
			{
				name: 'Subscribed',
				value: 'subscribed',
				description: 'Users who are subscribed or opted in',
			},
		],
		default: 'subscribed',
		description: 'Which users get it, by their subscription state',
	},
];
