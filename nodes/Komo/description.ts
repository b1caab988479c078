import type { INodeProperties } from 'n8n-workflow';

import {
	authenticationProperties,
	receivingOptions,
	startingPointsProperty,
} from '../receiving/properties';
import { responseModeProperties } from '../receiving/responseMode';
import { eventChoices, OTHER_EVENTS, STARTING_POINTS } from './events';
import { setUp } from './panel';

const [{ values: DEFAULT_EVENTS }] = STARTING_POINTS;

const events: INodeProperties[] = [
	startingPointsProperty('events', STARTING_POINTS),
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: [...DEFAULT_EVENTS],
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

const shared = receivingOptions('submission');

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
		shared.groupSubmissions,
		shared.headerNames,
		shared.ignoreDuplicates,
		shared.includeHeaders,
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
	...authenticationProperties('Komo', 'your Komo workspace'),
	...events,
	...responseModeProperties('Komo', 'submission'),
	output,
	options,
];
