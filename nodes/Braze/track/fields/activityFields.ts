import type { INodeProperties } from 'n8n-workflow';

import { chooseOne } from '../../fields/locators';
import { groupField, groupStateField } from '../../fields/subscriptionGroup';

const sendIfField = (what: string): INodeProperties => ({
	displayName: 'Send If',
	name: 'sendIf',
	type: 'boolean',
	default: true,
	description: `Whether to send the ${what} for an item. Use an expression to decide for each item; false, 0, "no", "off" and empty values mean no${what === 'change' ? ', and what is neither yes nor no changes nothing' : ''}.`,
});

const timeField = (whose: string): INodeProperties => ({
	displayName: 'Time',
	name: 'time',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.timestamp }}',
	description: `When the ${whose} happened, such as 2026-05-01T18:00:00Z (ISO 8601). If empty, the item’s field timestamp (as Komo sends it) is used, or the current time.`,
});

const propertyFields = (whose: string): INodeProperties[] => [
	{
		displayName: 'Properties',
		name: 'properties',
		type: 'assignmentCollection',
		default: {},
		description: `Details of the ${whose}. Drag fields here from the input. Empty values are left out.`,
	},
	{
		displayName: 'Properties (JSON)',
		name: 'propertiesJson',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "products": [] }',
		description:
			'More properties as a JSON object, for example for lists and objects. They override those above.',
	},
];

/** The user's events and purchases, and what the user agreed to receive. */
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
							'The name of the event. A new name creates a new event in your workspace. If an expression gives no name for an item, no event is sent.',
						modes: [
							{
								displayName: 'From List',
								name: 'list',
								type: 'list',
								placeholder: chooseOne('event'),
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
			'Purchases to log for the user of each item. If your Braze contract has no purchases, log the event ecommerce.order_placed instead.',
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
						description: 'The ID of the product that was bought',
					},
					{
						displayName: 'Currency',
						name: 'currency',
						type: 'string',
						default: 'USD',
						required: true,
						placeholder: 'e.g. AUD',
						description: 'The currency of the price: three letters, such as USD (ISO 4217)',
					},
					{
						displayName: 'Price',
						name: 'price',
						type: 'number',
						typeOptions: { numberPrecision: 2 },
						default: 0,
						required: true,
						description: 'The price of one unit. Use a negative price for a refund.',
					},
					{
						displayName: 'Quantity',
						name: 'quantity',
						type: 'number',
						typeOptions: { minValue: 1, maxValue: 100 },
						default: 1,
						description: 'The number of units, up to 100',
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
			'Email or SMS groups to subscribe the user to or unsubscribe the user from. Braze changes every user with the same email or phone.',
		options: [
			{
				displayName: 'Subscription Group',
				name: 'group',
				values: [
					groupField,
					groupStateField(
						'The new state in the group, or the answer of a form, such as {{ $json.optin }}: a clear yes subscribes, a clear no unsubscribes, and without an answer nothing changes',
					),
					sendIfField('change'),
				],
			},
		],
	},
];
