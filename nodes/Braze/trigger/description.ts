import type { INodeProperties } from 'n8n-workflow';

import {
	authenticationProperty,
	receivingOptions,
	type StartingPoint,
	startingPointsProperty,
} from '../../receiving/properties';
import { responseModeProperties } from '../../receiving/responseMode';
import { ALL_EVENTS, eventChoices } from './events';
import { setUp } from './panel';
import { DEFAULT_IGNORE_DUPLICATES } from './settings';
import { SOURCES } from './sources';

const ALL_SOURCES = SOURCES.map(({ value }) => value);

/** The entries in n8n's list of nodes. */
const STARTING_POINTS: readonly StartingPoint[] = [
	{ name: 'Anything', action: 'On anything from Braze', values: ALL_SOURCES },
	...SOURCES.map(({ name, value }) => ({
		name,
		action: {
			currents: 'On email opened, clicked, bounced and more (Currents)',
			export: 'On segment export ready',
			transactional: 'On transactional email status',
			webhook: 'On webhook from a campaign or Canvas',
		}[value],
		values: [value],
	})),
];

const sources: INodeProperties[] = [
	startingPointsProperty('sources', STARTING_POINTS),
	{
		displayName: 'Sources',
		name: 'sources',
		type: 'multiOptions',
		required: true,
		default: [...ALL_SOURCES],
		description:
			'What in Braze starts the workflow. One URL takes all of them; others are ignored, and the response to Braze says why.',
		options: [...SOURCES],
	},
	...setUp,
];

const events: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: [ALL_EVENTS],
	description: 'The events of Currents that start the workflow',
	hint: 'Braze sends only the events that you selected for the connector',
	displayOptions: { show: { sources: ['currents'] } },
	options: eventChoices,
};

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
			description: 'One item for each event, with its source and its time as a date',
		},
		{
			name: 'Raw',
			value: 'raw',
			description: 'One item for each event, exactly as Braze sent it',
		},
	],
};

const shared = receivingOptions('event');

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Campaign IDs',
			name: 'campaignIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 417220e4-5a2a-b634-7f7d-9ec891532368',
			description:
				'Only start for these campaigns, by API identifier, separated by commas. With Canvas IDs as well, for either. Applies to everything but exports.',
		},
		{
			displayName: 'Canvas IDs',
			name: 'canvasIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 8d3cd0ea-b634-4a5a-9d7f-417220e45a2a',
			description:
				'Only start for these Canvases, by API identifier, separated by commas. With Campaign IDs as well, for either. Applies to everything but exports.',
		},
		shared.groupSubmissions,
		shared.headerNames,
		{
			...shared.ignoreDuplicates,
			default: DEFAULT_IGNORE_DUPLICATES,
			description: `How long to ignore an event that was already received, by its ID. Without this option, ${DEFAULT_IGNORE_DUPLICATES} minutes: Braze may send an event more than once. 0 takes them all. Each n8n process keeps its own list, in memory. Applies to the production URL.`,
		},
		{
			displayName: 'Ignore Machine Opens',
			name: 'ignoreMachineOpens',
			type: 'boolean',
			default: true,
			description:
				'Whether to ignore emails that a mail program opened without a person, such as for Mail Privacy Protection',
		},
		{
			displayName: 'Ignore Suspected Bot Clicks',
			name: 'ignoreBotClicks',
			type: 'boolean',
			default: true,
			description: 'Whether to ignore clicks that Braze suspects to be from a bot',
		},
		shared.includeHeaders,
	],
};

/** The node's parameters. */
export const properties: INodeProperties[] = [
	authenticationProperty('your Braze workspace'),
	...sources,
	events,
	...responseModeProperties('Braze', 'event'),
	output,
	options,
];
