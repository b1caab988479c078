import type { INodeProperties } from 'n8n-workflow';
import { eventChoices, OTHER_EVENTS, WORKFLOW_REQUESTS } from './events';
import { setUp } from './panel';
import { responseModeProperty } from './responseMode';
import { DUPLICATE_TIME, GROUP_SIZE, GROUP_WAIT } from './settings';

const authentication: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		default: 'none',
		description: 'How to make sure that a call comes from your Komo workspace',
		options: [
			{
				name: 'None',
				value: 'none',
				description: 'Anyone who knows the URL can send submissions',
			},
			{
				name: 'Shared Secret',
				value: 'secret',
				description: 'Only calls that carry your secret are accepted',
			},
		],
	},
	{
		displayName: 'Secret Location',
		name: 'secretLocation',
		type: 'options',
		default: 'header',
		description: 'Where Komo sends the secret',
		displayOptions: { show: { authentication: ['secret'] } },
		options: [
			{
				name: 'Header',
				value: 'header',
				description: 'In the header that the credential names',
			},
			{
				name: 'Query Parameter',
				value: 'query',
				description: 'At the end of the URL: ?secret=… (where Komo only takes a URL)',
			},
		],
	},
];

const events: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['CompetitionEntrySuccess', WORKFLOW_REQUESTS],
		description:
			'Which events start the workflow. All others are ignored, and the answer to Komo says why.',
		hint: 'An HTTP Request step of a Komo workflow sends a Workflow Request, unless its body names an event',
		options: eventChoices,
	},
	{
		displayName: 'Other Event Names',
		name: 'otherEvents',
		type: 'string',
		default: '',
		placeholder: 'e.g. CouponViewed, CouponRedeemed',
		description:
			'Names of events, separated by commas. Leave empty for every event that is not in the list above.',
		displayOptions: { show: { events: [OTHER_EVENTS] } },
	},
];

const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	default: 'flat',
	description: 'How each submission is put into its item',
	options: [
		{
			name: 'Flat',
			value: 'flat',
			description: "Komo's own fields on one level: the easiest to drag",
		},
		{
			name: 'Grouped',
			value: 'grouped',
			description: 'Sorted into site, card, prize, coupon and form fields',
		},
		{ name: 'Raw', value: 'raw', description: 'The body as it came, all values as sent' },
	],
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Card IDs',
			name: 'cardIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. dd0b77cd-35ca-404e-8b23-1d86a7471f78',
			description: 'Only submissions of these cards start the workflow (separated by commas)',
		},
		{
			displayName: 'Card Types',
			name: 'cardTypes',
			type: 'string',
			default: '',
			placeholder: 'e.g. Quiz, ScratchAndWin',
			description:
				'Only submissions of these kinds of cards start the workflow (separated by commas)',
		},
		{
			displayName: 'Group Submissions',
			name: 'groupSubmissions',
			type: 'fixedCollection',
			default: {},
			placeholder: 'Add grouping',
			description:
				'Whether submissions that arrive at the same time start one execution with many items instead of one each. Several times faster in busy moments, and fewer executions to pay for. Komo hears "accepted" only once its submission is stored. Applies to the production URL.',
			options: [
				{
					displayName: 'Grouping',
					name: 'values',
					values: [
						{
							displayName: 'Max Submissions',
							name: 'maxSubmissions',
							type: 'number',
							default: 75,
							typeOptions: {
								minValue: GROUP_SIZE.min,
								maxValue: GROUP_SIZE.max,
								numberPrecision: 0,
							},
							description: 'A group with this many submissions starts at once',
						},
						{
							displayName: 'Max Wait',
							name: 'maxWait',
							type: 'number',
							default: 250,
							typeOptions: {
								minValue: GROUP_WAIT.min,
								maxValue: GROUP_WAIT.max,
								numberPrecision: 0,
							},
							description: 'How long the first submission waits for others, in milliseconds',
						},
					],
				},
			],
		},
		{
			displayName: 'Header Names',
			name: 'headerNames',
			type: 'string',
			default: '',
			placeholder: 'e.g. X-Campaign, X-Source',
			description:
				'More headers to include, separated by commas. A header that holds the shared secret is never included.',
			displayOptions: { show: { includeHeaders: [true] } },
		},
		{
			displayName: 'Ignore Duplicates',
			name: 'ignoreDuplicates',
			type: 'number',
			default: 10,
			typeOptions: { minValue: DUPLICATE_TIME.min, maxValue: DUPLICATE_TIME.max },
			description:
				'For how many minutes a submission that comes again is ignored. Each n8n process remembers on its own, in memory only. To remember for longer, add a Remove Duplicates node. Applies to the production URL.',
		},
		{
			displayName: 'Include Headers',
			name: 'includeHeaders',
			type: 'boolean',
			default: false,
			description:
				'Whether to add the HTTP headers of the call as "headers": those that describe the call, and no credentials',
		},
		{
			displayName: 'Site IDs',
			name: 'siteIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2d5776b8-158a-4216-aaa1-edbc249e005b',
			description: 'Only submissions of these sites start the workflow (separated by commas)',
		},
	],
};

/** The node's parameters. */
export const properties: INodeProperties[] = [
	setUp,
	...authentication,
	...events,
	responseModeProperty,
	output,
	options,
];
