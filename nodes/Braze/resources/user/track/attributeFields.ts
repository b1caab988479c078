import type { INodeProperties } from 'n8n-workflow';

/** What changes on the profile. */
export const attributeFields: INodeProperties[] = [
	{
		displayName: 'Attributes Mode',
		name: 'attributesMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Drag and Drop',
				value: 'drag',
				description: 'Drag fields from the input; each becomes the attribute of its name',
			},
			{
				name: 'Choose From List',
				value: 'list',
				description: 'Pick from Braze’s standard attributes and those of your workspace',
			},
			{ name: 'JSON', value: 'json', description: 'Write the attributes as one JSON object' },
		],
		default: 'drag',
		description: 'How you say which attributes get which values. Only what is mapped is sent.',
	},
	{
		displayName: 'Attributes',
		name: 'attributes',
		type: 'assignmentCollection',
		displayOptions: { show: { attributesMode: ['drag'] } },
		default: {},
		description:
			'The attributes to set. A name that Braze knows (first_name, email, dob …) is that attribute, any other is a custom attribute; a dot means a nested object (address.city). An object such as {"inc": 1} or {"add": ["x"]} changes what Braze holds.',
	},
	{
		displayName: 'Attributes',
		name: 'attributesMapping',
		type: 'resourceMapper',
		noDataExpression: true,
		displayOptions: { show: { attributesMode: ['list'] } },
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			resourceMapper: {
				resourceMapperMethod: 'getAttributes',
				mode: 'add',
				fieldWords: { singular: 'attribute', plural: 'attributes' },
				addAllFields: true,
				supportAutoMap: true,
				multiKeyMatch: false,
			},
		},
		description: 'The attributes to set, with the types that your workspace gives them',
	},
	{
		displayName: 'Attributes (JSON)',
		name: 'attributesJson',
		type: 'json',
		displayOptions: { show: { attributesMode: ['json'] } },
		default: '{}',
		placeholder: 'e.g. { "first_name": "Joe", "points": { "inc": 5 } }',
		description: 'The attributes to set, as one JSON object of names and values',
	},
];
