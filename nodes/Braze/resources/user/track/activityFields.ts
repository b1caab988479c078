import type { INodeProperties } from 'n8n-workflow';

const sendIfField = (what: string): INodeProperties => ({
	displayName: 'Send If',
	name: 'sendIf',
	type: 'boolean',
	default: true,
	description: `Whether the ${what} is sent for an item. With an expression, items for which it gives false, nothing, 0, "no" or "false" go without it.`,
});

const timeField = (whose: string): INodeProperties => ({
	displayName: 'Time',
	name: 'time',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.timestamp }}',
	description: `When the ${whose} happened, as ISO 8601. Empty means the item’s field timestamp, as Komo sends it, or else now.`,
});

const propertyFields = (whose: string): INodeProperties[] => [
	{
		displayName: 'Properties',
		name: 'properties',
		type: 'assignmentCollection',
		default: {},
		description: `What the ${whose} was about. Drag fields from the input; empty ones are left out.`,
	},
	{
		displayName: 'Properties (JSON)',
		name: 'propertiesJson',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "products": [] }',
		description:
			'More properties as one JSON object, e.g. for lists and objects. They win over those above.',
	},
];

/** What happened to the user, and what the user wants to hear. */
export const activityFields: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Event' },
		placeholder: 'Add Event',
		default: {},
		description: 'Custom events to log for the user of each item',
		options: [
			{
				displayName: 'Event',
				name: 'event',
				values: [
					{
						displayName: 'Event Name',
						name: 'name',
						type: 'resourceLocator',
						default: { mode: 'list', value: '' },
						description:
							'The event as your workspace calls it; a new name makes a new event. Items for which an expression gives no name have no such event.',
						modes: [
							{
								displayName: 'From List',
								name: 'list',
								type: 'list',
								placeholder: 'Select an event…',
								typeOptions: { searchListMethod: 'searchEvents', searchable: true },
							},
							{
								displayName: 'By Name',
								name: 'name',
								type: 'string',
								placeholder: 'e.g. entered_competition',
							},
						],
					},
					sendIfField('event'),
					timeField('event'),
					...propertyFields('event'),
				],
			},
		],
	},
	{
		displayName: 'Purchases',
		name: 'purchases',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Purchase' },
		placeholder: 'Add Purchase',
		default: {},
		description:
			'Purchases to log for the user of each item. Newer Braze contracts have no purchases: log the event ecommerce.order_placed instead.',
		options: [
			{
				displayName: 'Purchase',
				name: 'purchase',
				values: [
					{
						displayName: 'Product ID',
						name: 'productId',
						type: 'string',
						default: '',
						placeholder: 'e.g. vip-ticket',
						description: 'What was bought',
					},
					{
						displayName: 'Currency',
						name: 'currency',
						type: 'string',
						default: 'USD',
						required: true,
						placeholder: 'e.g. AUD',
						description: 'The ISO 4217 code of the price',
					},
					{
						displayName: 'Price',
						name: 'price',
						type: 'number',
						typeOptions: { numberPrecision: 2 },
						default: 0,
						required: true,
						description: 'The price of one object; below zero for a refund',
					},
					{
						displayName: 'Quantity',
						name: 'quantity',
						type: 'number',
						typeOptions: { minValue: 1, maxValue: 100 },
						default: 1,
						description: 'How many were bought, 100 at most',
					},
					sendIfField('purchase'),
					timeField('purchase'),
					...propertyFields('purchase'),
				],
			},
		],
	},
	{
		displayName: 'Subscription Groups',
		name: 'subscriptionGroups',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Subscription Group' },
		placeholder: 'Add Subscription Group',
		default: {},
		description:
			'Email or SMS groups that the user joins or leaves. Braze changes every user with the same email or phone.',
		options: [
			{
				displayName: 'Subscription Group',
				name: 'group',
				values: [
					{
						displayName: 'Subscription Group ID',
						name: 'subscriptionGroupId',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. 2c55f0a9-7c4e-4f3b-9c57-0b0a7a0c9d11',
						description: 'The ID that Braze shows beside the group under Audience > Subscriptions',
					},
					{
						displayName: 'Subscription State',
						name: 'subscriptionState',
						type: 'options',
						options: [
							{ name: 'Subscribed', value: 'subscribed' },
							{ name: 'Unsubscribed', value: 'unsubscribed' },
						],
						default: 'subscribed',
						description:
							'What the user wants. An expression that gives nothing for an item leaves the state as it is.',
					},
					sendIfField('change'),
				],
			},
		],
	},
];
