import type { INodeProperties } from 'n8n-workflow';

import { deliveryOptions } from '../../../runtime/requestOptions';

const trackOptions: INodeProperties[] = [
	{
		displayName: 'App ID',
		name: 'appId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 6f1f9a30-2f5c-4d2e-9a0b-2d9a1d4c7b11',
		description: 'The Braze app that events and purchases are counted for',
	},
	{
		displayName: 'Combine Items',
		name: 'combineItems',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description:
			'Whether items of the same user are sent as one set of attributes, later values winning: fewer data points, and no race between requests',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description: 'Whether to send nothing, and output what would be sent for each item',
	},
	{
		displayName: 'Empty Values',
		name: 'emptyValues',
		type: 'options',
		options: [
			{
				name: 'Clear the Attribute',
				value: 'clear',
				description: 'An empty answer erases what Braze holds',
			},
			{ name: 'Send as They Are', value: 'send', description: 'An empty text is stored as one' },
			{
				name: 'Skip',
				value: 'skip',
				description: 'An empty answer never erases an earlier one',
			},
		],
		default: 'skip',
		description:
			'What happens to an attribute whose value is empty: null, blank text, an empty list',
	},
	{
		displayName: 'Events (JSON)',
		name: 'eventsJson',
		type: 'json',
		default: '',
		placeholder: 'e.g. [{ "name": "answered", "properties": { "question": 1 } }]',
		description:
			'More events for each item, as a list of Braze’s own objects: name, and time and properties if you like. Usually an expression that turns a list of the item, such as survey answers, into events.',
	},
	{
		displayName: 'Include Sent Data',
		name: 'includeSentData',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description: 'Whether the output shows what was sent for each item',
	},
	{
		displayName: 'Invalid Values',
		name: 'invalidValues',
		type: 'options',
		options: [
			{
				name: 'Leave Out',
				value: 'leaveOut',
				description:
					'Send the rest of the item; its warnings name what was left out. The identifier is never left out.',
			},
			{
				name: 'Reject the Item',
				value: 'reject',
				description:
					'Send nothing of an item that has an invalid value; its errors name all of them',
			},
		],
		default: 'leaveOut',
		description:
			'What happens to an item with a value that Braze would refuse or drop without a word, such as a phone "n/a"',
	},
	{
		displayName: 'Merge Nested Objects',
		name: 'mergeNestedObjects',
		type: 'options',
		options: [
			{
				name: 'Always',
				value: 'always',
				description: 'Every nested object is merged with what Braze holds',
			},
			{
				name: 'From Dotted Names',
				value: 'dotted',
				description:
					'Objects that come from dotted names (address.city) are merged, objects that are mapped whole replace what Braze holds',
			},
			{
				name: 'Never',
				value: 'never',
				description: 'Every nested object replaces the whole object that Braze holds',
			},
		],
		default: 'dotted',
		description:
			'Which nested objects are merged with what Braze holds, so that keys that are not sent stay as they are',
	},
	{
		displayName: 'Objects per Request',
		name: 'objectsPerRequest',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 1, maxValue: 75 },
		default: 75,
		description: 'How many objects one request holds at most; Braze takes 75',
	},
	{
		displayName: 'Purchases (JSON)',
		name: 'purchasesJson',
		type: 'json',
		default: '',
		placeholder: 'e.g. [{ "product_id": "vip-ticket", "currency": "AUD", "price": 99 }]',
		description:
			'More purchases for each item, as a list of Braze’s own objects: product_id, currency, price, and quantity, time and properties if you like. Usually an expression that turns a list of the item, such as basket lines, into purchases.',
	},
	{
		displayName: 'Request Limit',
		name: 'requestLimit',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'In Total',
				value: 'total',
				description: 'Attributes, events and purchases count together, as in current contracts',
			},
			{
				name: 'Per Array',
				value: 'perArray',
				description: 'Each of the three counts for itself, as in legacy contracts',
			},
		],
		default: 'total',
		description: 'What the number of objects per request is about',
	},
	{
		displayName: 'Send Only Changes',
		name: 'sendOnlyChanges',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether to read the users first and leave out attributes that already have the value, which saves data points. The API key needs the permission to export users by ID.',
	},
	{
		displayName: 'Show Requests',
		name: 'showRequests',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description: 'Whether a dry run outputs the exact bodies of the requests as well',
	},
	{
		displayName: 'Update Existing Only',
		name: 'updateExistingOnly',
		type: 'boolean',
		default: false,
		description: 'Whether to leave out users that Braze does not know instead of creating them',
	},
];

/** How it is done. */
export const optionFields: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		description: 'How empty values, batches and failures are dealt with',
		options: [...trackOptions, ...deliveryOptions].sort((a, b) =>
			a.displayName.localeCompare(b.displayName),
		),
	},
];
