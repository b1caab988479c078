import type { INodeProperties } from 'n8n-workflow';

import { docsLink } from '../../fields/docs';
import { noticeField } from '../../fields/notice';

/** Not shown if users are identified by email: Braze then sets the address itself. */
const TO_EMAIL_PEOPLE =
	' To email people, map email here as well: an alias or an ID is no address.';

/** A notice about which names are Braze's own attributes. */
function namesNotice(
	name: string,
	advice: string,
	{ show, hide }: NonNullable<INodeProperties['displayOptions']>,
): INodeProperties {
	return noticeField(
		name,
		`Braze’s own attributes are email, first_name, last_name, phone, dob, gender, country, home_city, language and time_zone. Any other name becomes a custom attribute.${advice} ${docsLink('track-user.md#attributes', 'More')}`,
		{ show: { attributesMode: ['drag', 'json'], ...show }, ...(hide && { hide }) },
	);
}

/** What to change on the profile. The drop area comes first, so that it is in view on small screens. */
export const attributeFields: INodeProperties[] = [
	{
		displayName: 'Attributes',
		name: 'attributes',
		type: 'assignmentCollection',
		displayOptions: { show: { attributesMode: ['drag'] } },
		default: {},
		description:
			'The attributes to set. Drag fields here from the input. A dot in a name makes a nested object (address.city). An object such as {"inc": 1} or {"add": ["x"]} changes the value that Braze has.',
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
		description: 'The attributes to set, with their types in your workspace',
	},
	{
		displayName: 'Attributes (JSON)',
		name: 'attributesJson',
		type: 'json',
		displayOptions: { show: { attributesMode: ['json'] } },
		default: '{}',
		hint: 'Such as { "first_name": "Joe", "points": { "inc": 5 } }',
		description: 'The attributes to set, as a JSON object of names and values',
	},
	namesNotice('attributeNames', TO_EMAIL_PEOPLE, { hide: { identifyBy: ['email'] } }),
	namesNotice('attributeNamesBesideEmail', '', { show: { identifyBy: ['email'] } }),
	{
		displayName: 'Attributes Mode',
		name: 'attributesMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Drag and Drop',
				value: 'drag',
				description: 'Drag fields from the input. Each becomes the attribute with its name.',
			},
			{
				name: 'Choose From List',
				value: 'list',
				description: 'Choose from Braze’s own attributes and those of your workspace',
			},
			{ name: 'JSON', value: 'json', description: 'Write the attributes as a JSON object' },
		],
		default: 'drag',
		description: 'How to map values to attributes. Only what is mapped is sent.',
	},
];
