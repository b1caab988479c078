import type { INodeProperties } from 'n8n-workflow';

import { EXPORT_PERMISSION } from '../../api/exportUsers';
import { contactOptions } from '../../fields/contactOptions';
import { verifyOption } from '../../fields/verifyOption';
import { deliveryOptions } from '../../runtime/requestOptions';

const trackOptions: INodeProperties[] = [
	{
		displayName: 'App ID',
		name: 'appId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 153e8a29-fd6d-4f77-ade7-1a4ca08d457a',
		description:
			'The ID of the Braze app to count events and purchases for. Only needed for reports by app.',
	},
	{
		displayName: 'Check Against Workspace',
		name: 'checkWorkspace',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether to read the attributes and events of the workspace first: what is blocklisted is left out, and new names, wrong types and lists that are too long are reported. The API key needs the permissions custom_attributes.get and events.get.',
	},
	{
		displayName: 'Combine Items',
		name: 'combineItems',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description:
			'Whether to combine the attributes of items with the same user, so that fewer data points are used. Later values override earlier ones.',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description: 'Whether to send nothing and instead output what would be sent for each item',
	},
	{
		displayName: 'Empty Values',
		name: 'emptyValues',
		type: 'options',
		options: [
			{
				name: 'Clear the Attribute',
				value: 'clear',
				description: 'An empty answer erases the value in Braze',
			},
			{ name: 'Send as They Are', value: 'send', description: 'An empty text is stored as such' },
			{
				name: 'Skip',
				value: 'skip',
				description: 'An empty answer never erases an earlier one',
			},
		],
		default: 'skip',
		description: 'What to do with an attribute whose value is null, blank text or an empty list',
	},
	{
		displayName: 'Events (JSON)',
		name: 'eventsJson',
		type: 'json',
		default: '[]',
		hint: 'Such as [{ "name": "answered", "properties": { "question": 1 } }]',
		description:
			'More events for each item, as a list of objects with a name and, optionally, time and properties. Use an expression to turn a list, such as survey answers, into events.',
	},
	{
		displayName: 'Include Sent Data',
		name: 'includeSentData',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether to include what was sent for each item in the output and, as "unsent", what could be read of an invalid item',
	},
	{
		displayName: 'Invalid Values',
		name: 'invalidValues',
		type: 'options',
		options: [
			{
				name: 'Leave Out',
				value: 'leaveOut',
				description: 'Send the rest of the item. Its warnings say what was left out.',
			},
			{
				name: 'Reject the Item',
				value: 'reject',
				description: 'Send nothing for an item with an invalid value. Its errors list all of them.',
			},
		],
		default: 'leaveOut',
		description:
			'What to do with values that Braze would reject or silently drop, such as the phone "n/a"',
	},
	{
		displayName: 'Merge Nested Objects',
		name: 'mergeNestedObjects',
		type: 'options',
		options: [
			{
				name: 'Always',
				value: 'always',
				description: 'Keys of an object that are not sent keep their values in Braze',
			},
			{
				name: 'Only for Names With Dots',
				value: 'dotted',
				description:
					'The name address.city changes the city alone. An object that is mapped as a whole replaces the one in Braze.',
			},
			{
				name: 'Never',
				value: 'never',
				description: 'An object replaces the one in Braze with all its keys',
			},
		],
		default: 'dotted',
		description:
			'What happens to the rest of an object in Braze when only some of its keys are sent',
	},
	{
		displayName: 'Objects per Request',
		name: 'objectsPerRequest',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 1, maxValue: 75 },
		default: 75,
		description:
			'The maximum number of objects in a request. Braze accepts up to 75. Only needed if your contract says less.',
	},
	{
		displayName: 'Purchases (JSON)',
		name: 'purchasesJson',
		type: 'json',
		default: '[]',
		hint: 'Such as [{ "product_id": "vip-ticket", "currency": "AUD", "price": 99 }]',
		description:
			'More purchases for each item, as a list of objects with product_id, currency, price and, optionally, quantity, time and properties. Use an expression to turn a list, such as basket lines, into purchases.',
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
				description: 'Count attributes, events and purchases together, as in current contracts',
			},
			{
				name: 'Per Array',
				value: 'perArray',
				description: 'Count attributes, events and purchases separately, as in legacy contracts',
			},
		],
		default: 'total',
		description:
			'How the objects of a request are counted. Only needed if your contract counts them separately.',
	},
	{
		displayName: 'Send Only Changes',
		name: 'sendOnlyChanges',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description: `Whether to read the users first and leave out attributes that already have the value, which saves data points. The API key needs the permission ${EXPORT_PERMISSION}.`,
	},
	{
		displayName: 'Send Only What Is Missing',
		name: 'onlyMissing',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether to leave out what Braze has of an item by the item’s field braze.taken, as the error output of Track User gives it. What may be in Braze is sent again or not, as Send Again If Unsure says.',
	},
	{
		displayName: 'Show Requests',
		name: 'showRequests',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description: 'Whether a dry run also outputs the exact bodies of the requests',
	},
	{
		displayName: 'Skip Older Data',
		name: 'newestBy',
		type: 'string',
		default: '',
		placeholder: 'e.g. last_entry_at',
		description: `The name of a custom attribute for the time of the last entry. The node reads it first, does not send the attributes of an item that is older, and writes the time with those that it sends. An item’s time is what you map to that attribute, or else its field timestamp. The API key needs the permission ${EXPORT_PERMISSION}.`,
	},
	{
		displayName: 'Update Existing Only',
		name: 'updateExistingOnly',
		type: 'boolean',
		default: false,
		description: 'Whether to skip users who are not in Braze instead of creating them',
	},
	verifyOption({
		description: `The longest time to read the written users back after sending. Items that their profiles show get the status "applied"; for the others, warnings say what differs. The API key needs the permission ${EXPORT_PERMISSION}.`,
	}),
];

/** Options that only a contract can require. */
const LAST = ['objectsPerRequest', 'requestLimit'];

/** Sorts options by name. Those that hardly anyone needs come last. */
function sortedOptions(options: readonly INodeProperties[]): INodeProperties[] {
	const place = ({ name }: INodeProperties) => LAST.indexOf(name);
	return [...options].sort(
		(a, b) => place(a) - place(b) || a.displayName.localeCompare(b.displayName),
	);
}

/** How items are sent. */
export const optionFields: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		description: 'How to handle empty values, batches and failures',
		options: sortedOptions([...trackOptions, ...contactOptions, ...deliveryOptions]),
	},
];
