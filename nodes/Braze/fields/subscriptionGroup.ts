import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

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

/** The new state in a group. */
export const groupStateField = (description: string): INodeProperties =>
	stateField(description, [
		{ name: 'Subscribed', value: 'subscribed' },
		{ name: 'Unsubscribed', value: 'unsubscribed' },
	]);

/**
 * The new state of a subscription. None is chosen beforehand: one click would subscribe, or unsubscribe,
 * everybody in the input. (It is not required, or n8n would mark it as an error before anybody has seen it.)
 *
 * @param states to choose from, sorted by name
 */
export const stateField = (
	description: string,
	states: INodePropertyOptions[],
): INodeProperties => ({
	displayName: 'Subscription State',
	name: 'subscriptionState',
	type: 'options',
	options: [{ name: 'Choose a State …', value: '' }, ...states],
	default: '',
	description,
});
