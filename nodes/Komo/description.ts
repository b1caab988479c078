import type { INodeProperties } from 'n8n-workflow';
import { eventChoices, OTHER_EVENTS, WORKFLOW_REQUESTS } from './events';
import { setUp } from './panel';
import { responseModeProperty } from '../receiving/responseMode';
import { DUPLICATE_TIME, GROUP_SIZE, GROUP_WAIT } from './settings';

const authentication: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		default: 'none',
		description: 'How to verify that requests come from your Komo workspace',
		options: [
			{
				name: 'None',
				value: 'none',
				description: 'Accept requests from anyone who knows the URL',
			},
			{
				name: 'Shared Secret',
				value: 'secret',
				description: 'Accept only requests that contain your secret',
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
				description: 'In the header named in the credential',
			},
			{
				name: 'Query Parameter',
				value: 'query',
				description: 'At the end of the URL, as ?secret=… (where Komo accepts only a URL)',
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
			'The events that start the workflow. Others are ignored, and the response to Komo says why.',
		hint: 'The HTTP Request step of a Komo workflow sends a Workflow Request, unless its body contains an event',
		options: eventChoices,
	},
	{
		displayName: 'Other Event Names',
		name: 'otherEvents',
		type: 'string',
		default: '',
		placeholder: 'e.g. CouponViewed, CouponRedeemed',
		description:
			'The names of the events, separated by commas. Leave empty for all events that are not in the list above.',
		displayOptions: { show: { events: [OTHER_EVENTS] } },
	},
];

const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	default: 'flat',
	description: 'The format of the output items',
	options: [
		{
			name: 'Flat',
			value: 'flat',
			description: 'Komo’s fields on one level, which are the easiest to map',
		},
		{
			name: 'Grouped',
			value: 'grouped',
			description: 'Fields grouped into site, card, prize, coupon and form fields',
		},
		{ name: 'Raw', value: 'raw', description: 'The body exactly as it was sent' },
	],
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Card IDs',
			name: 'cardIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. dd0b77cd-35ca-404e-8b23-1d86a7471f78',
			description: 'Only start for submissions from these cards, separated by commas',
		},
		{
			displayName: 'Card Types',
			name: 'cardTypes',
			type: 'string',
			default: '',
			placeholder: 'e.g. Quiz, ScratchAndWin',
			description: 'Only start for submissions from these types of card, separated by commas',
		},
		{
			displayName: 'Group Submissions',
			name: 'groupSubmissions',
			type: 'fixedCollection',
			default: {},
			placeholder: 'Add Grouping',
			description:
				'Start one execution for submissions that arrive at the same time. This is several times faster at busy moments and uses fewer executions. Each submission is still accepted only once it is stored. Applies to the production URL.',
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
							description: 'The number of submissions at which a group starts immediately',
						},
						{
							displayName: 'Max Wait (Milliseconds)',
							name: 'maxWait',
							type: 'number',
							default: 250,
							typeOptions: {
								minValue: GROUP_WAIT.min,
								maxValue: GROUP_WAIT.max,
								numberPrecision: 0,
							},
							description: 'How long the first submission waits for others',
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
				'Additional headers to include, separated by commas. A header that contains the shared secret is never included.',
			displayOptions: { show: { includeHeaders: [true] } },
		},
		{
			displayName: 'Ignore Duplicates (Minutes)',
			name: 'ignoreDuplicates',
			type: 'number',
			default: 10,
			typeOptions: { minValue: DUPLICATE_TIME.min, maxValue: DUPLICATE_TIME.max },
			description:
				'How long to ignore a submission that was already received. Each n8n process keeps its own list, in memory. To remember submissions for longer, add a Remove Duplicates node. Applies to the production URL.',
		},
		{
			displayName: 'Include Headers',
			name: 'includeHeaders',
			type: 'boolean',
			default: false,
			description:
				'Whether to add the HTTP headers of the request as "headers", without those that contain credentials',
		},
		{
			displayName: 'Site IDs',
			name: 'siteIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2d5776b8-158a-4216-aaa1-edbc249e005b',
			description: 'Only start for submissions from these sites, separated by commas',
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
