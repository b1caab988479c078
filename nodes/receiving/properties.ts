import type { INodeProperties } from 'n8n-workflow';

import { DUPLICATE_TIME, GROUP_SIZE, GROUP_WAIT } from './settings';
import { QUERY_KEY } from './sharedSecret';

/** An entry in n8n's list of nodes. */
export interface StartingPoint {
	name: string;
	/** Its name in the list. */
	action: string;
	description?: string;
	/** The values that it sets the parameter to. */
	values: readonly string[];
}

/**
 * What n8n's list of nodes offers. It makes an action from each option of the first property with this display
 * name, and sets the parameter to the option's value: here, to several values at once.
 *
 * @param name of the parameter
 * @param points the first is the default
 */
export const startingPointsProperty = (
	name: string,
	points: readonly StartingPoint[],
): INodeProperties => ({
	displayName: 'Trigger On',
	name,
	type: 'hidden',
	default: [...points[0].values],
	options: points.map(({ values, ...texts }) => ({
		...texts,
		// n8n's type allows only single values, but its editor passes on any.
		value: [...values] as unknown as string,
	})),
});

/**
 * Whether a call carries the shared secret.
 *
 * @param origin where the calls come from, for example "your Komo workspace"
 */
export const authenticationProperty = (origin: string): INodeProperties => ({
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	default: 'none',
	description: `How to verify that requests come from ${origin}`,
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
});

/**
 * Whether and where a call carries the shared secret.
 *
 * @param sender who calls, for example "Komo"
 * @param origin where the calls come from, for example "your Komo workspace"
 */
export const authenticationProperties = (sender: string, origin: string): INodeProperties[] => [
	authenticationProperty(origin),
	{
		displayName: 'Secret Location',
		name: 'secretLocation',
		type: 'options',
		default: 'header',
		description: `Where ${sender} sends the secret`,
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
				description: `At the end of the URL, as ?${QUERY_KEY}=… (where ${sender} accepts only a URL)`,
			},
		],
	},
];

const capital = (noun: string) => noun[0].toUpperCase() + noun.slice(1);

/**
 * The options that triggers share, by name, so that each trigger can sort them among its own.
 *
 * @param noun what the sender sends, for example "submission"
 */
export const receivingOptions = (noun: 'submission' | 'event') =>
	({
		groupSubmissions: {
			displayName: `Group ${capital(noun)}s`,
			name: 'groupSubmissions',
			type: 'fixedCollection',
			default: {},
			placeholder: 'Add Grouping',
			description: `Start one execution for ${noun}s that arrive at the same time. This is several times faster at busy moments and uses fewer executions. Each ${noun} is still accepted only once it is stored. Applies to the production URL.`,
			options: [
				{
					displayName: 'Grouping',
					name: 'values',
					values: [
						{
							displayName: `Max ${capital(noun)}s`,
							name: 'maxSubmissions',
							type: 'number',
							default: 75,
							typeOptions: {
								minValue: GROUP_SIZE.min,
								maxValue: GROUP_SIZE.max,
								numberPrecision: 0,
							},
							description: `The number of ${noun}s at which a group starts immediately`,
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
							description: `How long the first ${noun} waits for others`,
						},
					],
				},
			],
		},
		headerNames: {
			displayName: 'Header Names',
			name: 'headerNames',
			type: 'string',
			default: '',
			placeholder: 'e.g. X-Campaign, X-Source',
			description:
				'Additional headers to include, separated by commas. A header that contains the shared secret is never included.',
			displayOptions: { show: { includeHeaders: [true] } },
		},
		ignoreDuplicates: {
			displayName: 'Ignore Duplicates (Minutes)',
			name: 'ignoreDuplicates',
			type: 'number',
			default: 10,
			typeOptions: { minValue: DUPLICATE_TIME.min, maxValue: DUPLICATE_TIME.max },
			description: `How long to ignore ${noun === 'event' ? 'an' : 'a'} ${noun} that was already received. Each n8n process keeps its own list, in memory. To remember ${noun}s for longer, keep their IDs in a data table. Applies to the production URL.`,
		},
		includeHeaders: {
			displayName: 'Include Headers',
			name: 'includeHeaders',
			type: 'boolean',
			default: false,
			description:
				'Whether to add the HTTP headers of the request as "headers", without those that contain credentials',
		},
	}) satisfies Record<string, INodeProperties>;
