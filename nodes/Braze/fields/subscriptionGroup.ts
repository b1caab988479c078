import type { INodeProperties } from 'n8n-workflow';

/** The ID has to be typed, since Braze has no endpoint that lists groups. */
export const groupField: INodeProperties = {
	displayName: 'Subscription Group ID',
	name: 'subscriptionGroupId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 3bbc4555-8fa0-4c9b-a5c0-4505edf3e064',
	description:
		'The ID of the group. Find it in Braze under Audience > Subscription Group Management.',
};

/** @param description what the state is for */
export const stateField = (description: string): INodeProperties => ({
	displayName: 'Subscription State',
	name: 'subscriptionState',
	type: 'options',
	options: [
		{ name: 'Subscribed', value: 'subscribed' },
		{ name: 'Unsubscribed', value: 'unsubscribed' },
	],
	default: 'subscribed',
	description,
});
